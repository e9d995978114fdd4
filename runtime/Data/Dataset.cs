using System.Globalization;
using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>Samples to train on or to evaluate with: rows of inputs, each with a class (a label) or with a row of targets.</summary>
/// <remarks>
/// Bytes stay bytes until they are gathered into a mini-batch: 60,000 images of 784 pixels are 47 MB as bytes and 188 MB as floats, and
/// converting a row costs less than fetching it. Views (<see cref="Split"/>, <see cref="Take"/>, <see cref="Subset"/>,
/// <see cref="WithOneHot"/>, <see cref="WithSingleTarget"/>, <see cref="WithWeights"/>) share the samples. A dataset does not change, so
/// any number of threads may read it; the arrays given to it are kept, not copied, and are not to be written to any more.
/// </remarks>
/// <example>
/// <code>
/// (Dataset training, Dataset test) = Mnist.Load();
/// (training, Dataset validation) = training.Split(validationFraction: 1.0 / 6, seed: 1);
/// training.Gather([3, 1, 4], inputs, targets);
/// </code>
/// </example>
public sealed class Dataset
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

    private Dataset(SampleStore store, int[]? rows, int count, LabelCode code, float[]? weights, AugmentedRows? augmented)
    {
        _store = store;
        _rows = rows;
        _code = code;
        _weights = weights;
        _augmented = augmented;
        Count = count;
    }

    private Dataset(SampleStore store)
        : this(store, rows: null, store.Count, new LabelCode(Off: 0, On: 1, IsSingle: false), weights: null, augmented: null)
    {
    }

    /// <summary>The number of samples.</summary>
    public int Count { get; }

    /// <summary>The number of inputs of a sample.</summary>
    public int InputSize => _store.InputSize;

    /// <summary>The number of targets of a sample; for labels the number of classes.</summary>
    public int TargetSize => _code.IsSingle ? 1 : _store.TargetSize;

    /// <summary>Whether samples have a class, from which a one-hot target is made, rather than a row of targets.</summary>
    public bool HasLabels => _store.HasLabels;

    /// <summary>Whether inputs are kept as bytes, rather than as floats.</summary>
    public bool HasBytes => _store.HasBytes;

    /// <summary>Whether samples have weights; else each counts as 1.</summary>
    public bool HasWeights => _weights is not null;

    /// <summary>Samples of bytes, e.g. pixels, each with a class. Gathering divides by 255, so that inputs are in [0, 1].</summary>
    /// <param name="inputs">The inputs, row after row.</param>
    /// <param name="inputSize">The number of inputs of a sample.</param>
    /// <param name="labels">The class of each sample, from 0 on.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">The arguments do not fit together.</exception>
    public static Dataset FromBytes(byte[] inputs, int inputSize, byte[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        return new Dataset(new SampleStore(inputs, inputSize, Array.ConvertAll(labels, label => (int)label), classes));
    }

    /// <summary>Samples of floats, each with a class.</summary>
    /// <param name="inputs">The inputs, row after row.</param>
    /// <param name="inputSize">The number of inputs of a sample.</param>
    /// <param name="labels">The class of each sample, from 0 on.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">The arguments do not fit together.</exception>
    public static Dataset FromFloats(float[] inputs, int inputSize, int[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        return new Dataset(new SampleStore(inputs, inputSize, labels, classes));
    }

    /// <summary>Samples of floats, each with a row of targets, e.g. for regression.</summary>
    /// <param name="inputs">The inputs, row after row.</param>
    /// <param name="inputSize">The number of inputs of a sample.</param>
    /// <param name="targets">The targets, row after row.</param>
    /// <param name="targetSize">The number of targets of a sample.</param>
    /// <exception cref="ArgumentException">The arguments do not fit together.</exception>
    public static Dataset FromFloats(float[] inputs, int inputSize, float[] targets, int targetSize)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        return new Dataset(new SampleStore(inputs, inputSize, targets, targetSize));
    }

    /// <summary>Images and their labels from two IDX files of unsigned bytes, the format of MNIST and its successors.</summary>
    /// <param name="imagesPath">The images: number, rows and columns. Plain or packed with gzip.</param>
    /// <param name="labelsPath">The class of each image, from 0 on. Plain or packed with gzip.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="InvalidDataException">A file is defective, or the two do not fit together.</exception>
    public static Dataset FromIdx(string imagesPath, string labelsPath, int classes) =>
        IdxSamples.Read(imagesPath, labelsPath, classes);

    /// <summary>The class of a sample.</summary>
    /// <param name="row">The sample.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public int Label(int row) => _store.Label(Checked(row));

    /// <summary>The inputs of a sample as they are stored, for inputs that are bytes.</summary>
    /// <param name="row">The sample.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The inputs are floats.</exception>
    public ReadOnlySpan<byte> Bytes(int row) => _store.Bytes(Checked(row));

    /// <summary>The inputs of a sample as they are stored, for inputs that are floats.</summary>
    /// <param name="row">The sample.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The inputs are bytes.</exception>
    public ReadOnlySpan<float> Floats(int row) => _store.Floats(Checked(row));

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
        Require.Length(weights.Length, rows.Length, nameof(weights));
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
        Require.Length(targets.Length, (long)rows.Length * TargetSize, nameof(targets));
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
        Require.Range(start, count, Count);
        Require.Length(targets.Length, (long)count * TargetSize, nameof(targets));
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
        Require.Length(inputs.Length, (long)rows.Length * InputSize, nameof(inputs));
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
        Require.Range(start, count, Count);
        Require.Length(inputs.Length, (long)count * InputSize, nameof(inputs));
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

    /// <summary>Holds samples out at random, to validate with while the others train.</summary>
    /// <param name="validationFraction">The share of the samples to hold out, between 0 and 1; each part gets at least one sample.</param>
    /// <param name="seed">Chooses the samples.</param>
    /// <returns>Two views in random order, which share the samples with this dataset.</returns>
    /// <exception cref="ArgumentException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two samples.</exception>
    public (Dataset Training, Dataset Validation) Split(double validationFraction, int seed)
    {
        if (!(validationFraction > 0 && validationFraction < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(validationFraction), validationFraction, "A fraction between 0 and 1, both excluded, is needed.");
        }

        if (Count < 2)
        {
            throw new InvalidOperationException($"There are {Count} samples; a split needs at least 2.");
        }

        int[] rows = new int[Count];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        new Xoshiro256(seed).Shuffle(rows);
        int held = Math.Clamp((int)Math.Round(validationFraction * Count), 1, Count - 1);
        return (View(rows.AsSpan(held)), View(rows.AsSpan(0, held)));
    }

    /// <summary>The first samples, as a view.</summary>
    /// <param name="count">The number of samples.</param>
    /// <exception cref="ArgumentException">There are not so many samples.</exception>
    public Dataset Take(int count)
    {
        Require.Range(0, count, Count);
        return new Dataset(_store, _rows, count, _code, _weights, _augmented);
    }

    /// <summary>Some samples, in the order given, as a view.</summary>
    /// <param name="rows">The samples, in any order, also repeated.</param>
    /// <exception cref="ArgumentException">There is no such row.</exception>
    public Dataset Subset(ReadOnlySpan<int> rows)
    {
        RequireRows(rows);
        return View(rows);
    }

    /// <summary>The same samples with other one-hot targets than 0 and 1, e.g. -1 and +1 for sign or tanh outputs.</summary>
    /// <param name="off">The target of every class but the sample's own.</param>
    /// <param name="on">The target of the sample's own class.</param>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public Dataset WithOneHot(float off, float on) => HasLabels
        ? new Dataset(_store, _rows, Count, new LabelCode(off, on, IsSingle: false), _weights, _augmented)
        : throw new InvalidOperationException("The samples have target rows, not labels.");

    /// <summary>The same samples of two classes with one target each, for networks with a single output.</summary>
    /// <param name="off">The target of class 0.</param>
    /// <param name="on">The target of class 1.</param>
    /// <exception cref="InvalidOperationException">The samples have no labels, or not of two classes.</exception>
    public Dataset WithSingleTarget(float off = 0, float on = 1) => HasLabels && _store.TargetSize == 2
        ? new Dataset(_store, _rows, Count, new LabelCode(off, on, IsSingle: true), _weights, _augmented)
        : throw new InvalidOperationException(
            HasLabels
                ? $"The samples have {_store.TargetSize} classes; one target can tell 2 apart."
                : "The samples have target rows, not labels.");

    /// <summary>The same samples, each of which counts in training as much as its weight says. Views of them keep the weights.</summary>
    /// <param name="weights">A number for each sample, finite and 0 or above, at least one of them above 0.</param>
    /// <exception cref="ArgumentException">There is not a weight for each sample, or one is out of range.</exception>
    public Dataset WithWeights(float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Require.Length(weights.Length, Count, nameof(weights));
        bool anyAbove = weights.Length == 0;
        for (int row = 0; row < weights.Length; row++)
        {
            float weight = weights[row];
            if (!float.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture, $"The weight of row {row} is {weight}; a finite number, 0 or above, is needed."),
                    nameof(weights));
            }

            anyAbove |= weight > 0;
        }

        return anyAbove
            ? new Dataset(_store, _rows, Count, _code, weights, _augmented)
            : throw new ArgumentException("All weights are 0; at least one above 0 is needed.", nameof(weights));
    }

    /// <summary>The same labels or targets and weights with other inputs, given row after row.</summary>
    internal Dataset WithInputs(float[] inputs)
    {
        SampleStore store;
        if (HasLabels)
        {
            int[] labels = new int[Count];
            for (int row = 0; row < labels.Length; row++)
            {
                labels[row] = Label(row);
            }

            store = new SampleStore(inputs, InputSize, labels, _store.TargetSize);
        }
        else
        {
            float[] targets = new float[Count * TargetSize];
            for (int row = 0; row < Count; row++)
            {
                CopyTarget(row, targets.AsSpan(row * TargetSize, TargetSize));
            }

            store = new SampleStore(inputs, InputSize, targets, TargetSize);
        }

        return new Dataset(store, rows: null, Count, _code, _weights, augmented: null);
    }

    /// <summary>The same samples, changed on their way into a mini-batch.</summary>
    internal Dataset Augmented(AugmentedRows augmented) => new(_store, _rows, Count, _code, _weights, augmented);

    /// <summary>Starts to fetch some rows that are soon to be gathered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Prefetch(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            _store.Prefetch(Stored(row));
        }
    }

    private Dataset View(ReadOnlySpan<int> rows)
    {
        int[] stored = new int[rows.Length];
        float[]? weights = _weights is null ? null : new float[rows.Length];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = Stored(rows[i]);
            if (weights is not null)
            {
                weights[i] = _weights![rows[i]];
            }
        }

        return new Dataset(_store, stored, stored.Length, _code, weights, _augmented);
    }

    private void CopyInput(int row, Span<float> input)
    {
        _store.CopyInputs(Stored(row), input);
        _augmented?.Apply(row, input);
    }

    internal void CopyTarget(int row, Span<float> target) => _store.CopyTarget(Stored(row), target, _code);

    private int Stored(int row) => _rows is null ? row : _rows[row];

    private int Checked(int row)
    {
        Require.Row(row, Count, nameof(row));
        return Stored(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RequireRows(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            Require.Row(row, Count, nameof(rows));
        }
    }
}
