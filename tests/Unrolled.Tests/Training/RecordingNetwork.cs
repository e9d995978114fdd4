using Unrolled.Internal;


namespace Unrolled.Tests;

/// <summary>A test double that learns nothing: it writes down the batches it is given and answers what the test tells it to.</summary>
/// <remarks>It has one input, which names the sample, and one output, which repeats it.</remarks>
internal sealed class RecordingNetwork : INetwork<RecordingNetwork>
{
    private AlignedBuffer _block = new(1);

    public static int InputSize => 1;

    public static int OutputSize => 1;

    public static int ParameterCount => 1;

    public static ReadOnlySpan<int> Layers => [1, 1];

    public static ReadOnlySpan<Activation> Activations => [Activation.Identity];

    public static Loss Loss => Loss.MeanSquaredError;

    /// <summary>The sample numbers of every batch given to <see cref="Train"/>.</summary>
    public List<float[]> Batches { get; } = [];

    /// <summary>All sample numbers given to <see cref="Train"/>, in order.</summary>
    public float[] Samples => [.. Batches.SelectMany(batch => batch)];

    /// <summary>The loss that <see cref="Train"/> returns, from the number of the batch (from 1).</summary>
    public Func<int, float> LossOfBatch { get; init; } = _ => 0f;

    /// <summary>The parameter, from the number of batches trained.</summary>
    public Func<int, float> Parameter { get; init; } = batches => batches;

    public static RecordingNetwork Create(int seed) => new();

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => input.CopyTo(output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => inputs.CopyTo(outputs);

    public int Predict(ReadOnlySpan<float> input) => input[0] > 0f ? 1 : 0;

    /// <summary>The mean of the sample numbers.</summary>
    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        float sum = 0f;
        foreach (float input in inputs)
        {
            sum += input;
        }

        return sum / inputs.Length;
    }

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate)
    {
        Assert.Equal(inputs, targets);
        Batches.Add(inputs.ToArray());
        _block.Start = Parameter(Batches.Count);
        return LossOfBatch(Batches.Count);
    }

    public void GetParameters(Span<float> destination) => _block.Span.CopyTo(destination);

    public void SetParameters(ReadOnlySpan<float> source) => source.CopyTo(_block.Span);

    /// <summary>Samples 0, 1, 2, ..., each with its own number as its input and target.</summary>
    public static Dataset Data(int count)
    {
        float[] numbers = [.. Enumerable.Range(0, count).Select(i => (float)i)];
        return Dataset.FromFloats(numbers, 1, numbers, 1);
    }

    static int INetworkStorage.BlockSize => ParameterCount;

    double INetworkStorage.AccumulateGradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int firstSample, float scale, Span<float> block) =>
        scale == 0 ? 0 : throw new NotSupportedException();

    double IInferenceNetwork.SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs)
    {
        ForwardBatch(inputs, outputs);
        return (double)Gradient(inputs, targets, gradient: default) * inputs.Length;
    }

    float ITrainableNetwork<RecordingNetwork>.Gradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
        throw new NotSupportedException();

    float ITrainableNetwork<RecordingNetwork>.Train(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate) =>
        throw new NotSupportedException();

    ulong ITrainableNetwork<RecordingNetwork>.DropoutState { get; set; }

    static RecordingNetwork ITrainableNetwork<RecordingNetwork>.Create(int seed, Initialization initialization) => throw new NotSupportedException();

    AlignedBuffer INetworkStorage.Block { get => _block; set => _block = value; }

    static BlockLayout INetworkStorage.Layout => new([new(start: 0, fanIn: 1, units: 1, width: 1, isBias: false)]);

    static int IInferenceNetwork.ChunkSize => int.MaxValue;

    static int INetworkStorage.StackBytes => 0;
}
