namespace Unrolled;

/// <summary>Room for some samples, row after row, which a reader fills: see <see cref="ISampleReader.Read"/>.</summary>
public readonly ref struct SampleRows
{
    private readonly SampleShape _shape;

    /// <summary>Makes room, in arrays of its own.</summary>
    /// <param name="shape">What each sample consists of.</param>
    /// <param name="count">The number of samples, at least 0.</param>
    /// <exception cref="ArgumentException">The number is negative, or of more samples than arrays can hold.</exception>
    public SampleRows(SampleShape shape, int count)
        : this(new SampleArrays(shape, count), 0, count)
    {
    }

    internal SampleRows(SampleArrays arrays, int start, int count)
    {
        _shape = arrays.Shape;
        Count = count;
        Inputs = Part(arrays.Inputs, start, count, _shape.InputSize);
        Bytes = Part(arrays.Bytes, start, count, _shape.InputSize);
        Labels = Part(arrays.Labels, start, count, 1);
        Targets = Part(arrays.Targets, start, count, _shape.TargetSize);
        Weights = Part(arrays.Weights, start, count, 1);
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>Their inputs; empty where these are bytes.</summary>
    public Span<float> Inputs { get; }

    /// <summary>Their inputs where these are bytes, else empty.</summary>
    public Span<byte> Bytes { get; }

    /// <summary>The class of each, from 0 on; empty where there are targets.</summary>
    public Span<int> Labels { get; }

    /// <summary>Their targets; empty where there are labels.</summary>
    public Span<float> Targets { get; }

    /// <summary>The weight of each; empty where there are none.</summary>
    public Span<float> Weights { get; }

    /// <summary>The inputs of one sample, where these are floats.</summary>
    /// <param name="row">Which one.</param>
    public Span<float> Input(int row) => Inputs.Slice(row * _shape.InputSize, _shape.InputSize);

    /// <summary>The targets of one sample, where there are targets.</summary>
    /// <param name="row">Which one.</param>
    public Span<float> Target(int row) => Targets.Slice(row * _shape.TargetSize, _shape.TargetSize);

    private static Span<T> Part<T>(T[]? array, int start, int count, int size) => array is null ? [] : array.AsSpan(start * size, count * size);
}
