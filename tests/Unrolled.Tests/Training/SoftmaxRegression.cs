using Unrolled.Internal;


namespace Unrolled.Tests;

/// <summary>A small network written by hand: 2 inputs, 3 softmax outputs, cross-entropy, in plain loops that allocate nothing.</summary>
internal sealed class SoftmaxRegression : INetwork<SoftmaxRegression>
{
    private const int Inputs = 2;
    private const int Outputs = 3;
    private const int Parameters = (Inputs + 1) * Outputs;

    private AlignedBuffer _block = new(Parameters);
    private readonly float[] _gradient = new float[Parameters];

    public static int InputSize => Inputs;

    public static int OutputSize => Outputs;

    public static int ParameterCount => Parameters;

    public static ReadOnlySpan<int> Layers => [Inputs, Outputs];

    public static ReadOnlySpan<Activation> Activations => [Activation.Softmax];

    public static Loss Loss => Loss.CrossEntropy;

    public static SoftmaxRegression Create(int seed)
    {
        var random = new Random(seed);
        var network = new SoftmaxRegression();
        foreach (ref float w in network.W)
        {
            w = random.NextSingle() - 0.5f;
        }

        return network;
    }

    public float[] ToArray() => [.. W];

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => Softmax(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int i = 0; i < inputs.Length / Inputs; i++)
        {
            Softmax(inputs.Slice(i * Inputs, Inputs), outputs.Slice(i * Outputs, Outputs));
        }
    }

    public int Predict(ReadOnlySpan<float> input)
    {
        Span<float> output = stackalloc float[Outputs];
        Forward(input, output);
        return Prediction.FromOutputs(output, Activation.Softmax);
    }

    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        gradient.Clear();
        Span<float> a = stackalloc float[Outputs];
        int count = inputs.Length / Inputs;
        float loss = 0f;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> x = inputs.Slice(i * Inputs, Inputs);
            ReadOnlySpan<float> y = targets.Slice(i * Outputs, Outputs);
            float logSum = Softmax(x, a);
            for (int j = 0; j < Outputs; j++)
            {
                float delta = (a[j] - y[j]) / count;
                gradient[j * Inputs] += delta * x[0];
                gradient[(j * Inputs) + 1] += delta * x[1];
                gradient[(Inputs * Outputs) + j] += delta;
                loss += y[j] * (logSum - PreActivation(j, x)) / count;
            }
        }

        return loss;
    }

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate)
    {
        float loss = Gradient(inputs, targets, _gradient);
        for (int i = 0; i < W.Length; i++)
        {
            W[i] -= learningRate * _gradient[i];
        }

        return loss;
    }

    public void GetParameters(Span<float> destination) => W.CopyTo(destination);

    public void SetParameters(ReadOnlySpan<float> source) => source.CopyTo(W);

    /// <summary>Three separable clouds of points around the corners of a triangle.</summary>
    public static Dataset Data(int count, int seed)
    {
        ReadOnlySpan<float> corners = [0f, 2f, 2f, -1f, -2f, -1f];
        var random = new Random(seed);
        float[] inputs = new float[count * Inputs];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(Outputs);
            for (int k = 0; k < Inputs; k++)
            {
                inputs[(i * Inputs) + k] = corners[(labels[i] * Inputs) + k] + random.NextSingle() - 0.5f;
            }
        }

        return Dataset.FromFloats(inputs, Inputs, labels, Outputs);
    }

    private float PreActivation(int j, ReadOnlySpan<float> x) =>
        (W[j * Inputs] * x[0]) + (W[(j * Inputs) + 1] * x[1]) + W[(Inputs * Outputs) + j];

    /// <summary>Writes the probabilities and returns the logarithm of the sum of the exponentials.</summary>
    private float Softmax(ReadOnlySpan<float> x, Span<float> a)
    {
        float largest = float.NegativeInfinity;
        for (int j = 0; j < Outputs; j++)
        {
            a[j] = PreActivation(j, x);
            largest = Math.Max(largest, a[j]);
        }

        float sum = 0f;
        for (int j = 0; j < Outputs; j++)
        {
            a[j] = MathF.Exp(a[j] - largest);
            sum += a[j];
        }

        for (int j = 0; j < Outputs; j++)
        {
            a[j] /= sum;
        }

        return largest + MathF.Log(sum);
    }

    private Span<float> W => _block.Span;

    static int INetworkStorage.BlockSize => ParameterCount;

    float ITrainableNetwork<SoftmaxRegression>.Gradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
        throw new NotSupportedException();

    float ITrainableNetwork<SoftmaxRegression>.Train(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate) =>
        throw new NotSupportedException();

    ulong ITrainableNetwork<SoftmaxRegression>.DropoutState { get; set; }

    static SoftmaxRegression ITrainableNetwork<SoftmaxRegression>.Create(int seed, Initialization initialization) => throw new NotSupportedException();

    static int IInferenceNetwork.ChunkSize => int.MaxValue;

    AlignedBuffer INetworkStorage.Block { get => _block; set => _block = value; }

    // The canonical order itself: panels of one unit.
    static BlockLayout INetworkStorage.Layout => new(
    [
        new(start: 0, fanIn: Inputs, units: Outputs, width: 1, isBias: false),
        new(start: Inputs * Outputs, fanIn: 1, units: Outputs, width: 1, isBias: true),
    ]);

    double INetworkStorage.AccumulateGradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, int firstSample, float scale, Span<float> block)
    {
        int count = inputs.Length / Inputs;
        float loss = Gradient(inputs, targets, _gradient);
        for (int i = 0; i < block.Length; i++)
        {
            block[i] += scale * count * _gradient[i];
        }

        return (double)loss * count;
    }

    double IInferenceNetwork.SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs)
    {
        ForwardBatch(inputs, outputs);
        return (double)Gradient(inputs, targets, _gradient) * (inputs.Length / Inputs);
    }

    static int INetworkStorage.StackBytes => 0;
}
