using Unrolled.Benchmarks.Networks;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.Scaling;

/// <summary>What gradients from the outputs cost beside those of the network's own loss, and what those of the inputs add.</summary>
internal sealed class BackwardCommand(TextWriter output, int rounds)
{
    private static readonly int[] Batches = [1, 10, 32, 100];

    /// <summary>Runs the command "backward [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        new BackwardCommand(output, Measurement.Rounds(args)).Run();
        return 0;
    }

    private void Run()
    {
        output.WriteLine(Machine.Description);
        output.WriteLine(Format.Text($"Gradients from the outputs, as multiples of Gradient's time. Medians of {rounds} rounds, one thread."));
        output.WriteLine();
        var table = new Table("network", "batch", "Gradient", "loss of one's own", "Backward", "with inputs", "inputs as forward passes");
        foreach (int batch in Batches)
        {
            Add(table, "2-3-1", new Network_2_3_1(), batch);
            Add(table, "4-16-16-2", new Network_4_16_16_2(), batch);
            Add(table, "784-30-10", new Network_784_30_10(), batch);
            Add(table, "784-512-256-10", new Network_784_512_256_10(), batch);
        }

        table.Write(output);
    }

    private void Add<TNetwork>(Table table, string name, TNetwork network, int batch) where TNetwork : class, INetwork<TNetwork>
    {
        float[] inputs = Numbers(batch * TNetwork.InputSize);
        float[] targets = Data.Samples.OneHot(batch, TNetwork.OutputSize, seed: 2);
        float[] outputs = new float[targets.Length];
        float[] gradient = new float[TNetwork.ParameterCount];
        float[] inputGradients = new float[inputs.Length];
        Paired ownLoss = Of(() => network.Gradient<SquaredError>(inputs, targets, gradient));
        Paired parameters = Of(() => network.Backward(inputs, targets, gradient, []));
        Paired both = Of(() => network.Backward(inputs, targets, gradient, inputGradients));
        Paired forward = Of(() => network.ForwardBatch(inputs, outputs));
        table.Add(
            name,
            Format.Text($"{batch}"),
            Format.Text($"{parameters.Seconds * 1e6:0.00} us"),
            Format.Text($"{1 / ownLoss.Gain:0.00}"),
            Format.Text($"{1 / parameters.Gain:0.00}"),
            Format.Text($"{1 / both.Gain:0.00}"),
            Format.Text($"{((1 / both.Gain) - (1 / parameters.Gain)) * forward.Gain:0.00}"));

        Paired Of(Action other) => Paired.Of(() => network.Gradient(inputs, targets, gradient), other, rounds);
    }

    private static float[] Numbers(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    private readonly struct SquaredError : ILoss
    {
        public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient)
        {
            float loss = 0;
            for (int i = 0; i < output.Length; i++)
            {
                float error = output[i] - target[i];
                outputGradient[i] = error;
                loss += 0.5f * error * error;
            }

            return loss;
        }
    }
}
