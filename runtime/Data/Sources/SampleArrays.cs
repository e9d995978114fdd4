namespace Unrolled;

/// <summary>The arrays that some samples lie in.</summary>
internal sealed class SampleArrays
{
    public SampleArrays(SampleShape shape, int count)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Require.That(count >= 0, count, "at least 0", nameof(count));
        Shape = shape;
        Count = count;
        Inputs = shape.HasBytes ? null : Room<float>(shape.InputSize);
        Bytes = shape.HasBytes ? Room<byte>(shape.InputSize) : null;
        Labels = shape.HasLabels ? new int[count] : null;
        Targets = shape.HasLabels ? null : Room<float>(shape.TargetSize);
        Weights = shape.HasWeights ? new float[count] : null;
        Weights?.AsSpan().Fill(1);

        T[] Room<T>(int size) => (long)count * size <= Array.MaxLength
            ? new T[count * size]
            : throw new ArgumentException(
                $"{Wording.Exact(count, "sample")} of {Wording.Exact(size, "number")} do not fit into an array: {Wording.Number(Array.MaxLength / size)} "
                + "is the most.",
                nameof(count));
    }

    public SampleShape Shape { get; }

    public int Count { get; }

    public float[]? Inputs { get; }

    public byte[]? Bytes { get; }

    public int[]? Labels { get; }

    public float[]? Targets { get; }

    public float[]? Weights { get; }

    /// <summary>The samples as a dataset, which changes with the arrays.</summary>
    public Dataset ToDataset() => Dataset.Over(
        Bytes is not null ? new SampleStore(Bytes, Shape.InputSize, Labels!, Shape.TargetSize)
            : Labels is not null ? new SampleStore(Inputs!, Shape.InputSize, Labels, Shape.TargetSize)
            : new SampleStore(Inputs!, Shape.InputSize, Targets!, Shape.TargetSize),
        Weights);
}
