using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace Unrolled.Mpi.Tests;

[Network(6, 20, 12, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Dropout = 0.25)]
public sealed partial class ShardedNet;

[Network(6, 20, 12, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class PlainNet;

/// <summary>Shards in one process, and shared by a group that is made of threads.</summary>
public sealed class ShardTests
{
    private const int SampleCount = 203;

    private static readonly Dataset s_data = Samples(seed: 1);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 8)]
    [InlineData(5, 8)]
    [InlineData(8, 8)]
    [InlineData(3, 13)]
    [InlineData(7, 7)]
    [InlineData(16, 100)]
    public void The_number_of_processes_changes_no_bit(int ranks, int shards)
    {
        foreach (TrainingOptions options in Options(shards))
        {
            (string Hash, string Lines) alone = Train<ShardedNet>(options);
            (string, string)[] each = ThreadGroup.Run(ranks, group => Train<ShardedNet>(options with { Group = group }));
            Assert.All(each, one => Assert.Equal(alone, one));
        }
    }

    [Fact]
    public void A_process_does_with_its_rows()
    {
        TrainingOptions options = Options(shards: 9).First();
        (string, string)[] each = ThreadGroup.Run(4, group =>
        {
            TrainingOptions own = options with { Group = group };
            Range rows = own.OwnRows(SampleCount);
            (int first, int count) = rows.GetOffsetAndLength(SampleCount);
            return Train<ShardedNet>(own, s_data.Subset([.. Enumerable.Range(first, count)]).AsPartOf(SampleCount, first));
        });
        Assert.All(each, one => Assert.Equal(Train<ShardedNet>(options), one));
    }

    [Fact]
    public void The_rows_of_all_processes_are_all_rows()
    {
        int[] ends = ThreadGroup.Run(5, group => (new TrainingOptions { Shards = 7, Group = group }).OwnRows(SampleCount).End.Value);
        int[] starts = ThreadGroup.Run(5, group => (new TrainingOptions { Shards = 7, Group = group }).OwnRows(SampleCount).Start.Value);
        Assert.Equal([0, .. ends[..^1]], starts);
        Assert.Equal(SampleCount, ends[^1]);
    }

    [Fact]
    public void A_row_that_is_needed_and_not_here_is_named()
    {
        AggregateException exception = Assert.Throws<AggregateException>(() => ThreadGroup.Run(2, group =>
            Train<ShardedNet>(new TrainingOptions { Shards = 2, Group = group }, s_data.Take(50).AsPartOf(SampleCount, 0))));
        Assert.Contains(
            exception.InnerExceptions,
            each => each.Message.StartsWith("Row 50 of the training data is not here, but this process computes rows 0 to 101", StringComparison.Ordinal));
    }

    // One step of plain descent moves the parameters by the gradient over the batch, in whatever parts it was summed.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    public void A_step_is_the_step_of_the_whole_batch_but_for_rounding(int shards)
    {
        TrainingOptions options = new() { Epochs = 1, BatchSize = TrainingOptions.FullBatch, LearningRate = 0.5f };
        float[] whole = Parameters<PlainNet>(options);
        float[] parts = Parameters<PlainNet>(options with { Shards = shards });
        Assert.NotEqual(whole, Parameters<PlainNet>(options with { LearningRate = 0.4f }));
        for (int i = 0; i < whole.Length; i++)
        {
            Assert.Equal(whole[i], parts[i], 1e-5f);
        }
    }

    [Theory]
    [InlineData(2, 10)]
    [InlineData(7, 10)]
    [InlineData(7, 3)]
    [InlineData(200, 64)]
    [InlineData(300, 64)]
    public void An_epoch_uses_each_sample_once_and_batches_are_as_large_as_ever(int shards, int batch)
    {
        List<int> seen = [];
        TrainingOptions options = new() { Epochs = 1, BatchSize = batch, Shards = shards, Augmentation = new Seeing(seen) };
        using TrainingSession<PlainNet> session = new(new PlainNet(seed: 1), Samples(seed: 3), options);
        List<int> sizes = [];
        for (int before = 0; !session.IsFinished; before = seen.Count)
        {
            session.RunBatch();
            sizes.Add(seen.Count - before);
        }

        Assert.Equal(Enumerable.Range(0, SampleCount), seen.Order());
        Assert.Equal(Enumerable.Repeat(batch, SampleCount / batch), sizes[..(SampleCount / batch)]);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        using TrainingSession<PlainNet> session = new(new PlainNet(seed: 1), s_data, new TrainingOptions { Shards = 6, BatchSize = 20, Epochs = 3 });
        while (session.EpochsDone == 0)
        {
            session.RunBatch();
        }

        session.RunBatch();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
        {
            session.RunBatch();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_state_goes_on_in_another_number_of_processes()
    {
        TrainingOptions options = Options(shards: 6).First();
        (string Hash, string) whole = Train<ShardedNet>(options);
        TrainingState state = ThreadGroup.Run(3, group =>
        {
            using TrainingSession<ShardedNet> session = new(new ShardedNet(seed: 1), s_data, options with { Group = group }, Samples(seed: 2));
            for (int i = 0; i < 7; i++)
            {
                session.RunBatch();
            }

            return session.Capture();
        })[1];
        string[] hashes = ThreadGroup.Run(2, group =>
        {
            ShardedNet network = new(seed: 1);
            using TrainingSession<ShardedNet> session = new(network, s_data, options with { Group = group }, Samples(seed: 2));
            session.Restore(state);
            while (!session.IsFinished)
            {
                session.RunBatch();
            }

            return Hash(network);
        });
        Assert.All(hashes, hash => Assert.Equal(whole.Hash, hash));
    }

    [Theory]
    [InlineData(0, 1, "Shards is 0, but must be at least 1. (Parameter 'options')")]
    [InlineData(3, 4, "Shards is 3, but each of 4 processes needs a shard. (Parameter 'options')")]
    public void Numbers_of_shards_that_make_no_sense_are_refused(int shards, int ranks, string message)
    {
        AggregateException exception = Assert.Throws<AggregateException>(() => ThreadGroup.Run(ranks, group =>
            Train<ShardedNet>(new TrainingOptions { Shards = shards, Group = group })));
        Assert.All(exception.InnerExceptions, each => Assert.Equal(message, each.Message));
    }

    [Theory]
    [InlineData(0, 3, "3 rows from row 0 on do not lie within 2 rows. (Parameter 'first')", 2)]
    [InlineData(9, 3, "3 rows from row 9 on do not lie within 10 rows. (Parameter 'first')", 10)]
    [InlineData(-1, 3, "3 rows from row -1 on do not lie within 10 rows. (Parameter 'first')", 10)]
    public void Rows_that_lie_outside_are_refused(int first, int count, string message, int samples)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => s_data.Take(count).AsPartOf(samples, first));
        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void A_row_of_another_process_cannot_be_read()
    {
        Dataset part = s_data.Take(3).AsPartOf(10, 4);
        Assert.Equal(s_data.Label(1), part.Label(5));
        Assert.Equal(
            "Row 7 is not here: another process has loaded it. (Parameter 'row')", Assert.Throws<ArgumentException>(() => part.Label(7)).Message);
        Assert.Throws<ArgumentException>(() => part.GatherInputs([5, 3], new float[12]));
    }

    private static IEnumerable<TrainingOptions> Options(int shards)
    {
        TrainingOptions basis = new() { Epochs = 3, BatchSize = 37, LearningRate = 0.05f, Seed = 5, Shards = shards };
        yield return basis with
        {
            Optimizer = Optimizer.Adam(),
            Clipping = new() { Norm = 0.1f },
            EarlyStopping = new EarlyStopping { Patience = 1 },
        };
        yield return basis;
        yield return basis with { Regularization = new() { L2 = 0.1f, MaxNorm = 1 }, FrozenLayers = [1], LayerRates = [1, 1, 0.5f] };
        yield return basis with { Regularization = new() { MaxNorm = 0.5f } };
    }

    private static (string Hash, string Lines) Train<TNetwork>(TrainingOptions options, Dataset? data = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        TrainingResult result = Trainer.Train(network, data ?? s_data, options, Samples(seed: 2));
        return (Hash(network), string.Join('\n', result.Reports.Select(report => $"{report.Loss:R} {report.ValidationLoss:R} {report.Accuracy:R}")));
    }

    private static string Hash<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan())));
    }

    private static float[] Parameters<TNetwork>(TrainingOptions options) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        Trainer.Train(network, s_data, options);
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    // Some samples have weights, and some of these are 0.
    private static Dataset Samples(int seed)
    {
        Random random = new(seed);
        float[] inputs = [.. Enumerable.Range(0, SampleCount * 6).Select(i => random.NextSingle() + (i % 6 == i / 6 % 3 ? 1 : 0))];
        int[] labels = [.. Enumerable.Range(0, SampleCount).Select(i => i % 3)];
        return Dataset.FromFloats(inputs, 6, labels, 3, [.. Enumerable.Range(0, SampleCount).Select(i => seed == 1 ? i % 5 / 2f : 1f)]);
    }

    /// <summary>Takes note of the rows, which it knows by their inputs.</summary>
    private sealed class Seeing(List<int> seen) : IAugmentation
    {
        private readonly Dataset _data = Samples(seed: 3);

        public void Apply(Span<float> input, ulong seed)
        {
            float[] copy = input.ToArray();
            seen.Add(Enumerable.Range(0, SampleCount).First(row => _data.Floats(row).SequenceEqual(copy) && !seen.Contains(row)));
        }
    }
}
