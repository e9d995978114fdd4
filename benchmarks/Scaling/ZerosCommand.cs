using Unrolled.Benchmarks.Networks;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.Scaling;

/// <summary>When <c>SparseInput</c> pays: the same network with and without it, on inputs with more and more zeros.</summary>
internal sealed class ZerosCommand(TextWriter output, int rounds)
{
    private const int Samples = 1000;
    private const int Tile = 10;
    private const float LearningRate = 0.001f;

    private static readonly double[] Densities = [1, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01];

    private readonly Network_784_30_10 _dense = new();
    private readonly Network_784_30_10_Sparse _sparse = new();
    private readonly float[] _targets = Data.Samples.OneHot(Samples, Network_784_30_10.OutputSize, seed: 2);

    /// <summary>Runs the command "zeros [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        new ZerosCommand(output, Measurement.Rounds(args)).Run();
        return 0;
    }

    private void Run()
    {
        output.WriteLine(Machine.Description);
        output.WriteLine(Format.Text($"784-30-10: how many times faster with SparseInput. Medians of {rounds} rounds, one thread."));
        output.WriteLine();
        var table = new Table("inputs", "not 0", "in ten samples", "one sample", "inference, batch 100", "step, batch 10", "step, batch 100");
        (Dataset digits, string origin) = Data.Samples.Digits();
        Add(table, origin.Split(',')[0], Inputs(digits));
        Add(table, "drawn digits", Inputs(SyntheticDigits.Create(Samples, seed: 1)));
        foreach (double density in Densities)
        {
            Add(table, Format.Text($"made up, {100 * density:0.#} %"), Inputs(density));
        }

        table.Write(output);
    }

    private void Add(Table table, string name, float[] inputs) => table.Add(
        name,
        Format.Percent(NotZero(inputs, 1)),
        Format.Percent(NotZero(inputs, Tile)),
        Gain(Single(_dense, inputs), Single(_sparse, inputs)),
        Gain(Inference(_dense, inputs), Inference(_sparse, inputs)),
        Gain(Training(_dense, inputs, 10), Training(_sparse, inputs, 10)),
        Gain(Training(_dense, inputs, 100), Training(_sparse, inputs, 100)));

    private string Gain(Action dense, Action sparse) => Format.Text($"{Paired.Of(dense, sparse, rounds).Gain:0.00}x");

    private static Action Single(Engines.IEngine network, float[] inputs)
    {
        float[] output = new float[Network_784_30_10.OutputSize];
        return () =>
        {
            for (int sample = 0; sample < Samples; sample++)
            {
                network.Forward(Rows(inputs, sample, 1), output);
            }

            Sink.Take(output[0]);
        };
    }

    private static Action Inference(Engines.IEngine network, float[] inputs)
    {
        const int batch = 100;
        float[] outputs = new float[batch * Network_784_30_10.OutputSize];
        return () =>
        {
            for (int start = 0; start < Samples; start += batch)
            {
                network.ForwardBatch(Rows(inputs, start, batch), outputs);
            }

            Sink.Take(outputs[0]);
        };
    }

    private Action Training(Engines.IEngine network, float[] inputs, int batch) => () =>
    {
        for (int start = 0; start < Samples; start += batch)
        {
            Span<float> targets = _targets.AsSpan(start * Network_784_30_10.OutputSize, batch * Network_784_30_10.OutputSize);
            Sink.Take(network.Train(Rows(inputs, start, batch), targets, LearningRate));
        }
    };

    private static Span<float> Rows(float[] inputs, int start, int count) =>
        inputs.AsSpan(start * Network_784_30_10.InputSize, count * Network_784_30_10.InputSize);

    private static float[] Inputs(Dataset data)
    {
        float[] inputs = new float[Samples * Network_784_30_10.InputSize];
        data.GatherInputs(0, Samples, inputs);
        return inputs;
    }

    // Independent places: the worst case for samples that share a list, as digits, which overlap, are not.
    private static float[] Inputs(double density)
    {
        var random = new Random(3);
        float[] inputs = new float[Samples * Network_784_30_10.InputSize];
        foreach (ref float input in inputs.AsSpan())
        {
            input = random.NextDouble() < density ? 1 - random.NextSingle() : 0;
        }

        return inputs;
    }

    /// <summary>The share of the inputs that are not 0 in at least one of so many neighbouring samples.</summary>
    private static double NotZero(float[] inputs, int samples)
    {
        int size = Network_784_30_10.InputSize;
        int count = 0;
        for (int start = 0; start < Samples; start += samples)
        {
            for (int k = 0; k < size; k++)
            {
                count += Enumerable.Range(start, samples).Any(sample => inputs[(sample * size) + k] != 0) ? 1 : 0;
            }
        }

        return (double)count * samples / inputs.Length;
    }
}
