using System.Numerics;

namespace Unrolled.Data;

/// <summary>The values of a table, row after row: a float for each column, or the number of a text as an int.</summary>
/// <remarks>
/// Rows are what a file gives and what samples take: written and read in one stream, they cost a third less time than columns of their own.
/// The store grows by chunks, so that nothing is copied.
/// </remarks>
/// <param name="width">The number of columns.</param>
internal sealed class CellStore(int width)
{
    private const int ChunkCells = 1 << 16;

    // A power of two of rows.
    private readonly int _shift = BitOperations.Log2((uint)Math.Max(1, ChunkCells / width));
    private readonly List<float[]> _chunks = [];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A value, which may be changed.</summary>
    public ref float this[int row, int column] => ref _chunks[row >> _shift][(row & Mask) * width + column];

    private int Mask => (1 << _shift) - 1;

    /// <summary>Adds a row, whose values are to be written.</summary>
    public Span<float> AddRow()
    {
        int row = Count++;
        if (row >> _shift == _chunks.Count)
        {
            _chunks.Add(GC.AllocateUninitializedArray<float>(width << _shift));
        }

        return _chunks[^1].AsSpan((row & Mask) * width, width);
    }

    /// <summary>Copies neighbouring values of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="target">Receives the value of the first row at its beginning.</param>
    /// <param name="stride">How far the next row's is from there.</param>
    public void Copy(int column, int start, int count, Span<float> target, int stride)
    {
        while (count > 0)
        {
            int first = start & Mask;
            int here = Math.Min(count, Mask + 1 - first);
            ReadOnlySpan<float> source = _chunks[start >> _shift].AsSpan(first * width + column);
            for (int i = 0, from = 0, to = 0; i < here; i++, from += width, to += stride)
            {
                target[to] = source[from];
            }

            start += here;
            count -= here;
            if (count > 0)
            {
                target = target[(here * stride)..];
            }
        }
    }
}
