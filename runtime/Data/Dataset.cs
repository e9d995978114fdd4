using System.Globalization;
using System.Runtime.CompilerServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>Samples to train on or to evaluate with: rows of inputs, each with a class (a label) or with a row of targets.</summary>
/// <remarks>
/// Bytes stay bytes until they are gathered into a mini-batch: 60,000 images of 784 pixels are 47 MB as bytes and 188 MB as floats, and
/// converting a row costs less than fetching it. Views (<see cref="Split"/>, <see cref="Take"/>, <see cref="Subset"/>,
/// <see cref="WithOneHot"/>, <see cref="WithSingleTarget"/>, <see cref="WithWeights"/>) share the samples. A dataset does not change, so
/// any number of threads may read it; the arrays given to it are kept, not copied, and are not to be written to any more. Rows and the
/// inputs and targets of a row are numbered from 0, also in messages. All numbers must be finite, but for rows of weight 0, which count as
/// not there: whoever keeps rows with missing values gives their weights when the dataset is made.
/// </remarks>
/// <example>
/// <code>
/// (Dataset training, Dataset test) = Mnist.Load();
/// (training, Dataset validation) = training.Split(validationFraction: 1.0 / 6, seed: 1);
/// training.Gather([3, 1, 4], inputs, targets);
/// </code>
/// </example>
public sealed partial class Dataset
{
    /// <summary>
    /// How many rows a mini-batch ahead is worth to be fetched: rows of 784 bytes are 13 cache lines each, and a core has no more than
    /// about a hundred lines on the way from memory.
    /// </summary>
    internal const int PrefetchedRows = 10;

    private const int PrefetchDistance = 4;

    private readonly SampleStore _store;
    private readonly int[]? _rows;
    private readonly LabelCode _code;
    private readonly float[]? _weights;
    private readonly AugmentedRows? _augmented;

    // The rows that are here, where others are elsewhere.
    private readonly Dataset? _here;

    private Dataset(
        SampleStore store, int[]? rows, int count, LabelCode code, float[]? weights, AugmentedRows? augmented, Dataset? here = null)
    {
        _store = store;
        _rows = rows;
        _code = code;
        _weights = weights;
        _augmented = augmented;
        _here = here;
        Count = count;
        FirstNegative = weights is null ? -1 : Array.FindIndex(weights, 0, count, weight => weight < 0);
    }

