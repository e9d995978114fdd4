namespace Unrolled;

/// <summary>What in a dataset makes training hard or impossible, in sentences; null where there is nothing of that kind.</summary>
/// <param name="NotFinite">The first number that is NaN or infinite.</param>
/// <param name="LargeInputs">The inputs that are much larger than 1, with their range.</param>
/// <param name="LargeTargets">The targets that are much larger than 1, with their range.</param>
internal sealed record DataReport(string? NotFinite, string? LargeInputs, string? LargeTargets)
{
    /// <summary>What is worst.</summary>
    public string? Text => NotFinite ?? LargeInputs ?? LargeTargets;

    /// <summary>Looks at every sample but those of weight 0, which are as if they were not. Bytes need no look: they are scaled.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="name">What to call them, e.g. "training data".</param>
    public static DataReport Of(Dataset data, string name)
    {
        if (data.HasBytes || (!data.HasWeights && IsOrdinary(data)))
        {
            return new DataReport(null, null, null);
        }

        var inputs = new ColumnRanges("input", data.InputSize);
        var targets = new ColumnRanges("target", data.TargetSize);
        DatasetRows.Visit(data, (start, x, y) =>
        {
            for (int row = 0; row < x.Length / data.InputSize; row++)
            {
                if (data.IsThere(start + row))
                {
                    inputs.Add(start + row, x.Slice(row * data.InputSize, data.InputSize));
                    targets.Add(start + row, y.Slice(row * data.TargetSize, data.TargetSize));
                }
            }
        });
        return new DataReport(inputs.NotFinite(name) ?? targets.NotFinite(name), inputs.Large(name), targets.Large(name));
    }

    // Nearly all datasets are, and then nobody needs to know more.
    private static bool IsOrdinary(Dataset data)
    {
        const double most = ColumnRanges.LargeRootMeanSquare * ColumnRanges.LargeRootMeanSquare;
        var inputs = new ColumnSquares(data.InputSize);
        var targets = new ColumnSquares(data.TargetSize);
        DatasetRows.Visit(data, (_, x, y) =>
        {
            inputs.Add(x);
            targets.Add(y);
        });
        return inputs.AreAtMost(most) && targets.AreAtMost(most);
    }
}
