using Unrolled.Benchmarks.Data;
using Unrolled.Benchmarks.Networks;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Benchmarks.Roofline;

namespace Unrolled.Benchmarks.Scaling;

/// <summary>What a second thread, and a third, gain: training steps, inference and evaluation.</summary>
internal sealed class ThreadsCommand(TextWriter output, int rounds)
{
    private const int TestRows = 10_000;
    private const float LearningRate = 0.001f;

    private const int TrainingRows = 10_000;

    // Long enough that threads which slept in the other's turn do not weigh.
    private const double TurnSeconds = 0.3;

    private static readonly int[] Batches = [10, 20, 32, 100, 1000];

    /// <summary>Runs the command "threads [rounds]".</summary>
    public static int Run(string[] args, TextWriter output)
    {
        if (Environment.ProcessorCount == 1)
        {
            output.WriteLine("This process may use one processor alone, so that threads gain nothing.");
            return 1;
        }

        new ThreadsCommand(output, Measurement.Rounds(args)).Run();
        return 0;
    }

    private void Run()
    {
        output.WriteLine(Machine.Description);
        output.WriteLine(Format.Text($"Medians of {rounds} rounds. How many times faster than with one thread."));
        output.WriteLine();
        Write<Network_784_30_10>("784-30-10", epochs: [10, 100]);
        Write<Network_784_512_256_10>("784-512-256-10", epochs: [32, 128]);
    }

    private void Write<TNetwork>(string name, int[] epochs) where TNetwork : class, INetwork<TNetwork>
    {
        int[] threads = [.. Enumerable.Range(2, Environment.ProcessorCount - 1).Where(int.IsPow2).DefaultIfEmpty(2)];
        var table = new Table([name, "one thread", .. threads.Select(count => Format.Text($"{count} threads"))]);
        TNetwork network = TNetwork.Create(0);
        foreach (int batch in Batches)
        {
            float[] inputs = Samples.Floats(batch * TNetwork.InputSize, seed: 1);
            float[] targets = Samples.OneHot(batch, TNetwork.OutputSize, seed: 2);
            Add(table, Format.Text($"training step, batch {batch}"), threads, count =>
            {
                var trainer = new ParallelTrainer<TNetwork>(network, count);
                return (() => Sink.Take(trainer.Train(inputs, targets, LearningRate)), trainer);
            });
        }

        AddEpochs<TNetwork>(table, epochs, threads, "");
        using (new BusyNeighbours())
        {
            AddEpochs<TNetwork>(table, epochs, threads, ", busy neighbours");
        }

        float[] rows = Samples.Floats(TestRows * TNetwork.InputSize, seed: 1);
        float[] outputs = new float[TestRows * TNetwork.OutputSize];
        Add(table, Format.Text($"inference, batch {TestRows}"), threads, count => (() => network.ForwardBatch(rows, outputs, count), null));
        Dataset test = Samples.Bytes(TestRows, TNetwork.InputSize, TNetwork.OutputSize, seed: 7);
        Add(table, Format.Text($"accuracy of {TestRows} rows of bytes"), threads, count =>
            (() => Sink.Take((float)Evaluator.Accuracy(network, test, count)), null));
        table.Write(output);
    }

    private void AddEpochs<TNetwork>(Table table, int[] batches, int[] threads, string circumstances) where TNetwork : class, INetwork<TNetwork>
    {
        Dataset data = Samples.Bytes(TrainingRows, TNetwork.InputSize, TNetwork.OutputSize, seed: 7);
        foreach (int batch in batches)
        {
            Add(table, Format.Text($"epoch of {TrainingRows} rows, batch {batch}{circumstances}"), threads, count =>
            {
                var options = new TrainingOptions { Epochs = int.MaxValue, BatchSize = batch, LearningRate = LearningRate, Threads = count };
                var session = new TrainingSession<TNetwork>(TNetwork.Create(0), data, options);
                return (() => Sink.Take((float)session.RunEpoch().Loss), session);
            });
        }
    }

    private void Add(Table table, string name, int[] threads, Func<int, (Action Run, IDisposable? Owner)> work)
    {
        (Action single, IDisposable? owner) = work(1);
        using (owner)
        {
            Paired[] results = [.. threads.Select(count =>
            {
                (Action several, IDisposable? pool) = work(count);
                using (pool)
                {
                    return Paired.Of(single, several, rounds, TurnSeconds);
                }
            })];
            table.Add([name, Format.Time(results[0].Seconds), .. results.Select(result => Format.Text($"{result.Gain:0.00}x"))]);
        }
    }
}
