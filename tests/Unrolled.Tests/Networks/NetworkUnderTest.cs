namespace Unrolled.Tests.Networks;

/// <summary>A generated network behind one non-generic face, so that theories can walk over many of them.</summary>
public abstract class NetworkUnderTest
{
    public abstract string Name { get; }

    public abstract int[] Layers { get; }

    public abstract Activation[] Activations { get; }

    public abstract Loss Loss { get; }

    public abstract float[] Alphas { get; }

    public abstract Stage? InputStage { get; }

    public abstract Stage? OutputStage { get; }

    public abstract int ParameterCount { get; }

    public abstract int InputSize { get; }

    public abstract int OutputSize { get; }

    public abstract int ChunkSize { get; }

    public abstract void Reset(int seed);

    public abstract void SaveOnnx(Stream stream, OnnxSaveOptions? options = null);

    public abstract void LoadOnnx(Stream stream);

    public abstract void Forward(ReadOnlySpan<float> input, Span<float> output);

    public abstract void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    public abstract void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int threads);

    public abstract int Predict(ReadOnlySpan<float> input);

    public abstract float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient);

    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    public abstract float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights);

    public abstract double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs);

    public abstract float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate);

    public abstract float Gradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient);

    public abstract float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate);

    public abstract float Gradient<TLoss>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) where TLoss : ILoss;

    public abstract float Train<TLoss>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) where TLoss : ILoss;

    public abstract float Gradient<TLoss>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient)
        where TLoss : ILoss;

    public abstract float Train<TLoss>(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate)
        where TLoss : ILoss;

    public abstract void Backward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients);

    public abstract void Backward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients, ulong dropoutState);

    public abstract void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, ulong dropoutState);

    public abstract ulong DropoutState { get; set; }

    public abstract void GetParameters(Span<float> destination);

    public abstract void SetParameters(ReadOnlySpan<float> source);

    public abstract void Save(Stream stream);

    public abstract void Load(Stream stream);

    /// <summary>Inputs from -1 to 1 and targets from 0 to 1, the same for a number each time.</summary>
    public (float[] Inputs, float[] Targets) Samples(int count)
    {
        var random = new Random(count);
        float[] inputs = [.. Enumerable.Range(0, count * InputSize).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] targets = [.. Enumerable.Range(0, count * OutputSize).Select(_ => random.NextSingle())];
        return (inputs, targets);
    }

    public override string ToString() => Name;

    public static NetworkUnderTest Of<TNetwork>() where TNetwork : class, INetwork<TNetwork> => new Adapter<TNetwork>();

    private sealed class Adapter<TNetwork> : NetworkUnderTest where TNetwork : class, INetwork<TNetwork>
    {
        private TNetwork _network = TNetwork.Create(0);

        public override string Name => typeof(TNetwork).Name;

        public override int[] Layers => TNetwork.Layers.ToArray();

        public override Activation[] Activations => TNetwork.Activations.ToArray();

        public override Loss Loss => TNetwork.Loss;

        public override float[] Alphas => TNetwork.Alphas.ToArray();

        public override Stage? InputStage => TNetwork.InputStage;

        public override Stage? OutputStage => TNetwork.OutputStage;

        public override int ParameterCount => TNetwork.ParameterCount;

        public override int InputSize => TNetwork.InputSize;

        public override int OutputSize => TNetwork.OutputSize;

        public override int ChunkSize => TNetwork.ChunkSize;

        public override void Reset(int seed) => _network = TNetwork.Create(seed);

        public override void SaveOnnx(Stream stream, OnnxSaveOptions? options = null) => _network.SaveOnnx(stream, options);

        public override void LoadOnnx(Stream stream) => _network.LoadOnnx(stream);

        public override void Forward(ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

        public override void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _network.ForwardBatch(inputs, outputs);

        public override void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int threads) =>
            _network.ForwardBatch(inputs, outputs, threads);

        public override int Predict(ReadOnlySpan<float> input) => _network.Predict(input);

        public override float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
            _network.Gradient(inputs, targets, gradient);

        public override float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => _network.MeanLoss(inputs, targets);

        public override float MeanLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights) =>
            _network.MeanLoss(inputs, targets, sampleWeights);

        public override double SumLosses(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs) =>
            _network.SumLosses(inputs, targets, outputs);

        public override float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) =>
            _network.Train(inputs, targets, learningRate);

        public override float Gradient(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
            _network.Gradient(inputs, targets, sampleWeights, gradient);

        public override float Train(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate) =>
            _network.Train(inputs, targets, sampleWeights, learningRate);

        public override float Gradient<TLoss>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
            _network.Gradient<TLoss>(inputs, targets, gradient);

        public override float Train<TLoss>(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate) =>
            _network.Train<TLoss>(inputs, targets, learningRate);

        public override float Gradient<TLoss>(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
            _network.Gradient<TLoss>(inputs, targets, sampleWeights, gradient);

        public override float Train<TLoss>(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, float learningRate) =>
            _network.Train<TLoss>(inputs, targets, sampleWeights, learningRate);

        public override void Backward(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients) =>
            _network.Backward(inputs, outputGradients, gradient, inputGradients);

        public override void Backward(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients,
            ulong dropoutState) => _network.Backward(inputs, outputGradients, gradient, inputGradients, dropoutState);

        public override void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, ulong dropoutState) =>
            _network.ForwardBatch(inputs, outputs, dropoutState);

        public override ulong DropoutState
        {
            get => _network.DropoutState;
            set => _network.DropoutState = value;
        }

        public override void GetParameters(Span<float> destination) => _network.GetParameters(destination);

        public override void SetParameters(ReadOnlySpan<float> source) => _network.SetParameters(source);

        public override void Save(Stream stream) => _network.Save(stream);

        public override void Load(Stream stream) => _network.Load(stream);
    }
}
