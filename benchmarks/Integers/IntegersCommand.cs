using Unrolled.Benchmarks.Accumulators;
using Unrolled.Benchmarks.Data;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.Integers;

/// <summary>Integer networks beside the networks of floats that they are made of, and both in ONNX Runtime, by turns.</summary>
internal sealed class IntegersCommand(TextWriter output, int rounds)
{
    private const int Batch = 10_000;
    private const double TurnSeconds = 5e-3;

    private readonly Table _one = NewTable("one sample");
    private readonly Table _many = NewTable("a sample of 10,000");
    private readonly Table _accuracy = new("accuracy", "floats", "int8", "greatest difference from ONNX Runtime, float", "int8");

    /// <summary>Runs the command "integers [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        new IntegersCommand(output, Measurement.Rounds(args)).Run();
        return AccumulatorsCommand.Run(args, output);
    }

    private static Table NewTable(string title) => new(
        title, "float", "int8", "of float", "int8 from bytes", "of float", "ONNX Runtime, float", "ONNX Runtime, int8", "int8, of theirs");

    private void Run()
    {
        (Dataset data, string origin) = Samples.Digits();
        output.WriteLine(Machine.Description);
        output.WriteLine(Format.Text($"One thread, medians of {rounds} rounds. Networks trained on {origin}, which has {Zeros(data):0} % zeros."));
        output.WriteLine();
        Add(new Small(1), data, new TrainingOptions { Epochs = 10, LearningRate = 3 }, network => network.Quantize(data));
        TrainingOptions adam = new() { Epochs = 4, BatchSize = 64, Optimizer = Optimizer.Adam(), LearningRate = 0.001f };
        Add(new Medium(1), data, adam, network => network.Quantize(data));
        Add(new Large(1), data, adam, network => network.Quantize(data));
        _one.Write(output);
        _many.Write(output);
        _accuracy.Write(output);
    }

    private void Add<TNetwork, TIntegers>(TNetwork network, Dataset data, TrainingOptions options, Func<TNetwork, TIntegers> quantize)
        where TNetwork : class, INetwork<TNetwork>
        where TIntegers : Int8Network, IInferenceNetwork
    {
        Trainer.Train(network, data, options);
        TIntegers integers = quantize(network);
        string name = string.Join('-', TNetwork.Layers.ToArray());
        using Contest<TNetwork> contest = new(network, integers, data, Batch);
        _accuracy.Add(
            name,
            Format.Text($"{100 * Evaluator.Accuracy(network, data):0.00} %"),
            Format.Text($"{100 * Evaluator.Accuracy(integers, data):0.00} %"),
            Format.Text($"{contest.FloatDifference:0.000000}"),
            Format.Text($"{contest.IntegerDifference:0.000000}"));
        Add(_one, name, contest.One(), 1);
        Add(_many, name, contest.Many(), Batch);
    }

    private void Add(Table table, string name, Action[][] ways, int samples)
    {
        double[][] seconds = [.. ways.Select(_ => new double[rounds])];
        int[] repeats = [.. ways.Select(way => Repeats(way))];
        for (int round = 0; round < rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                seconds[way][round] = ways[way].Min(action => Time(action, repeats[way])) / samples;
            }
        }

        table.Add(
            name,
            Seconds(0),
            Seconds(1),
            Ratio(1, 0),
            Seconds(2),
            Ratio(2, 0),
            Seconds(3),
            Seconds(4),
            Ratio(1, 4));

        string Seconds(int way) => Format.Time(Measurement.Median(seconds[way]));

        string Ratio(int way, int other) => Format.Text($"{Measurement.Median([.. seconds[way].Zip(seconds[other], (mine, theirs) => mine / theirs)]):0.00}");
    }

    private static int Repeats(Action[] way)
    {
        foreach (Action action in way)
        {
            WarmUp.Settle(new Operation("", Unit.Flop, 1, action));
        }

        return (int)Math.Clamp(TurnSeconds / Time(way[0], 1), 1, 10_000);
    }

    private static double Time(Action action, int repeats)
    {
        double start = ThreadClock.Seconds;
        for (int i = 0; i < repeats; i++)
        {
            action();
        }

        return (ThreadClock.Seconds - start) / repeats;
    }

    private static double Zeros(Dataset data)
    {
        float[] inputs = new float[100 * data.InputSize];
        data.GatherInputs(0, 100, inputs);
        return 100.0 * inputs.Count(x => x == 0) / inputs.Length;
    }
}
