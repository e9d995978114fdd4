using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>Where in a file samples are looked for, and what can be asked of a source.</summary>
public sealed class SampleFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MadeSamples _samples = new(100);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_may_stand_anywhere_in_a_row_behind_a_header()
    {
        // A header of 3 bytes; rows of a label, a byte between, 5 inputs, a weight.
        const int rowBytes = 1 + 1 + (5 * sizeof(float)) + sizeof(float);
        byte[] bytes = new byte[3 + (100 * rowBytes)];
        for (int row = 0; row < 100; row++)
        {
            int start = 3 + (row * rowBytes);
            bytes[start] = (byte)_samples.Labels[row];
            Buffer.BlockCopy(_samples.Inputs, row * 5 * sizeof(float), bytes, start + 2, 5 * sizeof(float));
            Buffer.BlockCopy(_samples.Weights, row * sizeof(float), bytes, start + 22, sizeof(float));
        }

        string path = _folder.Write("rows", bytes);
        SampleFile file = SampleFile.OfLabels(
            RawColumns.Floats(path, 5) with { HeaderBytes = 3, RowBytes = rowBytes, Start = 2 },
            RawColumns.Bytes(path, 1) with { HeaderBytes = 3, RowBytes = rowBytes },
            MadeSamples.Classes,
            RawColumns.Floats(path, 1) with { HeaderBytes = 3, RowBytes = rowBytes, Start = 22 });

        Dataset data = file.ToDataset();

        Assert.Equal(_samples.Inputs, Inputs(data));
        Assert.Equal(_samples.Labels, Enumerable.Range(0, 100).Select(data.Label));
        Assert.Equal(_samples.Weights, Enumerable.Range(0, 100).Select(data.Weight));
    }

    [Fact]
    public void Some_rows_are_a_source_of_their_own()
    {
        SampleFile part = _samples.File(_folder).Rows(20, 50).Rows(5, 10);

        Assert.Equal(_samples.Inputs[(25 * 5)..(35 * 5)], Inputs(part.ToDataset()));
        Assert.Equal("rows 25 to 34 of rows.f32: 10 samples of 5 inputs (floats), 2 targets", $"{part}");
        Assert.Equal(_samples.Inputs[(25 * 5)..(28 * 5)], Inputs(part.ToDataset(3)));
    }

    [Theory]
    [InlineData(-1, 1, "start")]
    [InlineData(100, 1, "start")]
    [InlineData(0, 0, "count")]
    [InlineData(50, 51, "count")]
    public void Rows_that_there_are_not(long start, long count, string parameter) =>
        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => _samples.File(_folder).Rows(start, count));

    [Fact]
    public void Idx_files_are_what_a_dataset_reads_of_them()
    {
        string images = _folder.Write("images", Idx.Images(count: 30, side: 2));
        string labels = _folder.Write("labels", Idx.Labels(count: 30));
        TrainingOptions options = new() { Epochs = 2, BatchSize = 4 };

        SampleFile file = SampleFile.OfIdx(images, labels, classCount: 2);

        Assert.Equal("images: 30 samples of 4 inputs (bytes), 2 classes", $"{file}");
        Assert.Equal(Trained.On<SourceImages>(Dataset.FromIdx(images, labels, classCount: 2), options), Trained.On<SourceImages>(file, options));
    }

    [Fact]
    public void Columns_that_make_no_sense_are_refused()
    {
        string path = _samples.WriteRows(_folder);
        RawColumns inputs = RawColumns.Floats(path, 5) with { RowBytes = 28 };
        RawColumns targets = RawColumns.Floats(path, 2) with { RowBytes = 28, Start = 20 };

        Assert.Throws<ArgumentException>("targets", () => SampleFile.OfTargets(inputs, targets with { Start = 21 }));
        Assert.Throws<ArgumentOutOfRangeException>("targets", () => SampleFile.OfTargets(inputs, targets with { Start = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>("inputs", () => SampleFile.OfTargets(inputs with { HeaderBytes = -1 }, targets));
        Assert.Throws<ArgumentException>("inputs", () => SampleFile.OfTargets(RawColumns.Int32s(path, 5), targets));
        Assert.Throws<ArgumentException>("labels", () => SampleFile.OfLabels(inputs, targets, classCount: 2));
        Assert.Throws<ArgumentException>("weights", () => SampleFile.OfTargets(inputs, targets, weights: inputs));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => RawColumns.Floats(path, 0));
        Assert.Throws<ArgumentException>("HasBytes", () => SampleShape.WithTargets(1, 1) with { HasBytes = true });
    }

    [Fact]
    public void Samples_are_counted_where_their_number_is_not_known()
    {
        Assert.Equal(100, _samples.File(_folder).CountSamples());
        Assert.Equal(100, SampleSource.FromRows(_samples.Rows(), MadeSamples.WithTargets).CountSamples());
        Assert.Equal(100, SampleSource.FromBatches(MadeSamples.Batches(_samples.Regression), MadeSamples.WithTargets).CountSamples());
    }

    [Fact]
    public void What_is_read_into_memory_must_have_an_end()
    {
        ISampleSource source = SampleSource.FromRows(_samples.Rows(), MadeSamples.WithTargets, "stream", canRepeat: true);

        Assert.Equal(100, source.ToDataset(1000).Count);
        Assert.Equal(30, source.ToDataset(30).Count);
        Assert.Contains(
            "stream has an unknown number of samples", Assert.Throws<ArgumentException>("most", () => source.ToDataset()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("most", () => source.ToDataset(0));
    }

    private static float[] Inputs(Dataset data)
    {
        float[] inputs = new float[data.Count * data.InputSize];
        data.GatherInputs(0, data.Count, inputs);
        return inputs;
    }
}
