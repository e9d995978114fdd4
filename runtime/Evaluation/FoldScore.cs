using System.Globalization;

namespace Unrolled;

/// <summary>How a network that was trained on a fold does on its validation samples.</summary>
/// <param name="Accuracy">
/// The fraction classified correctly; null where samples have no single class, NaN where training diverged.
/// </param>
/// <param name="Loss">The mean of the loss that the network is trained on; NaN where training diverged.</param>
public readonly record struct FoldScore(double? Accuracy, double Loss)
{
    /// <summary>
    /// <see cref="MultiLabelFigures.MicroF1"/>; null unless samples may have several labels at once, NaN where training diverged.
    /// </summary>
    public double? MicroF1 { get; init; }

    /// <summary>The root mean squared error; null unless the targets are numbers, NaN where training diverged.</summary>
    public double? Rmse { get; init; }

    /// <summary>The figures that there are.</summary>
    public override string ToString()
    {
        return Text(Number(Accuracy), Number(MicroF1), Number(Rmse), Number(Loss));

        static string? Number(double? value) => value?.ToString("G5", CultureInfo.InvariantCulture);
    }

    /// <summary>The figures that there are with their names.</summary>
    internal static string Text(string? accuracy, string? microF1, string? rmse, string? loss)
    {
        (string Name, string? Value)[] figures = [("accuracy", accuracy), ("micro F1", microF1), ("RMSE", rmse), ("loss", loss)];
        return string.Join(", ", figures.Where(figure => figure.Value is not null).Select(figure => $"{figure.Name} {figure.Value}"));
    }
}
