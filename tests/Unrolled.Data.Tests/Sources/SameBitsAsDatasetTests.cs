using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>A source is learnt to the bits of the same samples in a dataset, wherever their order is the same.</summary>
public sealed class SameBitsAsDatasetTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 3, BatchSize = 10, Seed = 5 };

    private readonly TemporaryFolder _folder = new();
    private readonly MadeSamples _samples = new(237);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10, true, null)]
    [InlineData(10, false, null)]
    [InlineData(10, false, 37)]
    [InlineData(10, false, 1)]
    [InlineData(7, true, 237)]
    [InlineData(1, true, 1000)]
    [InlineData(TrainingOptions.FullBatch, true, null)]
    [InlineData(TrainingOptions.FullBatch, false, 1)]
    public void Whatever_the_mini_batches_and_blocks(int batchSize, bool shuffle, int? buffer)
    {
        TrainingOptions options = s_options with { BatchSize = batchSize, Shuffle = shuffle };

        float[] parameters = Trained.On<SourceRegression>(_samples.File(_folder), options with { ShuffleBuffer = buffer });

        Assert.Equal(Trained.On<SourceRegression>(_samples.Regression, options), parameters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_labels_of_every_type_in_a_file(bool weighted)
    {
        RawColumns inputs = _samples.InputColumns(_folder);
        RawColumns? weights = weighted ? _samples.WeightColumn(_folder) : null;
        byte[] bytes = [.. _samples.Labels.Select(label => (byte)label)];
        float[] floats = [.. _samples.Labels.Select(label => (float)label)];
        Dataset data = weighted ? _samples.Classification.WithWeights(_samples.Weights) : _samples.Classification;
        float[] expected = Trained.On<SourceClassifier>(data, s_options);

        foreach (RawColumns labels in new[]
        {
            RawColumns.Int32s(MadeSamples.Write<int>(_folder, "labels.i32", _samples.Labels), 1),
            RawColumns.Bytes(MadeSamples.Write<byte>(_folder, "labels.u8", bytes), 1),
            RawColumns.Floats(MadeSamples.Write<float>(_folder, "labels.f32", floats), 1),
        })
        {
            Assert.Equal(expected, Trained.On<SourceClassifier>(SampleFile.OfLabels(inputs, labels, MadeSamples.Classes, weights), s_options));
        }
    }

    [Fact]
    public void With_inputs_that_are_bytes()
    {
        byte[] labels = [.. _samples.Labels.Select(label => (byte)label)];
        RawColumns inputs = RawColumns.Bytes(MadeSamples.Write<byte>(_folder, "inputs.u8", _samples.Bytes), MadeSamples.InputSize);
        RawColumns targets = RawColumns.Floats(MadeSamples.Write<float>(_folder, "targets.f32", _samples.Targets), MadeSamples.TargetSize);
        Dataset classes = Dataset.FromBytes(_samples.Bytes, MadeSamples.InputSize, labels, MadeSamples.Classes);
        float[] scaled = new float[_samples.Bytes.Length];
        classes.GatherInputs(0, classes.Count, scaled);

        SampleFile ofLabels = SampleFile.OfLabels(inputs, RawColumns.Bytes(MadeSamples.Write<byte>(_folder, "labels.u8", labels), 1), MadeSamples.Classes);

        Assert.True(ofLabels.Shape.HasBytes);
        Assert.Equal(Trained.On<SourceClassifier>(classes, s_options), Trained.On<SourceClassifier>(ofLabels, s_options));
        Assert.Equal(
            Trained.On<SourceRegression>(Dataset.FromFloats(scaled, MadeSamples.InputSize, _samples.Targets, MadeSamples.TargetSize), s_options),
            Trained.On<SourceRegression>(SampleFile.OfTargets(inputs, targets), s_options));
    }

    [Fact]
    public void With_labels_for_a_single_output()
    {
        int[] labels = [.. _samples.Labels.Select(label => label % 2)];
        RawColumns column = RawColumns.Int32s(MadeSamples.Write<int>(_folder, "labels.i32", labels), 1);

        float[] parameters = Trained.On<SourceBinary>(SampleFile.OfLabels(_samples.InputColumns(_folder), column, classCount: 2), s_options);

        Dataset data = Dataset.FromFloats(_samples.Inputs, MadeSamples.InputSize, labels, classCount: 2).WithSingleTarget();
        Assert.Equal(Trained.On<SourceBinary>(data, s_options), parameters);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_else_the_options_say(int threads)
    {
        TrainingOptions options = s_options with
        {
            BatchSize = 60,
            Threads = threads,
            Optimizer = Optimizer.Adam(),
            Schedule = LearningRateSchedule.Cosine(warmUp: 1),
            Regularization = new Regularization { L2 = 0.1f, MaxNorm = 2 },
            Clipping = new GradientClipping { Norm = 1 },
            LayerRates = [1, 0.5f],
            Augmentation = new Shift(),
            EarlyStopping = new EarlyStopping { Metric = Metric.TrainingLoss, Patience = 1 },
        };

        float[] parameters = Trained.On<SourceDropout>(_samples.File(_folder), options);

        Assert.Equal(Trained.On<SourceDropout>(_samples.Regression, options), parameters);
    }

    [Fact]
    public void With_layers_that_stand_still_and_with_rounded_weights()
    {
        foreach (TrainingOptions options in new[] { s_options with { FrozenLayers = [0] }, s_options with { QuantizationAware = true } })
        {
            Assert.Equal(
                Trained.On<SourceRegression>(_samples.Regression, options), Trained.On<SourceRegression>(_samples.File(_folder), options));
        }
    }

    [Fact]
    public void From_samples_one_by_one_and_in_batches_whether_they_wait_or_not()
    {
        TrainingOptions options = s_options with { EpochSamples = _samples.Count };
        float[] expected = Trained.On<SourceRegression>(_samples.Regression, s_options);

        Assert.All(
            new[]
            {
                SampleSource.FromRows(_samples.Rows(), MadeSamples.WithTargets, canRepeat: true),
                SampleSource.FromRows(MadeSamples.Slowly(_samples.Rows()), MadeSamples.WithTargets, canRepeat: true),
                SampleSource.FromBatches(MadeSamples.Batches(_samples.Regression), MadeSamples.WithTargets, canRepeat: true),
                SampleSource.FromBatches(MadeSamples.Slowly(MadeSamples.Batches(_samples.Regression)), MadeSamples.WithTargets, canRepeat: true),
            },
            source => Assert.Equal(expected, Trained.On<SourceRegression>(source, options)));
    }

    [Fact]
    public void From_weighted_samples_one_by_one_and_in_batches()
    {
        TrainingOptions options = s_options with { EpochSamples = _samples.Count };
        SampleShape shape = MadeSamples.WithLabels with { HasWeights = true };
        Dataset data = _samples.Classification.WithWeights(_samples.Weights);
        float[] expected = Trained.On<SourceClassifier>(data, s_options);

        Assert.Equal(expected, Trained.On<SourceClassifier>(SampleSource.FromRows(_samples.LabelledRows(weighted: true), shape, canRepeat: true), options));
        Assert.Equal(expected, Trained.On<SourceClassifier>(SampleSource.FromBatches([data], shape, canRepeat: true), options));
    }

    [Fact]
    public void By_a_loss_of_ones_own_epoch_by_epoch()
    {
        var network = new SourceRegression(seed: 3);
        var other = new SourceRegression(seed: 3);

        EpochReport[] reports = [.. Trainer.Epochs<SourceRegression, LogCoshLoss>(network, _samples.File(_folder), s_options)];
        EpochReport[] expected = [.. Trainer.Epochs<SourceRegression, LogCoshLoss>(other, _samples.Regression, s_options)];

        Assert.Equal(expected.Select(report => report.Loss), reports.Select(report => report.Loss));
        Assert.Equal(Trained.Parameters(other), Trained.Parameters(network));
    }

    [Fact]
    public void Reports_have_the_figures_of_the_same_validation_data()
    {
        Dataset validation = _samples.Regression.Take(50);

        TrainingResult result = Trainer.Train(new SourceRegression(seed: 3), _samples.File(_folder), s_options, validation);
        TrainingResult expected = Trainer.Train(new SourceRegression(seed: 3), _samples.Regression, s_options, validation);

        Assert.Equal(expected.Reports.Select(report => (report.Loss, report.ValidationLoss)), result.Reports.Select(report => (report.Loss, report.ValidationLoss)));
        Assert.Equal(expected.BestEpoch, result.BestEpoch);
    }

    /// <summary>Depends on the seed, which depends on the number of the sample.</summary>
    private sealed class Shift : IAugmentation
    {
        public void Apply(Span<float> input, ulong seed) => input[1] += seed % 1000 / 1000f;
    }
}
