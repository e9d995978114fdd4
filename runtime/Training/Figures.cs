using static System.FormattableString;

namespace Unrolled;

/// <summary>Figures of training in sentences, the same in every culture.</summary>
internal static class Figures
{
    /// <summary>A loss, and what else there is.</summary>
    public static string Line(double loss, double? validationLoss, double? accuracy)
    {
        string line = Invariant($"loss {loss:G4}");
        line += validationLoss is { } value ? Invariant($", validation loss {value:G4}") : "";
        return line + (accuracy is { } fraction ? Invariant($", accuracy {100 * fraction:F1} %") : "");
    }

    /// <summary>What is given of some numbers, with their names.</summary>
    public static string List(params ReadOnlySpan<(string Name, float? Value)> numbers)
    {
        string list = "";
        foreach ((string name, float? value) in numbers)
        {
            list += value is { } number ? $"{(list.Length == 0 ? "" : ", ")}{name} {Wording.Number(number)}" : "";
        }

        return list;
    }

    /// <summary>The name of a metric in a sentence.</summary>
    public static string Name(Metric metric) => metric switch
    {
        Metric.ValidationLoss => "the validation loss",
        Metric.ValidationAccuracy => "the validation accuracy",
        _ => "the training loss",
    };

    /// <summary>A duration in the unit that suits it.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => Invariant($"{time.TotalMilliseconds:G3} ms"),
        < 60 => Invariant($"{time.TotalSeconds:F1} s"),
        < 3600 => Invariant($"{time.TotalMinutes:F1} min"),
        _ => Invariant($"{time.TotalHours:F1} h"),
    };
}
