using System.IO.Compression;
using Unrolled.Tests;

namespace Unrolled.Data.Tests.Sources;

/// <summary>What is wrong with samples, and where: in a file the byte, elsewhere the row. The network is as it was before.</summary>
public sealed class DefectTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 1, BatchSize = 10 };

    private readonly TemporaryFolder _folder = new();
    private readonly MadeSamples _samples = new(100);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_no_whole_number_of_rows()
    {
        string path = _folder.Write("rows.f32", new byte[(3 * MadeSamples.RowBytes) + 5]);

        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => SampleFile.OfFloats(path, MadeSamples.InputSize, MadeSamples.TargetSize));

        Assert.Equal($"{path}: byte 84: found 5 bytes, needed the end, or a whole row of 28 bytes.", exception.Message);
        Assert.Equal(84, exception.Position);
    }

    [Theory]
    [InlineData(0, "byte 0: found the end of 0 bytes, needed rows of 28 bytes")]
    [InlineData(5, "byte 0: found the end of 5 bytes, needed rows of 28 bytes")]
    public void A_file_without_a_row(int length, string message)
    {
        string path = _folder.Write("rows.f32", new byte[length]);

        Assert.Contains(
            message,
            Assert.Throws<InvalidFileException>(() => SampleFile.OfFloats(path, MadeSamples.InputSize, MadeSamples.TargetSize)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there() => Assert.Throws<FileNotFoundException>(
        () => SampleFile.OfFloats(Path.Combine(_folder.Path, "none.f32"), inputSize: 2, targetSize: 1));

    [Theory]
    [InlineData(90, "byte 90: found the end after 90 rows, needed 100 rows, one for each of ")]
    [InlineData(110, "byte 100: found 10 rows more, needed the end after 100 rows, as many as ")]
    public void Two_files_that_do_not_fit_together(int labels, string message)
    {
        RawColumns column = RawColumns.Bytes(_folder.Write("labels.u8", new byte[labels]), 1);

        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => SampleFile.OfLabels(_samples.InputColumns(_folder), column, MadeSamples.Classes));

        Assert.EndsWith("labels.u8", exception.File, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_becomes_shorter_while_it_is_read()
    {
        string path = _samples.WriteRows(_folder);
        SampleFile file = SampleFile.OfFloats(path, MadeSamples.InputSize, MadeSamples.TargetSize);
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength((50 * MadeSamples.RowBytes) + 3);
        }

        InvalidFileException exception = Throws<InvalidFileException>(file, s_options with { Shuffle = false });

        Assert.Equal($"{path}: byte 1403: found the end, needed 1397 bytes more, which were there before.", exception.Message);
    }

    [Fact]
    public void Numbers_that_are_not_finite()
    {
        _samples.Inputs[(17 * MadeSamples.InputSize) + 2] = float.NaN;
        SampleFile whole = _samples.File(_folder);

        InvalidFileException inFile = Throws<InvalidFileException>(whole);
        InvalidFileException inPart = Throws<InvalidFileException>(whole.Rows(10, 50));
        InvalidDataException inRows = Throws<InvalidDataException>(Stream(_samples.Rows()), OneEpoch);

        Assert.EndsWith("rows.f32: byte 484: found NaN for input 2 of row 17, needed a finite number.", inFile.Message, StringComparison.Ordinal);
        Assert.EndsWith("rows.f32: byte 484: found NaN for input 2 of row 7, needed a finite number.", inPart.Message, StringComparison.Ordinal);
        Assert.Equal("stream: input 2 of row 17 is NaN, but a finite number is needed.", inRows.Message);
    }

    [Fact]
    public void Targets_that_are_not_finite()
    {
        _samples.Targets[(17 * MadeSamples.TargetSize) + 1] = float.PositiveInfinity;

        // In the middle of a file that is read in chunks.
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => Trainer.Train(new SourceRegression(seed: 1), _samples.File(_folder), s_options with { ShuffleBuffer = 20 }));

        Assert.EndsWith("byte 500: found Infinity for target 1 of row 17, needed a finite number.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_of_weight_0_may_hold_anything()
    {
        _samples.Inputs[3 * MadeSamples.InputSize] = float.NaN;
        _samples.Labels[3] = 99;
        RawColumns labels = RawColumns.Int32s(MadeSamples.Write<int>(_folder, "labels.i32", _samples.Labels), 1);
        SampleFile file = SampleFile.OfLabels(_samples.InputColumns(_folder), labels, MadeSamples.Classes, _samples.WeightColumn(_folder));

        Trainer.Train(new SourceClassifier(seed: 1), file, s_options);

        Assert.Equal(0, _samples.Weights[3]);
        Assert.Equal(75, Evaluator.Confusion(new SourceClassifier(seed: 1), file).Total);
    }

    [Theory]
    [InlineData(3, "found 3 for the label of row 6, needed a class from 0 to 2")]
    [InlineData(-1, "found -1 for the label of row 6, needed a class from 0 to 2")]
    public void Labels_of_no_class(int label, string message)
    {
        _samples.Labels[6] = label;
        RawColumns labels = RawColumns.Int32s(MadeSamples.Write<int>(_folder, "labels.i32", _samples.Labels), 1);
        SampleFile file = SampleFile.OfLabels(_samples.InputColumns(_folder), labels, MadeSamples.Classes);

        var network = new SourceClassifier(seed: 1);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => Trainer.Train(network, file, s_options));

        Assert.EndsWith($"labels.i32: byte 24: {message}.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidFileException>(() => Evaluator.Accuracy(network, file));
        Assert.Throws<InvalidFileException>(() => file.ToDataset());
    }

    [Fact]
    public void Labels_that_are_no_whole_numbers()
    {
        float[] numbers = [.. _samples.Labels.Select((label, row) => row == 6 ? 1.5f : label)];
        RawColumns labels = RawColumns.Floats(MadeSamples.Write<float>(_folder, "labels.f32", numbers), 1);
        SampleFile file = SampleFile.OfLabels(_samples.InputColumns(_folder), labels, MadeSamples.Classes);

        Assert.EndsWith(
            "labels.f32: byte 24: found 1.5 for the label of row 6, needed a whole number.",
            Assert.Throws<InvalidFileException>(() => file.ToDataset()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.5f, "found -0.5 for the weight of row 6, needed a finite number of 0 or more.")]
    [InlineData(float.NaN, "found NaN for the weight of row 6, needed a finite number of 0 or more.")]
    public void Weights_that_are_none(float weight, string message)
    {
        _samples.Weights[6] = weight;
        RawColumns targets = RawColumns.Floats(MadeSamples.Write<float>(_folder, "targets.f32", _samples.Targets), MadeSamples.TargetSize);
        SampleFile file = SampleFile.OfTargets(_samples.InputColumns(_folder), targets, _samples.WeightColumn(_folder));

        Assert.EndsWith($"weights.f32: byte 24: {message}", Throws<InvalidFileException>(file).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_that_the_network_cannot_come_to()
    {
        IEnumerable<Sample> rows = _samples.Rows().Select((sample, row) => new Sample(sample.Input, new[] { row == 6 ? 2f : 1f }));
        var network = new SourceBinary(seed: 1);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Trainer.Train(
            network, SampleSource.FromRows(rows, SampleShape.WithTargets(MadeSamples.InputSize, 1), "stream"), OneEpoch));

        Assert.StartsWith(
            "stream: Target 0 of row 6 is 2, but SourceBinary's Sigmoid output with BinaryCrossEntropy reaches 0 to 1: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_another_size()
    {
        Assert.Equal(
            "stream: row 7 has 4 inputs, but 5 are needed.",
            Throws<InvalidDataException>(Stream(Replaced(7, new Sample(new float[4], new float[2]))), OneEpoch).Message);
        Assert.Equal(
            "stream: row 7 has 1 target, but 2 are needed.",
            Throws<InvalidDataException>(Stream(Replaced(7, new Sample(new float[5], new float[1]))), OneEpoch).Message);
        Assert.Equal(
            "stream: row 7 has 0 targets, but 2 are needed.",
            Throws<InvalidDataException>(Stream(Replaced(7, new Sample(new float[5], label: 1))), OneEpoch).Message);
        Assert.Equal(
            "stream: row 7 has the weight 2, but the shape of the source has no weights.",
            Throws<InvalidDataException>(Stream(Replaced(7, new Sample(new float[5], new float[2], weight: 2))), OneEpoch).Message);
    }

    [Fact]
    public void Rows_without_a_label()
    {
        ISampleSource source = SampleSource.FromRows(_samples.Rows(), MadeSamples.WithLabels, "stream");

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Trainer.Train(new SourceClassifier(seed: 1), source, OneEpoch));

        Assert.Equal("stream: row 0 has targets, but a label is needed.", exception.Message);
    }

    [Fact]
    public void Batches_of_another_shape()
    {
        Dataset[] batches = [_samples.Regression.Take(20), _samples.Classification];

        InvalidDataException exception = Throws<InvalidDataException>(SampleSource.FromBatches(batches, MadeSamples.WithTargets, "stream"), OneEpoch);

        Assert.Equal(
            "stream: batch 1 has 100 samples of 5 inputs (floats), 3 classes, but samples must have 5 inputs (floats), 2 targets.", exception.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_source_without_samples(bool canRepeat)
    {
        ISampleSource source = SampleSource.FromRows(Array.Empty<Sample>(), MadeSamples.WithTargets, "stream", canRepeat);

        Assert.Equal("stream has no samples; at least 1 is needed.", Throws<EndOfStreamException>(source, OneEpoch).Message);
        if (canRepeat)
        {
            Assert.Contains(
                "no samples that count", Assert.Throws<ArgumentException>("data", () => Evaluator.MeanLoss(new SourceRegression(), source)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(95)]
    public void A_source_that_ends_and_cannot_be_repeated(int samples)
    {
        var network = new SourceRegression(seed: 1);
        ISampleSource source = Stream(_samples.Rows().Take(samples));
        using TrainingSession<SourceRegression> session = new(network, source, OneEpoch with { EpochSamples = 30, Epochs = 5 });

        EndOfStreamException exception = Assert.Throws<EndOfStreamException>(() =>
        {
            while (!session.IsFinished)
            {
                session.RunEpoch();
            }
        });

        Assert.Equal(
            $"stream has ended after {samples} samples and cannot be repeated, but training is not over: fewer epochs are needed, or fewer EpochSamples.",
            exception.Message);
        Assert.Equal(samples / 30, session.EpochsDone);
    }

    [Fact]
    public void A_source_that_is_read_twice_and_cannot_be_repeated()
    {
        ISampleSource source = Stream(_samples.Rows());
        Trainer.Train(new SourceRegression(seed: 1), source, OneEpoch);

        Assert.Equal(
            "stream cannot be repeated, but has been read before: a source that can be enumerated again is made with canRepeat: true.",
            Throws<InvalidOperationException>(source, OneEpoch).Message);
    }

    [Fact]
    public void A_source_that_has_fewer_samples_than_it_says() => Assert.Equal(
        "liar has ended after 100 samples, but says that it has 120.",
        Throws<EndOfStreamException>(new Liar(_samples.File(_folder), saysCount: 120, saysRead: null)).Message);

    [Fact]
    public void A_reader_that_says_that_it_has_read_more_than_there_was_room_for() => Assert.Equal(
        "A reader of liar says that it has read 101 samples, but had room for 100.",
        Throws<InvalidOperationException>(new Liar(_samples.File(_folder), saysCount: 100, saysRead: 101)).Message);

    [Fact]
    public void Idx_files_that_are_packed()
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Idx.Images(count: 2, side: 2));
        }

        string images = _folder.Write("images.gz", packed.ToArray());

        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => SampleFile.OfIdx(images, _folder.Write("labels", Idx.Labels(count: 2)), classCount: 2));

        Assert.Equal(
            $"{images}: byte 0 of the IDX data: found data packed with gzip, needed an IDX file that is not packed. "
            + "Unpack it with gzip -dk, or read it as a whole with Dataset.FromIdx.",
            exception.Message);
    }

    [Theory]
    [InlineData(-1, "byte 23 of the IDX data: found the end after 23 bytes, needed 24, as the dimensions say")]
    [InlineData(+2, "byte 24 of the IDX data: found the end after 26 bytes, needed 24, as the dimensions say")]
    public void Idx_files_that_are_not_as_long_as_they_say(int more, string message)
    {
        byte[] images = Idx.Images(count: 2, side: 2);
        Array.Resize(ref images, images.Length + more);

        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => SampleFile.OfIdx(_folder.Write("images", images), _folder.Write("labels", Idx.Labels(count: 2)), classCount: 2));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_idx_files_are_refused_or_read_and_nothing_else()
    {
        byte[] images = Idx.Images(count: 2, side: 2);
        string labels = _folder.Write("labels", Idx.Labels(count: 2));
        for (int position = 0; position < 16; position++)
        {
            for (int value = 0; value < 256; value += 17)
            {
                byte[] damaged = [.. images];
                damaged[position] = (byte)value;
                Exception? exception = Record.Exception(() => SampleFile.OfIdx(_folder.Write("images", damaged), labels, classCount: 2).ToDataset());
                Assert.True(exception is null or InvalidFileException, $"{exception}");
            }
        }
    }

    private static TrainingOptions OneEpoch => s_options with { EpochSamples = 100 };

    private static ISampleSource Stream(IEnumerable<Sample> rows) => SampleSource.FromRows(rows, MadeSamples.WithTargets, "stream");

    private IEnumerable<Sample> Replaced(int row, Sample other) => _samples.Rows().Select((sample, i) => i == row ? other : sample);

    /// <summary>Training throws, and the network is as it was.</summary>
    private static TException Throws<TException>(ISampleSource source, TrainingOptions? options = null) where TException : Exception
    {
        var network = new SourceRegression(seed: 1);
        float[] before = Trained.Parameters(network);
        TException exception = Assert.Throws<TException>(() => Trainer.Train(network, source, options ?? s_options));
        Assert.Equal(before, Trained.Parameters(network));
        return exception;
    }

    private sealed class Liar(ISampleSource source, long saysCount, int? saysRead) : ISampleSource
    {
        public string Name => "liar";

        public SampleShape Shape => source.Shape;

        public long? Count => saysCount;

        public bool CanRepeat => true;

        public ISampleReader Open() => new Reader(source.Open(), saysRead);

        private sealed class Reader(ISampleReader reader, int? says) : ISampleReader
        {
            public int Read(SampleRows rows, CancellationToken cancellationToken) => says ?? reader.Read(rows, cancellationToken);

            public void Dispose() => reader.Dispose();
        }
    }
}