    private Dataset(SampleStore store)
        : this(store, rows: null, store.Count, new LabelCode(Off: 0, On: 1, IsSingle: false), weights: null, augmented: null)
    {
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>The samples that this process has loaded: all, but where <see cref="AsPartOf"/> has made a part of more.</summary>
    internal Dataset Here => _here ?? this;

    /// <summary>The number of inputs of a sample.</summary>
    public int InputSize => _store.InputSize;

    /// <summary>The number of targets of a sample; for labels the number of classes.</summary>
    public int TargetSize => _code.IsSingle ? 1 : _store.TargetSize;

    /// <summary>How labels become targets; null where samples have target rows.</summary>
    internal LabelCode? Code => HasLabels ? _code : null;

    /// <summary>Whether samples have a class, from which a one-hot target is made, rather than a row of targets.</summary>
    public bool HasLabels => _store.HasLabels;

    /// <summary>Whether inputs are kept as bytes, rather than as floats.</summary>
    public bool HasBytes => _store.HasBytes;

    /// <summary>Whether samples have weights; else each counts as 1.</summary>
    public bool HasWeights => _weights is not null;

    /// <summary>The first row whose weight is negative; -1 where there is none.</summary>
    internal int FirstNegative { get; }

    /// <summary>Samples of bytes, e.g. pixels, each with a class. Gathering divides by 255, so that inputs are in [0, 1].</summary>
    /// <param name="inputs">The inputs, row after row.</param>
    /// <param name="inputSize">The number of inputs of a sample.</param>
    /// <param name="labels">The class of each sample, from 0 on.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <exception cref="ArgumentException">The arguments do not fit together.</exception>
    public static Dataset FromBytes(byte[] inputs, int inputSize, byte[] labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        return new Dataset(new SampleStore(inputs, inputSize, Array.ConvertAll(labels, label => (int)label), classCount));
    }

    /// <summary>Samples of floats, each with a class.</summary>
    /// <param name="inputs">The inputs, row after row.</param>
    /// <param name="inputSize">The number of inputs of a sample.</param>
    /// <param name="labels">The class of each sample, from 0 on.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="weights">How much each sample counts, as for <see cref="WithWeights"/>, or null for all alike.</param>
    /// <exception cref="ArgumentException">
    /// The arguments do not fit together, or an input of a row whose weight is not 0 is NaN or infinite.
    /// </exception>
    public static Dataset FromFloats(float[] inputs, int inputSize, int[] labels, int classCount, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        return Over(new SampleStore(inputs, inputSize, labels, classCount), weights);
    }

    /// <summary>Samples of floats, each with a row of targets, e.g. for regression.</summary>
    /// <param name="inputs">The inputs, row after row.</param>
    /// <param name="inputSize">The number of inputs of a sample.</param>
    /// <param name="targets">The targets, row after row.</param>
    /// <param name="targetSize">The number of targets of a sample.</param>
    /// <param name="weights">How much each sample counts, as for <see cref="WithWeights"/>, or null for all alike.</param>
    /// <exception cref="ArgumentException">
    /// The arguments do not fit together, or an input or target of a row whose weight is not 0 is NaN or infinite.
    /// </exception>
    public static Dataset FromFloats(float[] inputs, int inputSize, float[] targets, int targetSize, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        return Over(new SampleStore(inputs, inputSize, targets, targetSize), weights);
    }

    /// <summary>Images and their labels from two IDX files of unsigned bytes, the format of MNIST and its successors.</summary>
    /// <param name="imagesPath">The images: number, rows and columns. Plain or packed with gzip.</param>
    /// <param name="labelsPath">The class of each image, from 0 on. Plain or packed with gzip.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <exception cref="InvalidFileException">A file is defective, or the two do not fit together.</exception>
    public static Dataset FromIdx(string imagesPath, string labelsPath, int classCount) =>
        IdxSamples.Read(imagesPath, labelsPath, classCount);

    /// <summary>Sizes and kinds, e.g. "60,000 samples of 784 inputs (bytes), 10 classes".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Wording.Count(Count, "sample")} of {Wording.Count(InputSize, "input")} ({(HasBytes ? "bytes" : "floats")}), {Outcome()}"
        + $"{(HasWeights ? ", weighted" : "")}");

    /// <summary>The class of a sample.</summary>
    /// <param name="row">The sample.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public int Label(int row) => _store.Label(StoredChecked(row));

    /// <summary>The inputs of a sample as they are stored, for inputs that are bytes.</summary>
    /// <param name="row">The sample.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The inputs are floats.</exception>
    public ReadOnlySpan<byte> Bytes(int row) => _store.Bytes(StoredChecked(row));

    /// <summary>The inputs of a sample as they are stored, for inputs that are floats.</summary>
    /// <param name="row">The sample.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The inputs are bytes.</exception>
    public ReadOnlySpan<float> Floats(int row) => _store.Floats(StoredChecked(row));

    /// <summary>How much a sample counts in training; 1 where there are no weights.</summary>
    /// <param name="row">The sample.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public float Weight(int row)
    {
        Require.Row(row, Count, nameof(row));
        return _weights is null ? 1 : _weights[row];
    }

    /// <summary>Writes the weights of some samples. Allocates nothing.</summary>
    /// <param name="rows">The samples, in any order, also repeated.</param>
    /// <param name="weights">Receives a number for each sample.</param>
    /// <exception cref="ArgumentException">There is no such row, or the span has the wrong length; nothing has been written.</exception>
    public void GatherWeights(ReadOnlySpan<int> rows, Span<float> weights)
    {
        Check.Length(weights.Length, rows.Length, nameof(weights));
        RequireRows(rows);
        for (int i = 0; i < rows.Length; i++)
        {
            weights[i] = Weight(rows[i]);
        }
    }

    /// <summary>Writes the inputs and targets of some samples, row after row. Allocates nothing.</summary>
    /// <param name="rows">The samples, in any order, also repeated.</param>
    /// <param name="inputs">Receives <see cref="InputSize"/> numbers for each sample.</param>
    /// <param name="targets">Receives <see cref="TargetSize"/> numbers for each sample.</param>
    /// <exception cref="ArgumentException">There is no such row, or a span has the wrong length; nothing has been written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(ReadOnlySpan<int> rows, Span<float> inputs, Span<float> targets)
    {
        Check.Length(targets.Length, (long)rows.Length * TargetSize, nameof(targets));
        GatherInputs(rows, inputs);
        for (int i = 0; i < rows.Length; i++)
        {
            CopyTarget(rows[i], targets.Slice(i * TargetSize, TargetSize));
        }
    }

