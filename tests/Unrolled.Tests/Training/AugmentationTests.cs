using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

public class AugmentationTests
{
    [Fact]
    public void Every_sample_gets_another_seed_in_every_epoch()
    {
        var recorder = new Recorder();
        var options = new TrainingOptions { Epochs = 3, BatchSize = 4, Augmentation = recorder };

        Trainer.Train(new Regression(1), RecordingNetwork.Data(10), options);

        Assert.Equal(30, recorder.Seeds.Count);
        Assert.Equal(30, recorder.Seeds.Select(pair => pair.Seed).Distinct().Count());
    }

    [Fact]
    public void The_seed_depends_on_the_options_the_epoch_and_the_row_alone()
    {
        (float, ulong)[] Seeds(int seed, int batchSize, int count = 10)
        {
            var recorder = new Recorder();
            var options = new TrainingOptions { Epochs = 2, BatchSize = batchSize, Seed = seed, Augmentation = recorder };
            Trainer.Train(new Regression(1), RecordingNetwork.Data(count), options);
            return [.. recorder.Seeds.Chunk(count).SelectMany(epoch => epoch.OrderBy(pair => pair.Row))];
        }

        Assert.Equal(Seeds(1, 3), Seeds(1, 5));
        Assert.NotEqual(Seeds(1, 3), Seeds(2, 3));
    }

    [Fact]
    public void The_changed_inputs_are_what_the_network_learns_and_the_dataset_keeps_its_own()
    {
        Dataset data = RecordingNetwork.Data(10);
        float[] numbers = [.. Enumerable.Range(0, 10).Select(i => (float)i)];
        Dataset doubled = Dataset.FromFloats([.. numbers.Select(x => 2 * x)], 1, numbers, 1);
        var options = new TrainingOptions { Epochs = 2, LearningRate = 0.001f };
        var expected = new Regression(1);
        var actual = new Regression(1);

        Trainer.Train(expected, doubled, options);
        Trainer.Train(actual, data, options with { Augmentation = new Doubling() });

        Assert.Equal(expected.Predict([3]), actual.Predict([3]));
        float[] first = new float[2];
        float[] second = new float[2];
        expected.GetParameters(first);
        actual.GetParameters(second);
        Assert.Equal(first, second);
        Assert.Equal(3, data.Floats(3)[0]);
    }

    [Fact]
    public void It_does_not_matter_how_many_threads_there_are()
    {
        Dataset data = SyntheticDigits.Create(200, seed: 1);
        var options = new TrainingOptions { Epochs = 1, BatchSize = TrainingOptions.FullBatch };
        double FirstLoss(int threads)
        {
            TrainingOptions augmented = options with { Threads = threads, Augmentation = new Noise() };
            return Trainer.Train(new Digits(1), data, augmented).Loss;
        }

        double plain = Trainer.Train(new Digits(1), data, options).Loss;

        Assert.Equal(FirstLoss(1), FirstLoss(2));
        Assert.NotEqual(plain, FirstLoss(1), 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_augmentation_that_makes_NaN_is_named_before_the_network_learns_it(int threads)
    {
        var network = new Regression(1);
        float[] before = new float[2];
        float[] after = new float[2];
        network.GetParameters(before);
        var options = new TrainingOptions { Epochs = 1, BatchSize = 10, Threads = threads, Augmentation = new Spoiling() };
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => Trainer.Train(network, RecordingNetwork.Data(10), options));
        Assert.Contains("All inputs must be finite, but after Spoiling input 0 of row 7 is NaN.", error.Message);
        network.GetParameters(after);
        Assert.Equal(before, after);
    }

    private sealed class Spoiling : IAugmentation
    {
        public void Apply(Span<float> input, ulong seed) => input[0] = input[0] == 7 ? float.NaN : input[0];
    }

    private sealed class Doubling : IAugmentation
    {
        public void Apply(Span<float> input, ulong seed) => input[0] *= 2;
    }

    private sealed class Recorder : IAugmentation
    {
        public List<(float Row, ulong Seed)> Seeds { get; } = [];

        public void Apply(Span<float> input, ulong seed)
        {
            Seeds.Add((input[0], seed));
            input[0] = 0;
        }
    }
}
