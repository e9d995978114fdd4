using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>What is refused before anything is read.</summary>
public sealed class OptionsTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 3, BatchSize = 10 };

    private readonly TemporaryFolder _folder = new();
    private readonly MadeSamples _samples = new(100);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shards() => Assert.Contains(
        "a source of samples is learnt by one process", Refused(_samples.File(_folder), s_options with { Shards = 4 }).Message, StringComparison.Ordinal);

    [Fact]
    public void A_source_that_does_not_know_its_number_of_samples()
    {
        Assert.Equal(
            "stream does not know how many samples it has: TrainingOptions.EpochSamples must say how many make an epoch. (Parameter 'options')",
            Refused(SampleSource.FromRows(Unread(), MadeSamples.WithTargets, "stream"), s_options).Message);
        Assert.Contains(
            "must say how many make an epoch; CountSamples counts them.",
            Refused(SampleSource.FromRows(Unread(), MadeSamples.WithTargets, "stream", canRepeat: true), s_options).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_epochs_than_a_source_has_that_cannot_be_repeated() => Assert.Equal(
        "once has 100 samples and cannot be repeated, but 3 epochs of 50 take 150. (Parameter 'options')",
        Refused(new Once(100), s_options with { EpochSamples = 50 }).Message);

    [Fact]
    public void A_source_without_samples() => Assert.Contains(
        "once has no samples",
        Assert.Throws<ArgumentException>("training", () => Trainer.Train(new SourceRegression(), new Once(0), s_options)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void More_samples_than_an_epoch_can_have() => Assert.Contains(
        "once has 3000000000 samples, more than an epoch can have: TrainingOptions.EpochSamples must say",
        Refused(new Once(3_000_000_000), s_options).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Numbers_that_are_out_of_range(int number)
    {
        Refused(_samples.File(_folder), s_options with { EpochSamples = number });
        Refused(_samples.File(_folder), s_options with { ShuffleBuffer = number });
    }

    [Fact]
    public void Epochs_by_number_for_a_dataset() => Assert.Contains(
        "EpochSamples is 10, but an epoch of a Dataset is all of it",
        Assert.Throws<ArgumentException>("options", () => Trainer.Train(new SourceRegression(), _samples.Regression, s_options with { EpochSamples = 10 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Samples_that_do_not_fit_the_network()
    {
        ISampleSource labels = SampleSource.FromRows(Unread(), MadeSamples.WithLabels);
        ISampleSource inputs = SampleSource.FromRows(Unread(), SampleShape.WithTargets(4, 2));
        TrainingOptions options = s_options with { EpochSamples = 10 };

        Assert.Contains(
            "has 3 targets per sample",
            Assert.Throws<ArgumentException>("training", () => Trainer.Train(new SourceRegression(), labels, options)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "has 4 inputs per sample",
            Assert.Throws<ArgumentException>("training", () => Trainer.Epochs(new SourceRegression(), inputs, options)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("data", () => Evaluator.MeanLoss(new SourceRegression(), inputs));
    }

    [Fact]
    public void Metrics_of_validation_data_that_there_are_not() =>
        Refused(_samples.File(_folder), s_options with { EarlyStopping = new EarlyStopping() }, parameter: "validation");

    [Fact]
    public void Blocks_that_no_array_can_hold() => Assert.Contains(
        "do not fit into an array",
        Assert.Throws<ArgumentException>(() => Trainer.Train(
            new SourceRegression(), new Once(2_000_000_000), s_options with { Epochs = 1, BatchSize = TrainingOptions.FullBatch })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Large_inputs_are_hinted_at_when_they_are_read()
    {
        IEnumerable<Sample> rows = _samples.Rows().Select(sample => new Sample(Array.ConvertAll(sample.Input.ToArray(), input => 1000 * input), sample.Target));
        ISampleSource source = SampleSource.FromRows(rows, MadeSamples.WithTargets);
        List<string> messages = [];
        TrainingOptions options = s_options with { Epochs = 1, EpochSamples = 100, LearningRate = 1e-9f, Messages = new Listener(messages) };
        using TrainingSession<SourceRegression> session = new(new SourceRegression(seed: 1), source, options);
        Assert.Empty(messages);

        session.RunBatch();
        session.RunBatch();

        Assert.StartsWith("Hint: The inputs of the training data go from", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_say_what_is_for_sources() => Assert.Contains(
        "epochs of 500 samples, 1 sample shuffled together",
        $"{s_options with { EpochSamples = 500, ShuffleBuffer = 1 }}",
        StringComparison.Ordinal);

    private static ArgumentException Refused(ISampleSource source, TrainingOptions options, string parameter = "options")
    {
        var network = new SourceRegression(seed: 1);
        float[] before = Trained.Parameters(network);
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => Trainer.Train(network, source, options));
        Assert.Equal(parameter, exception.ParamName);
        Assert.Equal(before, Trained.Parameters(network));
        return exception;
    }

    private static IEnumerable<Sample> Unread() => Enumerable.Range(0, 1).Select<int, Sample>(_ => throw new InvalidOperationException("Nothing is to be read."));

    private sealed class Listener(List<string> messages) : IProgress<string>
    {
        public void Report(string value) => messages.Add(value);
    }

    private sealed class Once(long count) : ISampleSource
    {
        public string Name => "once";

        public SampleShape Shape => MadeSamples.WithTargets;

        public long? Count => count;

        public bool CanRepeat => false;

        public ISampleReader Open() => throw new InvalidOperationException("Nothing is to be read.");
    }
}
