using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>Reading on another thread: what it throws, how it ends, what it allocates.</summary>
public sealed class ReadAheadTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 1, BatchSize = 10, EpochSamples = 1000, ShuffleBuffer = 50 };

    private readonly TemporaryFolder _folder = new();
    private readonly MadeSamples _samples = new(1000);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_reader_throws_comes_out_with_the_network_as_the_last_whole_mini_batch_left_it()
    {
        var network = new SourceRegression(seed: 3);
        var expected = new SourceRegression(seed: 3);
        using TrainingSession<SourceRegression> session = new(network, Failing(after: 320), s_options);
        using TrainingSession<SourceRegression> whole = new(expected, Failing(after: int.MaxValue), s_options);

        InvalidCastException exception = Assert.Throws<InvalidCastException>(() => session.RunEpoch());
        for (int batch = 0; batch < 30; batch++)
        {
            whole.RunBatch();
        }

        Assert.Equal("the reader's own", exception.Message);
        Assert.Contains(nameof(FailingRows), exception.StackTrace, StringComparison.Ordinal);
        Assert.Equal(30, session.BatchesDone);
        Assert.Equal(Trained.Parameters(expected), Trained.Parameters(network));
    }

    [Fact]
    public void What_has_failed_is_read_again_by_the_next_call()
    {
        FailsOnce source = new(_samples.File(_folder), failingRead: 3);
        var network = new SourceRegression(seed: 3);
        using TrainingSession<SourceRegression> session = new(network, source, s_options with { EpochSamples = null });

        Assert.Throws<IOException>(() => session.RunEpoch());
        session.RunEpoch();

        Assert.Equal(Trained.On<SourceRegression>(_samples.File(_folder), s_options with { EpochSamples = null }), Trained.Parameters(network));
    }

    [Fact]
    public void Waiting_for_samples_can_be_cancelled()
    {
        using CancellationTokenSource cancelled = new();
        var folder = new CheckpointFolder(Path.Combine(_folder.Path, "run"));
        TrainingOptions options = s_options with { EpochSamples = 100, Epochs = 100 };

        OperationCanceledException exception = Assert.Throws<OperationCanceledException>(() => folder.Train(
            new SourceRegression(seed: 3),
            SampleSource.FromRows(StopsToFlow(), MadeSamples.WithTargets),
            options,
            progress: new CancelsAfterEpoch(3, cancelled),
            cancellationToken: cancelled.Token));

        Assert.Equal(cancelled.Token, exception.CancellationToken);
        Assert.Contains("checkpoint-000003-000000000.safetensors", Directory.GetFiles(folder.FolderPath).Select(Path.GetFileName));
    }

    [Fact]
    public void An_enumeration_is_disposed_of_when_training_ends_in_whatever_way()
    {
        Assert.All(new[] { 320, int.MaxValue }, after =>
        {
            using ManualResetEventSlim disposed = new();
            using (TrainingSession<SourceRegression> session = new(new SourceRegression(seed: 1), Failing(after, disposed), s_options))
            {
                session.RunBatch();
            }

            Assert.True(disposed.Wait(TimeSpan.FromMinutes(1)));
        });
    }

    [Fact]
    public void Disposing_of_a_session_does_not_wait_for_ever()
    {
        using ManualResetEventSlim never = new();
        ISampleSource source = SampleSource.FromRows(Blocked(never), MadeSamples.WithTargets);
        var session = new TrainingSession<SourceRegression>(new SourceRegression(seed: 1), source, s_options with { EpochSamples = 50 });
        using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() => session.RunEpoch(soon.Token));
        session.Dispose();

        never.Set();
    }

    [Fact]
    public void A_file_can_be_removed_after_training()
    {
        string path = _samples.WriteRows(_folder);
        Trained.On<SourceRegression>(SampleFile.OfFloats(path, MadeSamples.InputSize, MadeSamples.TargetSize), s_options with { EpochSamples = null });

        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        TrainingOptions options = s_options with { EpochSamples = null, Epochs = 1000 };
        using TrainingSession<SourceRegression> session = new(new SourceRegression(seed: 1), _samples.File(_folder), options);
        session.RunEpoch();

        // Six rounds across some blocks each, all within an epoch.
        long bytes = Allocation.Of(() =>
        {
            for (int batch = 0; batch < 15; batch++)
            {
                session.RunBatch();
            }
        });

        Assert.Equal(0, bytes);
        Assert.Equal((1, 90), (session.EpochsDone, session.BatchesDone));
    }

    [Fact]
    public void Reading_a_file_allocates_nothing()
    {
        using ISampleReader reader = _samples.File(_folder).Open();
        SampleRows rows = new(MadeSamples.WithTargets, 100);
        reader.Read(rows, CancellationToken.None);
        long before = GC.GetAllocatedBytesForCurrentThread();

        reader.Seek(500);
        int read = reader.Read(rows, CancellationToken.None);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(100, read);
        Assert.Equal(0.5f, rows.Input(0)[0]);
    }

    private ISampleSource Failing(int after, ManualResetEventSlim? disposed = null) =>
        SampleSource.FromRows(FailingRows(after, disposed), MadeSamples.WithTargets);

    private IEnumerable<Sample> FailingRows(int after, ManualResetEventSlim? disposed)
    {
        try
        {
            foreach (Sample sample in _samples.Rows())
            {
                if (after-- == 0)
                {
                    throw new InvalidCastException("the reader's own");
                }

                yield return sample;
            }
        }
        finally
        {
            disposed?.Set();
        }
    }

    // Of three epochs.
    private async IAsyncEnumerable<Sample> StopsToFlow(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (Sample sample in _samples.Rows().Take(300))
        {
            yield return sample;
        }

        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private IEnumerable<Sample> Blocked(ManualResetEventSlim never)
    {
        never.Wait();
        foreach (Sample sample in _samples.Rows())
        {
            yield return sample;
        }
    }

    private sealed class CancelsAfterEpoch(int epoch, CancellationTokenSource cancelled) : IProgress<EpochReport>
    {
        public void Report(EpochReport value)
        {
            if (value.Epoch == epoch)
            {
                // Most often once samples are waited for.
                cancelled.CancelAfter(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    /// <summary>A source one of whose reads fails, and none after it.</summary>
    private sealed class FailsOnce(ISampleSource source, int failingRead) : ISampleSource
    {
        private int _reads;

        public string Name => source.Name;

        public SampleShape Shape => source.Shape;

        public long? Count => source.Count;

        public bool CanRepeat => source.CanRepeat;

        public bool CanSeek => source.CanSeek;

        public ISampleReader Open() => new Reader(source.Open(), () => ++_reads == failingRead);

        private sealed class Reader(ISampleReader reader, Func<bool> fails) : ISampleReader
        {
            public int Read(SampleRows rows, CancellationToken cancellationToken) =>
                fails() ? throw new IOException("The drive is gone.") : reader.Read(rows, cancellationToken);

            public void Seek(long sample) => reader.Seek(sample);

            public void Dispose() => reader.Dispose();
        }
    }
}
