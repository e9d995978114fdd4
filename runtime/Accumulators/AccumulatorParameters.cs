using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>
/// The parameters of an accumulator network as its kernels read them: rows of whole vectors, filled up with zeros and aligned to cache lines.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AccumulatorParameters
{
    private readonly short[] _canonical;
    private readonly AlignedArray<short> _features;
    private readonly AlignedArray<sbyte>[] _layers;
    private readonly short[][] _layerBiases;
    private readonly AlignedArray<short> _output;
    private readonly short[] _outputBiases;
    private readonly int _outputStride;

    private AccumulatorParameters(AccumulatorShape shape, short[] canonical)
    {
        Shape = shape;
        _canonical = canonical;
        Stride = new ShortRun(shape.Units).Stride;
        int start = 0;

        // The biases are one more row, behind those of the features.
        _features = new((shape.Features + 1) * Stride);
        for (int row = 0; row <= shape.Features; row++)
        {
            Take(shape.Units).CopyTo(_features.Span[(row * Stride)..]);
        }

        DenseLayer[] behind = shape.Behind;
        _layers = new AlignedArray<sbyte>[behind.Length];
        _layerBiases = new short[behind.Length][];
        for (int l = 0; l < behind.Length; l++)
        {
            int stride = Inputs(l);
            _layers[l] = new(behind[l].FanOut * stride);
            for (int unit = 0; unit < behind[l].FanOut; unit++)
            {
                Spread(l, Take(behind[l].FanIn), _layers[l].Span.Slice(unit * stride, stride), w => (sbyte)w);
            }

            _layerBiases[l] = Take(behind[l].FanOut).ToArray();
        }

        _outputStride = Inputs(behind.Length);
        ReadOnlySpan<short> weights = Take(shape.OutputBuckets * shape.OutputFanIn);

        // A squared activation is first multiplied by the weight in 16 bits; where 255 times that does not fit, low and high bytes take turns.
        IsWide = shape.Activation == Activation.SquaredClippedReLU && weights.ContainsAnyExceptInRange((short)-128, (short)128);
        _output = new((IsWide ? 2 : 1) * shape.OutputBuckets * _outputStride);
        for (int bucket = 0; bucket < shape.OutputBuckets; bucket++)
        {
            ReadOnlySpan<short> row = weights.Slice(bucket * shape.OutputFanIn, shape.OutputFanIn);
            Spread(behind.Length, row, _output.Span.Slice(bucket * _outputStride, _outputStride), IsWide ? w => (sbyte)w : w => w);
            if (IsWide)
            {
                int high = (shape.OutputBuckets + bucket) * _outputStride;
                Spread(behind.Length, row, _output.Span.Slice(high, _outputStride), w => (short)((w - (sbyte)w) >> 8));
            }
        }

        _outputBiases = Take(shape.OutputBuckets).ToArray();

        ReadOnlySpan<short> Take(int count) => canonical.AsSpan((start += count) - count, count);
    }

    /// <summary>What the network computes.</summary>
    public AccumulatorShape Shape { get; }

    /// <summary>The numbers of one row of feature weights, and of one perspective's sums, with those that fill them up.</summary>
    public int Stride { get; }

    /// <summary>Whether output weights lie in two planes, low bytes and high bytes.</summary>
    public bool IsWide { get; }

    /// <summary>The parameters in the order of a file.</summary>
    public ReadOnlySpan<short> Canonical => _canonical;

    /// <summary>The least activation, 0: read, it stays in a register, while a constant would be made anew for each vector.</summary>
    public short Least { get; }

    /// <summary>The rows of the feature weights, and behind the last that of the biases.</summary>
    internal AlignedArray<short> Features => _features;

    /// <summary>Rounds the parameters of a trained network.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="parameters">Its parameters, in canonical order.</param>
    /// <exception cref="ArgumentException">There are more or fewer, one is out of range, or sums may overflow.</exception>
    public static AccumulatorParameters FromFloats(AccumulatorShape shape, ReadOnlySpan<float> parameters)
    {
        short[] integers = AccumulatorQuantizer.Quantize(shape, parameters);
        return AccumulatorDefect.Of(shape, integers) is { } defect
            ? throw new ArgumentException($"The parameters do not fit: found {defect.Found}, needed {defect.Needed}.", nameof(parameters))
            : new AccumulatorParameters(shape, integers);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidFileException">It is none of the network's.</exception>
    public static AccumulatorParameters Load(AccumulatorShape shape, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = File.OpenRead(path);
        return Load(shape, file, path);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="stream">The stream.</param>
    /// <exception cref="InvalidFileException">It is none of the network's.</exception>
    public static AccumulatorParameters Load(AccumulatorShape shape, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(shape, stream, "the stream");
    }

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using AtomicFile file = new(path);
        AccumulatorFile.Write(file.Stream, _canonical);
        file.Commit();
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">The stream.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        AccumulatorFile.Write(stream, _canonical);
    }

    /// <summary>The weights of a further hidden layer, unit by unit.</summary>
    /// <param name="layer">The layer, from 0 on.</param>
    public ref sbyte Weights(int layer) => ref _layers[layer].Start;

    /// <summary>The biases of a further hidden layer.</summary>
    /// <param name="layer">The layer, from 0 on.</param>
    public ReadOnlySpan<short> Biases(int layer) => _layerBiases[layer];

    /// <summary>The output weights, in one plane or the low ones of two.</summary>
    /// <param name="bucket">The output layer, which there must be.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref short Output(int bucket) => ref Unsafe.Add(ref _output.Start, bucket * _outputStride);

    /// <summary>The high bytes of the output weights.</summary>
    /// <param name="bucket">The output layer, which there must be.</param>
    public ref short HighOutput(int bucket) => ref Output(Shape.OutputBuckets + bucket);

    /// <summary>The bias of the output.</summary>
    /// <param name="bucket">The output layer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OutputBias(int bucket) => _outputBiases[bucket];

    private static AccumulatorParameters Load(AccumulatorShape shape, Stream stream, string name)
    {
        short[] integers = AccumulatorFile.Read(stream, shape, name);
        return AccumulatorDefect.Of(shape, integers) is { } defect
            ? throw new InvalidFileException(name, null, defect.Found, defect.Needed)
            : new AccumulatorParameters(shape, integers);
    }

    /// <summary>The numbers of one row of a layer's weights, with those that fill it up.</summary>
    private int Inputs(int layer) => layer == 0 ? Shape.Perspectives * Stride : new ShortRun(Shape.Layers[layer - 1]).Stride;

    /// <summary>Lays out one row of a layer's weights; behind the accumulators each perspective's has zeros behind it.</summary>
    private void Spread<T>(int layer, ReadOnlySpan<short> weights, Span<T> row, Func<short, T> convert)
    {
        int count = layer == 0 ? Shape.Units : weights.Length;
        for (int i = 0; i < weights.Length; i++)
        {
            row[((i / count) * Stride) + (i % count)] = convert(weights[i]);
        }
    }
}
