namespace Unrolled.Data.Tests.Transforms;

/// <summary>A network with stages, as models from files have them: it has parameters and computes nothing.</summary>
internal sealed class Staged : ITrainableNetwork<Staged>
{
    private readonly float[] _parameters = [1, 2, 3];

    public static int InputSize => 2;

    public static int OutputSize => 1;

    public static int ParameterCount => 3;

    public static ReadOnlySpan<int> Layers => new[] { 2, 1 };

    public static ReadOnlySpan<Activation> Activations => new[] { Activation.Identity };

    public static Stage? InputStage { get; } = new([1, 2], [], [], []);

    public static Stage? OutputStage { get; } = new([2], [], [], []);

    public static Loss Loss => Loss.MeanSquaredError;

    public ulong DropoutState { get; set; }

    public static Staged Create(int seed) => new();

    public static Staged Create(int seed, Initialization initialization) => new();

    public void GetParameters(Span<float> destination) => _parameters.CopyTo(destination);

    public void SetParameters(ReadOnlySpan<float> source) => source.CopyTo(_parameters);

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => throw new NotSupportedException();

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => throw new NotSupportedException();

    public int Predict(ReadOnlySpan<float> input) => throw new NotSupportedException();

    public double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs) => throw new NotSupportedException();

    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) => throw new NotSupportedException();

    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
        throw new NotSupportedException();

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) => throw new NotSupportedException();

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate) =>
        throw new NotSupportedException();
}
