namespace Unrolled;

/// <summary>Goes through a dataset in its order, so many rows at a time that to gather them costs little.</summary>
internal static class DatasetRows
{
    private const int ChunkSize = 256;

    /// <summary>Sees some rows.</summary>
    /// <param name="start">The number of the first.</param>
    /// <param name="inputs">Their inputs.</param>
    /// <param name="targets">Their targets.</param>
    public delegate void Visitor(int start, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    public static void Visit(Dataset data, Visitor visitor)
    {
        float[] x = new float[ChunkSize * data.InputSize];
        float[] y = new float[ChunkSize * data.TargetSize];
        for (int start = 0; start < data.Count; start += ChunkSize)
        {
            int count = Math.Min(ChunkSize, data.Count - start);
            Span<float> inputs = x.AsSpan(0, count * data.InputSize);
            Span<float> targets = y.AsSpan(0, count * data.TargetSize);
            data.Gather(start, count, inputs, targets);
            visitor(start, inputs, targets);
        }
    }
}
