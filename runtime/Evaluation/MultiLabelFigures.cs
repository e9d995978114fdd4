using static System.FormattableString;

namespace Unrolled;

/// <summary>How well a network tells for each of several labels whether it applies to a sample. Its text is a table.</summary>
/// <remarks>
/// Tsoumakas, Katakis and Vlahavas, <i>Mining Multi-label Data</i> (2010), section 3. Micro figures come from the counts of all labels
/// together, so that frequent labels weigh more; macro figures are means over the labels, each of which counts the same.
/// </remarks>
public sealed class MultiLabelFigures
{
    private readonly BinaryCounts[] _counts;
    private readonly BinaryCounts _all;
    private readonly float[] _thresholds;

    internal MultiLabelFigures(BinaryCounts[] counts, long wholeRows, float[] thresholds, string[]? names = null)
    {
        _counts = counts;
        _all = BinaryCounts.Sum(counts);
        WholeRows = wholeRows;
        _thresholds = thresholds;
        LabelNames = names;
    }

    /// <summary>The output above which any label was predicted; NaN where each has a threshold of its own.</summary>
    public float Threshold => HasOneThreshold ? _thresholds[0] : float.NaN;

    /// <summary>For each label the output above which it was predicted.</summary>
    public IReadOnlyList<float> Thresholds => _thresholds;

    /// <summary>The number of labels.</summary>
    public int LabelCount => _counts.Length;

    /// <summary>What the labels are called; null unless <see cref="WithLabelNames"/> said it.</summary>
    public IReadOnlyList<string>? LabelNames { get; }

    /// <summary>How many samples were counted.</summary>
    public long Total => _counts[0].Total;

    /// <summary>The samples of which every label was predicted correctly.</summary>
    public long WholeRows { get; }

    /// <summary>The fraction of the samples of which every label was predicted correctly: the exact match ratio.</summary>
    public double SubsetAccuracy => (double)WholeRows / Total;

    /// <summary>The fraction of all labels of all samples that were predicted correctly: 1 less the Hamming loss.</summary>
    public double LabelAccuracy => _all.Accuracy;

    /// <summary>The fraction of all predicted labels that are right; NaN where none was predicted.</summary>
    public double MicroPrecision => _all.Precision;

    /// <summary>The fraction of all labels of the samples that were found; NaN where there are none.</summary>
    public double MicroRecall => _all.Recall;

    /// <summary>The harmonic mean of the two; NaN where no label occurs or was predicted.</summary>
    public double MicroF1 => _all.F1;

    /// <summary>The mean of the labels' precision; 0 stands for NaN.</summary>
    public double MacroPrecision => Macro(counts => counts.Precision);

    /// <summary>The mean of the labels' recall; 0 stands for NaN.</summary>
    public double MacroRecall => Macro(counts => counts.Recall);

    /// <summary>The mean of the labels' F1; 0 stands for NaN.</summary>
    public double MacroF1 => Macro(counts => counts.F1);

    /// <summary>The counts of a label.</summary>
    /// <param name="label">The label, from 0: the number of its output.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label.</exception>
    public BinaryCounts this[int label]
    {
        get
        {
            if ((uint)label >= (uint)LabelCount)
            {
                Require.Throw(label, $"a label from 0 to {Wording.Number(LabelCount - 1)}", nameof(label));
            }

            return _counts[label];
        }
    }

    /// <summary>The same figures with names for the labels.</summary>
    /// <param name="names">A name for each label.</param>
    /// <exception cref="ArgumentException">There are more or fewer, or one says nothing or breaks the line.</exception>
    public MultiLabelFigures WithLabelNames(params IReadOnlyList<string> names) =>
        new(_counts, WholeRows, _thresholds, ClassNames.Checked(names, LabelCount, "label"));

    /// <summary>A table with a line for each label, and below it the figures of all.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["label", "TP", "FP", "FN", "TN", "precision", "recall", "F1"]];
        foreach ((int label, BinaryCounts counts) in _counts.Index())
        {
            rows.Add(
            [
                LabelNames?[label] ?? Invariant($"{label}"), Invariant($"{counts.TruePositives}"), Invariant($"{counts.FalsePositives}"),
                Invariant($"{counts.FalseNegatives}"), Invariant($"{counts.TrueNegatives}"),
                Invariant($"{counts.Precision:F4}"), Invariant($"{counts.Recall:F4}"), Invariant($"{counts.F1:F4}"),
            ]);
        }

        return TextTable.Write(rows)
            .Append(Invariant($"labels right {LabelAccuracy:F4}, whole rows right {SubsetAccuracy:F4}, "))
            .Append(Invariant($"micro F1 {MicroF1:F4}, macro F1 {MacroF1:F4} at {(HasOneThreshold ? "threshold" : "thresholds")} "))
            .AppendJoin(", ", (HasOneThreshold ? _thresholds[..1] : _thresholds).Select(Wording.Number))
            .ToString();
    }

    private bool HasOneThreshold => !_thresholds.AsSpan().ContainsAnyExcept(_thresholds[0]);

    private double Macro(Func<BinaryCounts, double> measure) =>
        _counts.Average(counts => measure(counts) is var value && double.IsNaN(value) ? 0 : value);
}
