using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <content>The views, which share the samples and may see other rows, targets or weights.</content>
public sealed partial class Dataset
{
    /// <summary>Holds samples out at random, to validate with while the others train.</summary>
    /// <param name="validationFraction">The share of the samples to hold out, between 0 and 1; each part gets at least one sample.</param>
    /// <param name="seed">Chooses the samples.</param>
    /// <returns>Two views in random order, which share the samples with this dataset.</returns>
    /// <exception cref="ArgumentException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two samples.</exception>
    public (Dataset Training, Dataset Validation) Split(double validationFraction, int seed)
    {
        (int[] training, int[] held) = HoldOut.Random(Count, validationFraction, seed, "sample", nameof(validationFraction));
        return (View(training), View(held));
    }

    /// <summary>The first samples, as a view.</summary>
    /// <param name="count">The number of samples.</param>
    /// <exception cref="ArgumentException">There are not so many samples.</exception>
    public Dataset Take(int count)
    {
        Require.Rows(start: 0, count, Count);
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
    /// <exception cref="ArgumentException">A target is NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public Dataset WithOneHot(float off, float on) => HasLabels
        ? WithCode(off, on, isSingle: false)
        : throw new InvalidOperationException("The samples have target rows, not labels.");

    /// <summary>The same samples of two classes with one target each, for networks with a single output.</summary>
    /// <param name="off">The target of class 0.</param>
    /// <param name="on">The target of class 1.</param>
    /// <exception cref="ArgumentException">A target is NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">The samples have no labels, or not of two classes.</exception>
    public Dataset WithSingleTarget(float off = 0, float on = 1) => HasLabels && _store.TargetSize == 2
        ? WithCode(off, on, isSingle: true)
        : throw new InvalidOperationException(
            HasLabels
                ? $"The samples have {Wording.Exact(_store.TargetSize, "class")}; one target can tell 2 apart."
                : "The samples have target rows, not labels.");

    /// <summary>The same samples, each of which counts in training as much as its weight says. Views of them keep the weights.</summary>
    /// <param name="weights">A finite number for each sample, at least one of them not 0.</param>
    /// <remarks>
    /// A sample of weight 0 is not there: its numbers are neither checked nor used, and may be NaN if it had the weight 0 from the start.
    /// One below 0, such as an advantage of reinforcement learning, makes training go up its loss; only a loss of one's own, an
    /// <see cref="ILoss"/>, takes it, for the members of <see cref="Loss"/> have no bound there.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There is not a weight for each sample, one is not finite, or one other than 0 is that of a row with a number that is NaN or infinite.
    /// </exception>
    public Dataset WithWeights(float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        RequireWeights(weights);
        return new Dataset(_store, _rows, Count, _code, weights, _augmented).RequireFinite(nameof(weights));
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
            store = new SampleStore(inputs, InputSize, DatasetColumns.Copy(this, TargetSize, CopyTarget), TargetSize);
        }

        return WithStore(store);
    }

    /// <summary>The same inputs, as floats, and weights with other target rows, given row after row.</summary>
    internal Dataset WithTargets(float[] targets) =>
        WithStore(new SampleStore(DatasetColumns.Copy(this, InputSize, CopyInput), InputSize, targets, TargetSize));

    private Dataset WithStore(SampleStore store) =>
        new Dataset(store, rows: null, Count, _code, _weights, augmented: null).RequireFinite();

    /// <summary>
    /// These samples as neighbouring rows of more, the others of which other processes have: what training in a group takes for
    /// <see cref="TrainingOptions.OwnRows"/>. The last of the views of a dataset: what is not here can be neither read nor looked through.
    /// </summary>
    /// <param name="samples">The number of all samples.</param>
    /// <param name="first">The row that the first of these has among them.</param>
    /// <exception cref="ArgumentException">These rows do not lie within so many.</exception>
    /// <example>
    /// <code>
    /// Range rows = options.OwnRows(samples: 60_000);
    /// Dataset training = LoadRows(rows).AsPartOf(60_000, rows.Start.Value);
    /// </code>
    /// </example>
    public Dataset AsPartOf(int samples, int first)
    {
        if (first < 0 || first > samples - Count)
        {
            throw new ArgumentException(
                $"{Wording.Exact(Count, "row")} from row {Wording.Number(first)} on do not lie within {Wording.Exact(samples, "row")}.", nameof(first));
        }

        int[] rows = new int[samples];
        float[]? weights = _weights is null ? null : new float[samples];
        Array.Fill(rows, -1);
        for (int row = 0; row < Count; row++)
        {
            rows[first + row] = Stored(row);
        }

        _weights?.AsSpan(0, Count).CopyTo(weights.AsSpan(first));
        return new Dataset(_store, rows, samples, _code, weights, _augmented, here: this);
    }

    /// <summary>The same samples, changed on their way into a mini-batch.</summary>
    internal Dataset Augmented(AugmentedRows augmented) => new(_store, _rows, Count, _code, _weights, augmented, _here);

    /// <summary>Some neighbouring samples, as a view.</summary>
    internal Dataset Slice(Share rows) => Subset([.. Enumerable.Range(rows.Start, rows.Count)]);

    /// <summary>The samples that are there, as a view: those whose weight is not 0.</summary>
    internal Dataset Present()
    {
        if (_weights is null)
        {
            return this;
        }

        int[] there = [.. Enumerable.Range(0, Count).Where(IsThere)];
        return there.Length == Count ? this : View(there);
    }

    /// <summary>Throws where no sample is there: views may have left out those whose weight is not 0.</summary>
    /// <exception cref="ArgumentException">There are samples, but all have the weight 0.</exception>
    internal void RequirePresent(string parameter)
    {
        if (_weights is not null && Count > 0 && !_weights.AsSpan(0, Count).ContainsAnyExcept(0f))
        {
            throw new ArgumentException("All samples have the weight 0; at least one other is needed.", parameter);
        }
    }

    private void RequireWeights(float[] weights)
    {
        Check.SampleWeights(weights, Count, nameof(weights), mayBeNegative: true);
        if (weights.Length > 0 && !weights.AsSpan().ContainsAnyExcept(0f))
        {
            throw new ArgumentException("All weights are 0; at least one other is needed.", nameof(weights));
        }
    }

    private static ArgumentException NotHere(int row) =>
        new($"Row {Wording.Number(row)} is not here: another process has loaded it.", nameof(row));

    private Dataset WithCode(float off, float on, bool isSingle)
    {
        Check.Finite(off, nameof(off));
        Check.Finite(on, nameof(on));
        return new Dataset(_store, _rows, Count, new LabelCode(off, on, isSingle), _weights, _augmented);
    }

    /// <exception cref="ArgumentException">A number of a row that is there is NaN or infinite.</exception>
    private Dataset RequireFinite(string? parameter = null)
    {
        for (int row = 0; row < (_store.IsFinite ? 0 : Count); row++)
        {
            if (IsThere(row) && _store.FirstNotFinite(Stored(row)) is { } number)
            {
                throw new ArgumentException(
                    $"All numbers must be finite, but {number.In(row)}. "
                    + "Leave the row out, or make the dataset with weights and give it the weight 0.",
                    parameter ?? $"{number.Kind}s");
            }
        }

        return this;
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
}
