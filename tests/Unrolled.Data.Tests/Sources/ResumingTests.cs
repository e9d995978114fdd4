using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>A training that goes on from a state ends with the bits of one that was not interrupted, where the source can be repeated.</summary>
public sealed class ResumingTests : IDisposable
{
    private const int Count = 330;

    private readonly TemporaryFolder _folder = new();
    private readonly MadeSamples _samples = new(Count);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, 60, true)]
    [InlineData(null, 60, false)]
    [InlineData(null, null, true)]
    [InlineData(110, 40, true)]
    [InlineData(110, null, false)]
    public void A_file(int? epochSamples, int? buffer, bool shuffle) => ResumesEverywhere(
        () => _samples.File(_folder),
        new TrainingOptions { Epochs = 4, BatchSize = 20, EpochSamples = epochSamples, ShuffleBuffer = buffer, Shuffle = shuffle });

    [Theory]
    [InlineData(Count, 60, true)]
    [InlineData(130, 60, true)]
    [InlineData(500, null, false)]
    public void Samples_one_by_one_that_can_be_repeated(int epochSamples, int? buffer, bool shuffle) => ResumesEverywhere(
        () => SampleSource.FromRows(_samples.Rows(), MadeSamples.WithTargets, canRepeat: true),
        new TrainingOptions { Epochs = 4, BatchSize = 20, EpochSamples = epochSamples, ShuffleBuffer = buffer, Shuffle = shuffle });

    [Fact]
    public void A_session_goes_back_and_on_again()
    {
        TrainingOptions options = new() { Epochs = 3, BatchSize = 20, ShuffleBuffer = 60, Augmentation = new Recorder(Count) };
        var network = new SourceRegression(seed: 1);
        using TrainingSession<SourceRegression> session = new(network, _samples.File(_folder), options);
        session.RunEpoch();
        session.RunBatch();
        TrainingState state = session.Capture();
        while (!session.IsFinished)
        {
            session.RunBatch();
        }

        float[] expected = Trained.Parameters(network);
        session.Restore(state);
        Assert.NotEqual(expected, Trained.Parameters(network));
        while (!session.IsFinished)
        {
            session.RunBatch();
        }

        Assert.Equal(expected, Trained.Parameters(network));
        Assert.Empty(session.Messages);
    }

    [Fact]
    public void A_folder_resumes_a_training_that_was_cancelled()
    {
        TrainingOptions options = new() { Epochs = 3, BatchSize = 20, ShuffleBuffer = 60, Optimizer = Optimizer.Adam() };
        var folder = new CheckpointFolder(Path.Combine(_folder.Path, "run"));
        using CancellationTokenSource cancelled = new();
        Recorder recorder = new(Count);
        Assert.Throws<OperationCanceledException>(() => folder.Train(
            new SourceRegression(seed: 3), _samples.File(_folder), options with { Augmentation = new CancelsAfter(450, cancelled) },
            cancellationToken: cancelled.Token));

        var network = new SourceRegression(seed: 8);
        TrainingResult result = folder.Train(network, _samples.File(_folder), options);

        Assert.Equal(Trained.On<SourceRegression>(_samples.File(_folder), options), Trained.Parameters(network));
        Assert.Contains(result.Messages, message => message.StartsWith("resumed after 1 epoch and 6 mini-batches", StringComparison.Ordinal));
        Assert.Equal(2, result.Reports.Count);
    }

    [Fact]
    public void A_folder_refuses_another_source_or_other_blocks()
    {
        TrainingOptions options = new() { Epochs = 1, BatchSize = 20, ShuffleBuffer = 60 };
        var folder = new CheckpointFolder(Path.Combine(_folder.Path, "run"));
        SampleFile file = _samples.File(_folder);
        folder.Train(new SourceRegression(seed: 3), file, options);

        foreach (Action another in new Action[]
        {
            () => folder.Train(new SourceRegression(seed: 3), file, options with { ShuffleBuffer = 80 }),
            () => folder.Train(new SourceRegression(seed: 3), file, options with { EpochSamples = 100 }),
            () => folder.Train(new SourceRegression(seed: 3), file.Rows(10, 320), options),
            () => folder.Train(new SourceRegression(seed: 3), _samples.Regression, options with { ShuffleBuffer = null }),
        })
        {
            Assert.Contains("a checkpoint of another training", Assert.Throws<InvalidFileException>(another).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_cannot_be_repeated_goes_on_with_what_comes_next_and_says_so()
    {
        TrainingOptions options = new() { Epochs = 2, BatchSize = 20, EpochSamples = 100, Shuffle = false };
        var folder = new CheckpointFolder(Path.Combine(_folder.Path, "run"));
        folder.Train(new SourceRegression(seed: 3), Stream(), options with { Epochs = 1 });

        Recorder recorder = new(Count);
        TrainingResult result = folder.Train(new SourceRegression(seed: 3), Stream(), options with { Augmentation = recorder });

        Assert.Equal(Enumerable.Range(0, 100), recorder.Samples);
        Assert.Contains(
            "stream cannot be repeated: training goes on with the samples that it gives next, and not to the bits that it would have come to "
            + "without an interruption.",
            result.Messages);

        ISampleSource Stream() => SampleSource.FromRows(_samples.Rows(), MadeSamples.WithTargets, "stream");
    }

    /// <summary>Captures after every mini-batch, and finishes from each in a session of its own.</summary>
    private static void ResumesEverywhere(Func<ISampleSource> source, TrainingOptions options)
    {
        List<TrainingState> states = [];
        var network = new SourceDropout(seed: 1);
        using (TrainingSession<SourceDropout> session = new(network, source(), options))
        {
            while (!session.IsFinished)
            {
                states.Add(session.Capture());
                session.RunBatch();
            }
        }

        float[] expected = Trained.Parameters(network);
        foreach (TrainingState state in states)
        {
            var other = new SourceDropout(seed: 2);
            using TrainingSession<SourceDropout> session = new(other, source(), options);
            session.Restore(state);
            while (!session.IsFinished)
            {
                session.RunBatch();
            }

            Assert.Equal(expected, Trained.Parameters(other));
            Assert.Empty(session.Messages);
        }
    }

    private sealed class CancelsAfter(int samples, CancellationTokenSource source) : IAugmentation
    {
        private int _seen;

        public void Apply(Span<float> input, ulong seed)
        {
            if (++_seen == samples)
            {
                source.Cancel();
            }
        }
    }
}
