namespace Unrolled;

/// <summary>The range of many numbers, and where so many per cent of them lie.</summary>
internal sealed class Histogram
{
    private const int Bins = 4096;

    private readonly long[] _counts = new long[Bins];
    private double _least = double.PositiveInfinity;
    private double _greatest = double.NegativeInfinity;
    private long _total;

    /// <summary>Makes room for a number.</summary>
    public void Widen(double number) => (_least, _greatest) = (Math.Min(_least, number), Math.Max(_greatest, number));

    /// <summary>Counts a number for which there is room.</summary>
    public void Add(double number)
    {
        double place = _greatest > _least ? (number - _least) / (_greatest - _least) : 0;
        _counts[(int)Math.Min(place * Bins, Bins - 1)]++;
        _total++;
    }

    /// <summary>The range that leaves out as many of the least as of the greatest numbers; all of it where none has been counted.</summary>
    public (double Least, double Greatest) Range(double percentile)
    {
        double tail = _total * (100 - percentile) / 200;
        int first = 0, last = Bins - 1;
        for (double left = tail; first < last && left >= _counts[first] && _total > 0; first++)
        {
            left -= _counts[first];
        }

        for (double left = tail; last > first && left >= _counts[last] && _total > 0; last--)
        {
            left -= _counts[last];
        }

        double step = (_greatest - _least) / Bins;
        return (_least + (first * step), _greatest - ((Bins - 1 - last) * step));
    }
}
