namespace Unrolled.Threading;

/// <summary>A worker's contiguous part of some items.</summary>
/// <param name="Start">The first item.</param>
/// <param name="Count">The number of items; none where there are more workers than items.</param>
internal readonly record struct Share(int Start, int Count)
{
    /// <summary>Divides items among workers as evenly as whole units allow. The shares follow one another and leave nothing out.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="worker">Whose share, from 0.</param>
    /// <param name="workers">The number of workers. Those beyond it get nothing.</param>
    /// <param name="unit">How many neighbouring items stay together.</param>
    public static Share Of(int items, int worker, int workers, int unit = 1)
    {
        if (worker >= workers)
        {
            return default;
        }

        long units = ((long)items + unit - 1) / unit;
        long start = Math.Min(items, units * worker / workers * unit);
        long end = Math.Min(items, units * (worker + 1) / workers * unit);
        return new Share((int)start, (int)(end - start));
    }
}
