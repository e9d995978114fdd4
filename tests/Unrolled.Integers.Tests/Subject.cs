namespace Unrolled.Integers.Tests;

/// <summary>A network class and its integer network, without their types.</summary>
internal abstract class Subject
{
    public abstract string Name { get; }

    public abstract int InputSize { get; }

    public abstract int OutputSize { get; }

    public abstract Activation[] Activations { get; }

    public static Subject Of<TNetwork>(Func<TNetwork, Dataset, QuantizationOptions?, Int8Network> quantize, Func<string, Int8Network> load)
        where TNetwork : class, INetwork<TNetwork> => new Typed<TNetwork>(quantize, load);

    /// <summary>Random parameters, of the size that training leaves.</summary>
    public abstract float[] Parameters(int seed);

    public abstract Int8Network Quantize(float[] parameters, Dataset calibration, QuantizationOptions? options = null);

    public abstract float[] Forward(float[] parameters, float[] inputs);

    public abstract Int8Network Load(string path);

    /// <summary>The same integer network every time.</summary>
    public Int8Network Make(int seed = 1) => Quantize(Parameters(seed), Calibration(seed));

    /// <summary>Samples in [-1, 1], a third of the inputs 0.</summary>
    public Dataset Calibration(int seed, int count = 200) =>
        Dataset.FromFloats(Inputs(seed, count), InputSize, new float[count * OutputSize], OutputSize);

    public float[] Inputs(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count * InputSize).Select(i => i % 3 == 0 ? 0 : (float)((2 * random.NextDouble()) - 1))];
    }

    private sealed class Typed<TNetwork>(Func<TNetwork, Dataset, QuantizationOptions?, Int8Network> quantize, Func<string, Int8Network> load) : Subject
        where TNetwork : class, INetwork<TNetwork>
    {
        public override string Name => typeof(TNetwork).Name;

        public override int InputSize => TNetwork.InputSize;

        public override int OutputSize => TNetwork.OutputSize;

        public override Activation[] Activations => TNetwork.Activations.ToArray();

        public override float[] Parameters(int seed)
        {
            float[] parameters = new float[TNetwork.ParameterCount];
            TNetwork.Create(seed).GetParameters(parameters);
            Random random = new(seed);
            return [.. parameters.Select(p => p == 0 ? (float)(random.NextDouble() - 0.5) : p)];
        }

        public override Int8Network Quantize(float[] parameters, Dataset calibration, QuantizationOptions? options = null) =>
            quantize(Network(parameters), calibration, options);

        public override float[] Forward(float[] parameters, float[] inputs)
        {
            float[] outputs = new float[inputs.Length / InputSize * OutputSize];
            Network(parameters).ForwardBatch(inputs, outputs);
            return outputs;
        }

        public override Int8Network Load(string path) => load(path);

        private static TNetwork Network(float[] parameters)
        {
            TNetwork network = TNetwork.Create(0);
            network.SetParameters(parameters);
            return network;
        }
    }
}
