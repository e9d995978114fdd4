namespace Unrolled;

/// <summary>Sources of samples that a program makes itself, and what can be asked of any source.</summary>
/// <example>
/// <code>
/// IEnumerable&lt;Sample&gt; Games()
/// {
///     while (true)
///     {
///         yield return new Sample(Play(out float[] result), result);
///     }
/// }
///
/// ISampleSource source = SampleSource.FromRows(Games(), SampleShape.WithTargets(64, 1), "games");
/// Trainer.Train(network, source, new TrainingOptions { EpochSamples = 100_000, Epochs = 50 });
/// </code>
/// </example>
public static class SampleSource
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Samples one by one, of which there may be any number.</summary>
    /// <param name="rows">The samples. They are asked for on a thread of the training's own.</param>
    /// <param name="shape">What each of them consists of; inputs are floats.</param>
    /// <param name="name">What the source is called in messages.</param>
    /// <param name="canRepeat">Whether it can be enumerated again, with the same samples in the same order.</param>
    /// <exception cref="ArgumentException">The shape is of bytes.</exception>
    public static ISampleSource FromRows(IEnumerable<Sample> rows, SampleShape shape, string name = "the samples", bool canRepeat = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return OfRows(() => new Items<Sample>(rows), shape, name, canRepeat);
    }

    /// <inheritdoc cref="FromRows(IEnumerable{Sample}, SampleShape, string, bool)"/>
    public static ISampleSource FromRows(IAsyncEnumerable<Sample> rows, SampleShape shape, string name = "the samples", bool canRepeat = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return OfRows(() => new AsyncItems<Sample>(rows), shape, name, canRepeat);
    }

    /// <summary>Samples in batches of any size, which need not be that of the mini-batches.</summary>
    /// <param name="batches">The batches. They are asked for on a thread of the training's own.</param>
    /// <param name="shape">What each of their samples consists of.</param>
    /// <param name="name">What the source is called in messages.</param>
    /// <param name="canRepeat">Whether it can be enumerated again, with the same samples in the same order.</param>
    public static ISampleSource FromBatches(IEnumerable<Dataset> batches, SampleShape shape, string name = "the samples", bool canRepeat = false)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return OfBatches(() => new Items<Dataset>(batches), shape, name, canRepeat);
    }

    /// <inheritdoc cref="FromBatches(IEnumerable{Dataset}, SampleShape, string, bool)"/>
    public static ISampleSource FromBatches(
        IAsyncEnumerable<Dataset> batches, SampleShape shape, string name = "the samples", bool canRepeat = false)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return OfBatches(() => new AsyncItems<Dataset>(batches), shape, name, canRepeat);
    }

    /// <summary>Counts the samples of a source, by reading it once where it does not know.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static long CountSamples(this ISampleSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Count is { } known)
        {
            return known;
        }

        long count = 0;
        SampleRows room = new(source.Shape, BlockSize(source.Shape));
        using ISampleReader reader = source.Open();
        while (reader.Read(room, cancellationToken) is var read and > 0)
        {
            count += read;
        }

        return count;
    }

    /// <summary>Reads the first samples of a source into memory, or all of them.</summary>
    /// <param name="source">The source.</param>
    /// <param name="most">The most samples to read; null for all, whose number the source must know.</param>
    /// <exception cref="ArgumentException">Neither is known how many there are, nor how many are wanted; or these are too many for a dataset.</exception>
    /// <exception cref="InvalidDataException">A number is NaN or infinite, or a label is that of no class.</exception>
    /// <exception cref="InvalidFileException">The same, in a file.</exception>
    public static Dataset ToDataset(this ISampleSource source, int? most = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return DatasetReading.Read(source, most);
    }

    /// <summary>How many samples are read together where they need not be mixed.</summary>
    internal static int BlockSize(SampleShape shape) => (int)Math.Max(1, BlockBytes / shape.Bytes);

    private static EnumeratedSource OfRows(Func<IItems<Sample>> items, SampleShape shape, string name, bool canRepeat)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return !shape.HasBytes
            ? new EnumeratedSource(name, shape, canRepeat, source => new SampleItemReader(source, items()))
            : throw new ArgumentException("Inputs one by one are floats; bytes come in batches, see FromBatches.", nameof(shape));
    }

    private static EnumeratedSource OfBatches(Func<IItems<Dataset>> items, SampleShape shape, string name, bool canRepeat)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new EnumeratedSource(name, shape, canRepeat, source => new BatchItemReader(source, items()));
    }
}
