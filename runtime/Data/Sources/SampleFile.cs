namespace Unrolled;

/// <summary>Samples in files of plain rows or in IDX files, of any size: read where they are needed, never as a whole.</summary>
/// <remarks>
/// Whatever is wrong with a file is an <see cref="InvalidFileException"/> that names the file and the byte. The files are not to change
/// while they are in use.
/// </remarks>
/// <example>
/// <code>
/// SampleFile file = SampleFile.OfFloats("samples.f32", inputSize: 16, targetSize: 1);
/// Dataset validation = file.Rows(start: 0, count: 10_000).ToDataset();
/// SampleFile training = file.Rows(start: 10_000, count: file.Length - 10_000);
/// </code>
/// </example>
public sealed class SampleFile : ISampleSource
{
    private readonly RawColumns _inputs;
    private readonly RawColumns _outcomes;
    private readonly RawColumns? _weights;
    private readonly long _first;
    private readonly bool _isPart;

    private SampleFile(RawColumns inputs, RawColumns outcomes, RawColumns? weights, SampleShape shape)
    {
        _inputs = inputs;
        _outcomes = outcomes;
        _weights = weights;
        Shape = shape with { HasWeights = weights is not null };
        Length = inputs.Rows();
        RequireAsMany(outcomes);
        if (weights is not null)
        {
            RequireAsMany(weights);
        }
    }

    private SampleFile(SampleFile whole, long first, long length)
    {
        _inputs = whole._inputs;
        _outcomes = whole._outcomes;
        _weights = whole._weights;
        _first = whole._first + first;
        _isPart = true;
        Shape = whole.Shape;
        Length = length;
    }

    /// <inheritdoc/>
    public string Name => (_isPart ? $"rows {Wording.Number(_first)} to {Wording.Number(_first + Length - 1)} of " : "") + Path.GetFileName(_inputs.Path);

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <summary>The number of samples.</summary>
    public long Length { get; }

    /// <inheritdoc/>
    public long? Count => Length;

    /// <inheritdoc/>
    public bool CanRepeat => true;

    /// <inheritdoc/>
    public bool CanSeek => true;

    /// <summary>A file whose rows are 32-bit floats, little-endian: first inputs, then targets.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputSize">The number of inputs of a row.</param>
    /// <param name="targetSize">The number of targets of a row.</param>
    /// <exception cref="ArgumentException">A number is less than 1, or the path is empty.</exception>
    /// <exception cref="InvalidFileException">The file is empty, or does not consist of whole rows.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SampleFile OfFloats(string path, int inputSize, int targetSize)
    {
        Require.AtLeastOne(inputSize, nameof(inputSize));
        Require.AtLeastOne(targetSize, nameof(targetSize));
        int inputBytes = checked(inputSize * sizeof(float));
        int rowBytes = checked(inputBytes + (targetSize * sizeof(float)));
        return OfTargets(
            RawColumns.Floats(path, inputSize) with { RowBytes = rowBytes },
            RawColumns.Floats(path, targetSize) with { RowBytes = rowBytes, Start = inputBytes });
    }

    /// <summary>Inputs and targets, in one file or in two.</summary>
    /// <param name="inputs">The inputs: floats, or bytes, which are divided by 255.</param>
    /// <param name="targets">The targets: floats.</param>
    /// <param name="weights">The weight of each sample, a column of floats; null for all alike.</param>
    /// <exception cref="ArgumentException">Columns are of another type, or do not lie within a row.</exception>
    /// <exception cref="InvalidFileException">A file is empty, does not consist of whole rows, or has more or fewer than another.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SampleFile OfTargets(RawColumns inputs, RawColumns targets, RawColumns? weights = null)
    {
        RequireColumns(inputs, nameof(inputs), columns: null, RawType.Float32, RawType.Byte);
        RequireColumns(targets, nameof(targets), columns: null, RawType.Float32);
        RequireWeights(weights);
        return new SampleFile(inputs, targets, weights, SampleShape.WithTargets(inputs.Count, targets.Count));
    }

