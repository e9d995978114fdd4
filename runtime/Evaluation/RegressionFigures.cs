using static System.FormattableString;

namespace Unrolled;

/// <summary>How near a network comes to each of its targets. Its text is a table.</summary>
public sealed class RegressionFigures
{
    private readonly TargetFigures[] _figures;

    internal RegressionFigures(TargetFigures[] figures, TargetFigures all, long total, string[]? names = null)
    {
        _figures = figures;
        All = all;
        Total = total;
        TargetNames = names;
    }

    /// <summary>How many samples were counted.</summary>
    public long Total { get; }

    /// <summary>The number of targets.</summary>
    public int TargetCount => _figures.Length;

    /// <summary>What the targets are called; null unless <see cref="WithTargetNames"/> said it.</summary>
    public IReadOnlyList<string>? TargetNames { get; }

    /// <summary>
    /// The figures over all targets together, which only means something where they have one unit; R2, which has none, is the mean of the
    /// targets'.
    /// </summary>
    public TargetFigures All { get; }

    /// <summary>The figures of a target.</summary>
    /// <param name="target">The target, from 0: the number of its output.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such target.</exception>
    public TargetFigures this[int target]
    {
        get
        {
            if ((uint)target >= (uint)TargetCount)
            {
                Require.Throw(target, $"a target from 0 to {Wording.Number(TargetCount - 1)}", nameof(target));
            }

            return _figures[target];
        }
    }

    /// <summary>The same figures with names for the targets.</summary>
    /// <param name="names">A name for each target.</param>
    /// <exception cref="ArgumentException">There are more or fewer, or one says nothing or breaks the line.</exception>
    public RegressionFigures WithTargetNames(params IReadOnlyList<string> names) =>
        new(_figures, All, Total, ClassNames.Checked(names, TargetCount, "target"));

    /// <summary>A table with a line for each target.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["target", "RMSE", "MAE", "MAPE", "R2"]];
        rows.AddRange(_figures.Select((figures, target) => (string[])
        [
            TargetNames?[target] ?? Invariant($"{target}"),
            TargetFigures.Text(figures.Rmse),
            TargetFigures.Text(figures.MeanAbsoluteError),
            Invariant($"{100 * figures.MeanAbsolutePercentageError:F2} %"),
            Invariant($"{figures.R2:F4}"),
        ]));
        return TextTable.Write(rows).ToString().TrimEnd('\n');
    }
}
