using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>Measures offsets and scales of columns from rows that come one by one.</summary>
internal sealed class ColumnFit
{
    private readonly Scaling[] _scalings;
    private readonly RunningMoments[] _moments;
    private readonly (float Least, float Greatest)[] _ranges;
    private readonly List<float>[] _values;

    // The columns of which something is measured, by what that is.
    private readonly int[] _ofMoments;
    private readonly int[] _ofRanges;
    private readonly int[] _ofValues;

    /// <param name="scalings">What is to be measured of each column.</param>
    public ColumnFit(IEnumerable<Scaling> scalings)
    {
        _scalings = [.. scalings];
        _moments = new RunningMoments[_scalings.Length];
        _ranges = new (float, float)[_scalings.Length];
        Array.Fill(_ranges, (float.PositiveInfinity, float.NegativeInfinity));
        _values = Array.ConvertAll(_scalings, _ => new List<float>());
        _ofMoments = Columns(Scaling.Standard, Scaling.Robust);
        _ofRanges = Columns(Scaling.MinMax);
        _ofValues = Columns(Scaling.Robust);
    }

    /// <summary>Adds one number to each column.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        foreach (int i in _ofMoments)
        {
            _moments[i].Add(row[i]);
        }

        foreach (int i in _ofRanges)
        {
            _ranges[i] = (Math.Min(_ranges[i].Least, row[i]), Math.Max(_ranges[i].Greatest, row[i]));
        }

        foreach (int i in _ofValues)
        {
            _values[i].Add(row[i]);
        }
    }

    /// <summary>The offsets and scales of what was added, which is one row at least; the scale of a constant is 0.</summary>
    public ColumnScaling Result()
    {
        (double Offset, double Scale)[] results = [.. Enumerable.Range(0, _scalings.Length).Select(Result)];
        return new ColumnScaling(Array.ConvertAll(results, result => result.Offset), Array.ConvertAll(results, result => result.Scale));
    }

    private (double Offset, double Scale) Result(int column)
    {
        switch (_scalings[column])
        {
            case Scaling.None:
                return (0, 1);
            case Scaling.MinMax:
                return (_ranges[column].Least, (double)_ranges[column].Greatest - _ranges[column].Least);
            case Scaling.Standard:
                return (_moments[column].Mean, Deviation(column));
            default:
                _values[column].Sort();
                ReadOnlySpan<float> sorted = CollectionsMarshal.AsSpan(_values[column]);
                double range = Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25);
                return (Quantiles.Of(sorted, 0.5), range > 0 ? range : Deviation(column));
        }
    }

    private double Deviation(int column) =>
        _moments[column].SquaredDeviations > 0 ? Math.Sqrt(_moments[column].SquaredDeviations / _moments[column].Count) : 0;

    private int[] Columns(params Scaling[] scalings)
    {
        List<int> columns = [];
        for (int i = 0; i < _scalings.Length; i++)
        {
            if (Array.IndexOf(scalings, _scalings[i]) >= 0)
            {
                columns.Add(i);
            }
        }

        return [.. columns];
    }
}
