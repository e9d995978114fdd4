namespace Unrolled;

/// <summary>Sums up how near outputs come to their targets.</summary>
/// <param name="scaling">How the targets were scaled.</param>
internal sealed class RegressionCounting(ColumnScaling scaling)
{
    private readonly RunningMoments[] _moments = new RunningMoments[scaling.Count];
    private readonly RegressionSums[] _sums = new RegressionSums[scaling.Count];
    private RegressionSums _all;
    private long _count;

    /// <summary>The sums for a network, which needs a scaling of its targets.</summary>
    /// <exception cref="ArgumentException">The scaling is for more targets or fewer.</exception>
    public static RegressionCounting For<TNetwork>(TargetScaling? scaling) where TNetwork : class, IInferenceNetwork
    {
        ColumnScaling units = (scaling ?? TargetScaling.None(TNetwork.OutputSize)).Columns;
        return units.Count == TNetwork.OutputSize
            ? new RegressionCounting(units)
            : throw new ArgumentException(
                $"The scaling is for {Wording.Exact(units.Count, "target")}, but {TypeNames.Of(typeof(TNetwork))} has "
                + $"{Wording.Exact(TNetwork.OutputSize, "output")}.",
                nameof(scaling));
    }

    /// <summary>Adds a sample.</summary>
    public void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            double output = scaling.Restore(outputs[i], i);
            double target = scaling.Restore(targets[i], i);
            _moments[i].Add(target);
            _sums[i].Add(output, target);
            _all.Add(output, target);
        }

        _count++;
    }

    /// <summary>The figures of all samples.</summary>
    public RegressionFigures Figures()
    {
        TargetFigures[] figures = [.. _sums.Select((sum, i) => sum.Figures(r2: 1 - (sum.Squares / _moments[i].SquaredDeviations)))];
        return new RegressionFigures(figures, _all.Figures(figures.Average(target => target.R2)), _count);
    }
}
