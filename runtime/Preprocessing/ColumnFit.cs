using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>Measures the offset and the scale of one column from numbers that come one by one.</summary>
/// <param name="scaling">What is to be measured.</param>
internal sealed class ColumnFit(Scaling scaling)
{
    private readonly List<float> _values = [];
    private RunningMoments _moments;
    private float _least = float.PositiveInfinity;
    private float _greatest = float.NegativeInfinity;

    public static ColumnFit[] Of(IEnumerable<Scaling> scalings) => [.. scalings.Select(scaling => new ColumnFit(scaling))];

    /// <summary>Adds one number to each column.</summary>
    public static void Add(ColumnFit[] columns, ReadOnlySpan<float> row)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i].Add(row[i]);
        }
    }

    public void Add(float value)
    {
        switch (scaling)
        {
            case Scaling.None:
                break;
            case Scaling.MinMax:
                _least = Math.Min(_least, value);
                _greatest = Math.Max(_greatest, value);
                break;
            default:
                _moments.Add(value);
                break;
        }

        if (scaling == Scaling.Robust)
        {
            _values.Add(value);
        }
    }

    /// <summary>The offset and the scale of what was added, which is one number at least; the scale of a constant is 0.</summary>
    public (double Offset, double Scale) Result()
    {
        switch (scaling)
        {
            case Scaling.None:
                return (0, 1);
            case Scaling.MinMax:
                return (_least, (double)_greatest - _least);
            case Scaling.Standard:
                return (_moments.Mean, Deviation);
            default:
                _values.Sort();
                ReadOnlySpan<float> sorted = CollectionsMarshal.AsSpan(_values);
                double range = Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25);
                return (Quantiles.Of(sorted, 0.5), range > 0 ? range : Deviation);
        }
    }

    private double Deviation => _moments.SquaredDeviations > 0 ? Math.Sqrt(_moments.SquaredDeviations / _moments.Count) : 0;
}