    /// <summary>Writes the inputs and targets of neighbouring samples, row after row. Allocates nothing.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="inputs">Receives <see cref="InputSize"/> numbers for each sample.</param>
    /// <param name="targets">Receives <see cref="TargetSize"/> numbers for each sample.</param>
    /// <exception cref="ArgumentException">There are no such rows, or a span has the wrong length; nothing has been written.</exception>
    public void Gather(int start, int count, Span<float> inputs, Span<float> targets)
    {
        Require.Rows(start, count, Count);
        Check.Length(targets.Length, (long)count * TargetSize, nameof(targets));
        GatherInputs(start, count, inputs);
        for (int i = 0; i < count; i++)
        {
            CopyTarget(start + i, targets.Slice(i * TargetSize, TargetSize));
        }
    }

    /// <summary>Writes the inputs of some samples, row after row. Allocates nothing.</summary>
    /// <param name="rows">The samples, in any order, also repeated.</param>
    /// <param name="inputs">Receives <see cref="InputSize"/> numbers for each sample.</param>
    /// <exception cref="ArgumentException">There is no such row, or the span has the wrong length; nothing has been written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void GatherInputs(ReadOnlySpan<int> rows, Span<float> inputs)
    {
        Check.Length(inputs.Length, (long)rows.Length * InputSize, nameof(inputs));
        RequireRows(rows);
        for (int i = 0; i < rows.Length; i++)
        {
            if (i + PrefetchDistance < rows.Length)
            {
                _store.Prefetch(Stored(rows[i + PrefetchDistance]));
            }

            CopyInput(rows[i], inputs.Slice(i * InputSize, InputSize));
        }
    }

    /// <summary>Writes the inputs of neighbouring samples, row after row. Allocates nothing.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="inputs">Receives <see cref="InputSize"/> numbers for each sample.</param>
    /// <exception cref="ArgumentException">There are no such rows, or the span has the wrong length; nothing has been written.</exception>
    public void GatherInputs(int start, int count, Span<float> inputs)
    {
        Require.Rows(start, count, Count);
        Check.Length(inputs.Length, (long)count * InputSize, nameof(inputs));
        if (_rows is null && _augmented is null)
        {
            _store.CopyInputs(start, inputs);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            CopyInput(start + i, inputs.Slice(i * InputSize, InputSize));
        }
    }

    /// <summary>Starts to fetch some rows that are soon to be gathered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Prefetch(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if (Stored(row) is >= 0 and int stored)
            {
                _store.Prefetch(stored);
            }
        }
    }

    /// <summary>What is in some arrays, each number of which is finite where its row counts.</summary>
    internal static Dataset Over(SampleStore store, float[]? weights)
    {
        Dataset data = new(store);
        return weights is null ? data.RequireFinite() : data.WithWeights(weights);
    }

    private string Outcome() => !HasLabels ? Wording.Count(TargetSize, "target")
        : (_code.Off, _code.On, _code.IsSingle) == (0, 1, false) ? Wording.Count(TargetSize, "class")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Wording.Count(_store.TargetSize, "class")} as {(_code.IsSingle ? "one target," : "targets")} {_code.Off} and {_code.On}");

    /// <summary>Whether a row is here, not with another process.</summary>
    internal bool Has(int row) => Stored(row) >= 0;

    // A sample of weight 0 counts as if it were not.
    internal bool IsThere(int row) => _weights is null || _weights[row] != 0;

    internal void CopyInput(int row, Span<float> input)
    {
        _store.CopyInputs(Stored(row), input);
        if (_augmented is not null && IsThere(row))
        {
            _augmented.Apply(row, input);
        }
    }

    internal void CopyTarget(int row, Span<float> target) => _store.CopyTarget(Stored(row), target, _code);

    private int Stored(int row) => _rows is null ? row : _rows[row];

    private int StoredChecked(int row)
    {
        Require.Row(row, Count, nameof(row));
        int stored = Stored(row);
        return stored >= 0 ? stored : throw NotHere(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RequireRows(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            Require.Row(row, Count, nameof(rows));
            if (Stored(row) < 0)
            {
                throw NotHere(row);
            }
        }
    }
}
