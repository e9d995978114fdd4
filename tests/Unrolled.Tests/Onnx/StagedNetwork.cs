namespace Unrolled.Tests.Onnx;

/// <summary>A network with stages and an alpha of its own, written by hand.</summary>
internal sealed class StagedNetwork : ITrainableNetwork<StagedNetwork>
{
    private readonly float[] _parameters = new float[ParameterCount];

    public static int InputSize => 3;

    public static int OutputSize => 2;

    public static int ParameterCount => (4 * 4) + (5 * 2);

    public static ReadOnlySpan<int> Layers => new[] { 3, 4, 2 };

    public static ReadOnlySpan<Activation> Activations => new[] { Activation.ELU, Activation.Tanh };

    public static ReadOnlySpan<float> Alphas => new[] { 0.7f, 0 };

    public static Stage? InputStage { get; } = new(
        [2, 0.5f, 1], [0.25f, 0, -1], [-1, -0.5f, float.NegativeInfinity], [1, 0.5f, float.PositiveInfinity]);

    public static Stage? OutputStage { get; } = new([0.5f, 3], [-0.25f, 0], [-0.5f, -0.5f], [0.25f, 0.25f]);

    public static Loss Loss => Loss.MeanSquaredError;

    public ulong DropoutState { get; set; }

    public static StagedNetwork Create(int seed)
    {
        StagedNetwork network = new();
        var random = new Random(seed);
        for (int i = 0; i < ParameterCount; i++)
        {
            network._parameters[i] = (2 * random.NextSingle()) - 1;
        }

        return network;
    }

    public static StagedNetwork Create(int seed, Initialization initialization) => Create(seed);

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        NetworkModel model = new()
        {
            Layers = Layers.ToArray(),
            Activations = Activations.ToArray(),
            Alphas = Alphas.ToArray(),
            Parameters = _parameters,
            InputStage = InputStage,
            OutputStage = OutputStage,
        };
        double[] outputs = ModelEvaluation.Evaluate(model, [.. input.ToArray().Select(x => (double)x)]);
        outputs.Select(y => (float)y).ToArray().CopyTo(output);
    }

    public void GetParameters(Span<float> destination) => _parameters.CopyTo(destination);

    public void SetParameters(ReadOnlySpan<float> source) => source.CopyTo(_parameters);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => throw new NotSupportedException();

    public int Predict(ReadOnlySpan<float> input) => throw new NotSupportedException();

    public double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs) =>
        throw new NotSupportedException();

    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        throw new NotSupportedException();

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) => throw new NotSupportedException();

    public float Gradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
        throw new NotSupportedException();

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate) =>
        throw new NotSupportedException();
}
