using System.Globalization;
using Unrolled;

namespace TablesSample;

/// <summary>Answers as CSV: the class and the probability of each, or the number.</summary>
internal static class AnswerFile
{
    /// <summary>Answers row after row, in the order of the table.</summary>
    /// <exception cref="OperationCanceledException">Ctrl+C.</exception>
    public static void Write(TextWriter writer, TrainedModel model, ReadOnlySpan<float> rows, CancellationToken cancellationToken)
    {
        string target = model.Preprocessing.TargetNames[0];
        bool isOfClasses = model.Preprocessing.ClassNames.Count > 0;
        Line(writer, isOfClasses ? [target, .. model.AnswerNames.Select(name => $"probability of {name}")] : [target]);
        int features = model.Preprocessing.Features.Count;
        for (int start = 0; start < rows.Length; start += features)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Answer answer = model.Predict(rows.Slice(start, features));
            string[] values = Array.ConvertAll(answer.Values.ToArray(), value => value.ToString("R", CultureInfo.InvariantCulture));
            Line(writer, answer.ClassName is null ? values : [answer.ClassName, .. values]);
        }
    }

    private static void Line(TextWriter writer, string[] values)
    {
        writer.Write(string.Join(',', values.Select(Quoted)));
        writer.Write('\n');
    }

    private static string Quoted(string value) => value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
