using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>Whoever takes a token looks at it, at every place that the documentation names.</summary>
public sealed class CancellationTests
{
    private static readonly CancellationToken s_cancelled = new(canceled: true);

    [Fact]
    public void A_session_stops_within_an_epoch_and_the_last_whole_batch_counts()
    {
        using var source = new CancellationTokenSource();
        var network = new RecordingNetwork { LossOfBatch = batch => Cancel(source, batch == 4) };
        using var session = new TrainingSession<RecordingNetwork>(network, RecordingNetwork.Data(50), new TrainingOptions { BatchSize = 5 });

        OperationCanceledException exception = Assert.Throws<OperationCanceledException>(() => session.RunEpoch(source.Token));

        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.Equal((4, 4), (network.Batches.Count, session.BatchesDone));
    }

    [Fact]
    public void Epochs_run_one_at_a_time_stop_within_one()
    {
        using var source = new CancellationTokenSource();
        var network = new RecordingNetwork { LossOfBatch = batch => Cancel(source, batch == 14) };
        List<int> epochs = [];

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (EpochReport report in Trainer.Epochs(
                network, RecordingNetwork.Data(50), new TrainingOptions { BatchSize = 5 }, cancellationToken: source.Token))
            {
                epochs.Add(report.Epoch);
            }
        });

        Assert.Equal([1], epochs);
        Assert.Equal(14, network.Batches.Count);
    }

    [Fact]
    public void Cross_validation_stops_within_a_fold()
    {
        using var source = new CancellationTokenSource();
        var samples = new CancelAt(25, source);
        var options = new TrainingOptions { Augmentation = samples };

        Assert.ThrowsAny<OperationCanceledException>(() => CrossValidation.Run<SoftmaxNet>(
            KFold.Stratified(NoisyClasses.Create(60, 1), folds: 3, seed: 1), options, cancellationToken: source.Token));

        // Batches of 10: the third was under way.
        Assert.Equal(30, samples.Seen);
    }

    [Fact]
    public void A_folder_stops_within_an_epoch_although_no_checkpoint_is_due()
    {
        using TemporaryFolder folder = new();
        using var source = new CancellationTokenSource();
        var samples = new CancelAt(25, source);
        var options = new TrainingOptions { Augmentation = samples };
        CheckpointFolder checkpoints = new(folder.Path) { Interval = TimeSpan.MaxValue };

        Assert.Throws<OperationCanceledException>(
            () => checkpoints.Train(new SoftmaxNet(1), NoisyClasses.Create(60, 1), options, cancellationToken: source.Token));

        Assert.Equal(30, samples.Seen);
        Assert.Equal(["checkpoint-000000-000000003.safetensors", "lock"], folder.Names);
    }

    [Fact]
    public async Task Streams_are_neither_read_nor_written()
    {
        SoftmaxNet network = new(1);
        using MemoryStream stream = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => network.SaveAsync(stream, s_cancelled));
        Assert.Equal(0, stream.Length);

        network.Save(stream);
        stream.Position = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SoftmaxNet(2).LoadAsync(stream, s_cancelled));
        Assert.Equal(0, stream.Position);
    }

    private static float Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
        {
            source.Cancel();
        }

        return 0;
    }

    /// <summary>Cancels while a sample is augmented.</summary>
    private sealed class CancelAt(int sample, CancellationTokenSource source) : IAugmentation
    {
        public int Seen { get; private set; }

        public void Apply(Span<float> input, ulong seed)
        {
            if (++Seen == sample)
            {
                source.Cancel();
            }
        }
    }
}
