using Unrolled.Benchmarks.Data;
using Unrolled.Benchmarks.Engines;
using Unrolled.Benchmarks.Networks;
using Unrolled.Benchmarks.Reporting;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>Measures what the core can do, and what part of that the generated networks do.</summary>
internal sealed class RooflineCommand(TextWriter output, int rounds)
{
    private const int WholeTestSet = 10_000;

    private static readonly int[] Steps = [1, 10, 32, 100, 128];
    private static readonly int[] WorkingSets = [16 << 10, 94 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 192 << 20];

    private readonly Machine _machine = new();

    /// <summary>Runs the command "roofline [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        new RooflineCommand(output, Measurement.Rounds(args)).Run();
        return 0;
    }

    private void Run()
    {
        output.WriteLine(Machine.Description);
        (Dataset data, string origin) = Samples.Digits();
        output.WriteLine(Format.Text($"Medians of {rounds} rounds; time on the processor, one thread. Epochs: {data.Count} samples of {origin}."));
        output.WriteLine();

        // First of all, because the first epoch in a process is one of the things to know.
        WriteEpochs<Network_784_30_10>(data, later: 15, 10, 100);
        WriteEpochs<Network_784_512_256_10>(data, later: 3, 128, 10);
        WriteMachine();
        WriteNetwork<Network_784_30_10>(10, 100);
        WriteNetwork<Network_784_512_256_10>(10, 128);
        WriteTiny<Network_2_3_1>();
        WriteTiny<Network_4_16_16_2>();
    }

    private void WriteMachine()
    {
        var table = new Table("one core", "rate");
        Row(_machine.Peak);
        foreach (int bytes in WorkingSets)
        {
            Row(_machine.Bandwidth(bytes));
        }

        table.Write(output);

        void Row(Operation limit)
        {
            var sampler = new Sampler(limit);
            double seconds = Measurement.Median([.. Enumerable.Range(0, rounds).Select(_ => sampler.Sample())]);
            table.Add(limit.Name, limit.Rate(seconds));
        }
    }

    private void WriteNetwork<TNetwork>(params int[] kernelBatches) where TNetwork : class, INetwork<TNetwork>, IEngine
    {
        var operations = new NetworkOperations<TNetwork>();
        var kernels = new LayerKernels<TNetwork>();
        Table table = Header(Topology.Of<TNetwork>());
        foreach (Operation kernel in kernelBatches.SelectMany(kernels.Operations))
        {
            Add(table, kernel, _machine.Peak);
        }

        foreach (int batch in Steps)
        {
            Add(table, operations.TrainingStep(batch), _machine.Peak);
        }

        foreach (int batch in Steps.Append(WholeTestSet))
        {
            Add(table, operations.Inference(batch), _machine.Peak);
        }

        Add(table, operations.SingleByBytes(), _machine.Bandwidth(operations.WeightBytes));
        table.Write(output);
    }

    private void WriteTiny<TNetwork>() where TNetwork : class, INetwork<TNetwork>, IEngine
    {
        var operations = new NetworkOperations<TNetwork>();
        Table table = Header(Topology.Of<TNetwork>());
        Add(table, operations.SingleByFlops(), _machine.Peak);
        Add(table, operations.Inference(WholeTestSet), _machine.Peak);
        Add(table, operations.TrainingStep(1), _machine.Peak);
        Add(table, operations.TrainingStep(10), _machine.Peak);
        table.Write(output);
    }

    private void WriteEpochs<TNetwork>(Dataset data, int later, params int[] batches) where TNetwork : class, INetwork<TNetwork>
    {
        Topology topology = Topology.Of<TNetwork>();
        var table = new Table($"{topology}, epoch", "first in the process", "later", "rate", "of the FMA peak");
        foreach (int batch in batches)
        {
            Epochs epochs = Epochs.Of<TNetwork>(_machine, data, batch, later, isFirst: batch == batches[0]);
            table.Add(
                $"batch {batch}",
                epochs.FirstSeconds is { } first ? Format.Text($"{Format.Time(first)} ({first / epochs.Seconds:0.00}x)") : "",
                Format.Time(epochs.Seconds),
                Format.Billions(topology.TrainingFlops * data.Count / epochs.Seconds, "GFLOP/s"),
                Format.Percent(epochs.Share));
        }

        table.Write(output);
    }

    private static Table Header(Topology topology) => new($"{topology}", "time", "rate", "limit", "share", "with padding");

    private void Add(Table table, Operation operation, Operation limit)
    {
        Measurement measured = Measurement.Of(operation, limit, rounds);
        table.Add(
            operation.Name,
            Format.Time(measured.Seconds / operation.Calls),
            operation.Rate(measured.Seconds),
            limit.Name,
            Format.Percent(measured.Share),
            operation.PaddedWork > operation.Work ? Format.Percent(measured.Share * operation.PaddedWork / operation.Work) : "");
    }
}
