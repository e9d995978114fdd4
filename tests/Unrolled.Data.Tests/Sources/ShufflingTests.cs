using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>Which samples an epoch has, and in which order.</summary>
public sealed class ShufflingTests : IDisposable
{
    private const int Count = 1000;

    private readonly TemporaryFolder _folder = new();
    private readonly MadeSamples _samples = new(Count);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 10)]
    [InlineData(100, 10)]
    [InlineData(128, 7)]
    [InlineData(640, 64)]
    [InlineData(999, 10)]
    public void Every_epoch_has_every_sample_once(int buffer, int batchSize)
    {
        TrainingOptions options = new() { Epochs = 3, BatchSize = batchSize, ShuffleBuffer = buffer };

        int[][] epochs = [.. Learnt(_samples.File(_folder), options).Chunk(Count)];

        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, Count), epoch.Order()));
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);
    }

    [Fact]
    public void Blocks_of_a_file_have_samples_of_all_its_parts()
    {
        TrainingOptions options = new() { Epochs = 2, BatchSize = 10, ShuffleBuffer = 100 };

        int[][] blocks = [.. Learnt(_samples.File(_folder), options).Chunk(100)];

        // Of a hundred at random a tenth of the file has ten, more or less.
        Assert.All(blocks, block => Assert.All(block.CountBy(sample => sample / 100).Select(tenth => tenth.Value), count => Assert.InRange(count, 1, 30)));
        Assert.All(blocks, block => Assert.InRange(block.CountBy(sample => sample / 100).Count(), 9, 10));
        Assert.NotEqual(blocks[0].Order(), blocks[10].Order());
    }

    [Fact]
    public void A_source_that_cannot_seek_is_mixed_within_blocks()
    {
        ISampleSource source = SampleSource.FromRows(_samples.Rows(), MadeSamples.WithTargets);
        TrainingOptions options = new() { Epochs = 1, BatchSize = 10, ShuffleBuffer = 95, EpochSamples = Count };

        int[][] blocks = [.. Learnt(source, options).Chunk(100)];

        for (int i = 0; i < blocks.Length; i++)
        {
            Assert.Equal(Enumerable.Range(100 * i, 100), blocks[i].Order());
            Assert.NotEqual(Enumerable.Range(100 * i, 100), blocks[i]);
        }

        Assert.NotEqual(blocks[0], blocks[1].Select(sample => sample - 100));
    }

    [Fact]
    public void The_order_depends_on_the_seed_alone()
    {
        TrainingOptions options = new() { Epochs = 2, BatchSize = 10, ShuffleBuffer = 100 };

        Assert.Equal(Learnt(_samples.File(_folder), options), Learnt(_samples.File(_folder), options with { LearningRate = 0.01f }));
        Assert.NotEqual(Learnt(_samples.File(_folder), options), Learnt(_samples.File(_folder), options with { Seed = 1 }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Epochs_by_number_go_on_where_the_last_one_has_ended(bool canSeek)
    {
        ISampleSource source = canSeek ? _samples.File(_folder) : SampleSource.FromRows(_samples.Rows(), MadeSamples.WithTargets, canRepeat: true);
        TrainingOptions options = new() { Epochs = 4, BatchSize = 10, EpochSamples = 300, Shuffle = false };

        List<int> learnt = Learnt(source, options);

        Assert.Equal(Enumerable.Range(0, 1200).Select(i => i % Count), learnt);
    }

    [Fact]
    public void Epochs_by_number_have_every_sample_once_in_a_pass()
    {
        TrainingOptions options = new() { Epochs = 20, BatchSize = 30, EpochSamples = 100 };

        int[][] passes = [.. Learnt(_samples.File(_folder), options).Chunk(Count)];

        Assert.All(passes, pass => Assert.Equal(Enumerable.Range(0, Count), pass.Order()));
        Assert.NotEqual(passes[0], passes[1]);
    }

    [Fact]
    public void An_epoch_may_have_more_samples_than_the_source()
    {
        TrainingOptions options = new() { Epochs = 1, BatchSize = 100, EpochSamples = 2500 };

        List<int> learnt = Learnt(_samples.File(_folder), options);

        Assert.Equal(2500, learnt.Count);
        Assert.All(learnt.CountBy(sample => sample), sample => Assert.InRange(sample.Value, 2, 3));
    }

    [Fact]
    public void Augmentation_is_seeded_by_the_number_of_the_sample()
    {
        TrainingOptions options = new() { Epochs = 2, BatchSize = 10, Seed = 9 };
        Recorder ofBlocks = new(Count);
        Recorder ofDataset = new(Count);

        Trained.On<SourceRegression>(_samples.File(_folder), options with { Augmentation = ofBlocks, ShuffleBuffer = 50 });
        Trained.On<SourceRegression>(_samples.Regression, options with { Augmentation = ofDataset });

        Assert.Equal(ofDataset.Samples.Zip(ofDataset.Seeds).Order(), ofBlocks.Samples.Zip(ofBlocks.Seeds).Order());
    }

    private static List<int> Learnt(ISampleSource source, TrainingOptions options)
    {
        Recorder recorder = new(Count);
        Trained.On<SourceRegression>(source, options with { Augmentation = recorder });
        return recorder.Samples;
    }
}
