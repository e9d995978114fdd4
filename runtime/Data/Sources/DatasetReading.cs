namespace Unrolled;

/// <summary>Reads a source, or its beginning, into memory.</summary>
internal static class DatasetReading
{
    /// <param name="source">The source.</param>
    /// <param name="most">The most samples to read; null for all.</param>
    public static Dataset Read(ISampleSource source, int? most)
    {
        Require.That(most is null or >= 1, most ?? 1, "at least 1", nameof(most));
        long count = Math.Min(source.Count ?? long.MaxValue, most ?? long.MaxValue);
        if (count > int.MaxValue)
        {
            throw new ArgumentException(
                $"{source.Name} has {(source.Count is { } known ? Wording.Exact(known, "sample") : "an unknown number of samples")}: how many of them are "
                + "wanted in memory must be given.",
                nameof(most));
        }

        SampleBlock block = new(source.Shape, (int)count, data => data);
        using (SampleCursor cursor = new(source, chunk: 0, seed: 0))
        {
            cursor.FillToEnd(block, CancellationToken.None);
        }

        SampleChecks.Check(source, block);
        return block.Arrays.ToDataset().Take(block.Count);
    }
}