    /// <summary>Inputs and classes, in one file or in two.</summary>
    /// <param name="inputs">The inputs: floats, or bytes, which are divided by 255.</param>
    /// <param name="labels">The number of each sample's class, from 0 on: a column of any type.</param>
    /// <param name="classCount">The number of classes, at least 1.</param>
    /// <param name="weights">The weight of each sample, a column of floats; null for all alike.</param>
    /// <exception cref="ArgumentException">Columns are of another type, or do not lie within a row, or there is no class.</exception>
    /// <exception cref="InvalidFileException">A file is empty, does not consist of whole rows, or has more or fewer than another.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SampleFile OfLabels(RawColumns inputs, RawColumns labels, int classCount, RawColumns? weights = null)
    {
        RequireColumns(inputs, nameof(inputs), columns: null, RawType.Float32, RawType.Byte);
        RequireColumns(labels, nameof(labels), columns: 1, RawType.Byte, RawType.Int32, RawType.Float32);
        RequireWeights(weights);
        SampleShape shape = SampleShape.WithLabels(inputs.Count, classCount) with { HasBytes = inputs.Type == RawType.Byte };
        return new SampleFile(inputs, labels, weights, shape);
    }

    /// <summary>Images and their labels in two IDX files of unsigned bytes, the format of MNIST and its successors.</summary>
    /// <param name="imagesPath">The images: number, rows and columns. Not packed.</param>
    /// <param name="labelsPath">The class of each image, from 0 on. Not packed.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    /// <exception cref="InvalidFileException">
    /// A file is defective or packed with gzip, in which nothing can be found without unpacking all before it; or the two do not fit together.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SampleFile OfIdx(string imagesPath, string labelsPath, int classCount)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        return OfLabels(IdxColumns.Of(imagesPath, rank: 3), IdxColumns.Of(labelsPath, rank: 1), classCount);
    }

    /// <summary>Some neighbouring samples, as a source of their own: to hold some out, say.</summary>
    /// <param name="start">The first one.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such samples.</exception>
    public SampleFile Rows(long start, long count)
    {
        Require.That(start >= 0 && start < Length, start, $"a row from 0 to {Wording.Number(Length - 1)}", nameof(start));
        Require.That(count >= 1 && count <= Length - start, count, $"from 1 to {Wording.Number(Length - start)}", nameof(count));
        return new SampleFile(this, start, count);
    }

    /// <inheritdoc/>
    public ISampleReader Open()
    {
        List<(SampleField Field, RawColumns Columns)> columns =
        [
            (SampleField.Input, _inputs),
            (Shape.HasLabels ? SampleField.Label : SampleField.Target, _outcomes),
        ];
        if (_weights is not null)
        {
            columns.Add((SampleField.Weight, _weights));
        }

        return new SampleFileReader(this, columns, _first);
    }

    /// <summary>The name, the number of samples and what they consist of.</summary>
    public override string ToString() => $"{Name}: {Wording.Count(Length, "sample")} of {Shape}";

    /// <summary>The exception for something in a sample, with the byte where it lies.</summary>
    internal InvalidFileException Defect(SampleDefect defect)
    {
        RawColumns columns = defect.Field switch
        {
            SampleField.Input => _inputs,
            SampleField.Weight => _weights!,
            _ => _outcomes,
        };
        InvalidFileException exception = InvalidFileException.AtByte(
            columns.Path, columns.Position(_first + defect.Row, defect.Column), $"{defect.Found} for {defect.What}", defect.Needed);
        return defect.Sentence.Length == 0 ? exception : new InvalidFileException(exception, defect.Sentence);
    }

    private static void RequireWeights(RawColumns? weights)
    {
        if (weights is not null)
        {
            RequireColumns(weights, nameof(weights), columns: 1, RawType.Float32);
        }
    }

    private static void RequireColumns(RawColumns given, string name, int? columns, params RawType[] types)
    {
        ArgumentNullException.ThrowIfNull(given, name);
        given.Validate(name);
        if (Array.IndexOf(types, given.Type) < 0)
        {
            throw new ArgumentException($"{name} have the type {given.Type}, but {string.Join(" or ", types)} is needed.", name);
        }

        if (given.Count != (columns ?? given.Count))
        {
            throw new ArgumentException($"{name} have {Wording.Exact(given.Count, "column")}, but one is needed.", name);
        }
    }

    private void RequireAsMany(RawColumns others)
    {
        if (others.Rows() is var rows && rows != Length)
        {
            throw InvalidFileException.AtByte(
                others.Path,
                others.Position(Math.Min(rows, Length), 0),
                rows < Length ? $"the end after {Wording.Exact(rows, "row")}" : $"{Wording.Exact(rows - Length, "row")} more",
                rows < Length
                    ? $"{Wording.Exact(Length, "row")}, one for each of {_inputs.Path}"
                    : $"the end after {Wording.Exact(Length, "row")}, as many as {_inputs.Path} has");
        }
    }
}
