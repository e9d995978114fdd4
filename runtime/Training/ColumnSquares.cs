using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled;

/// <summary>The mean squares of columns, fast enough for every training to begin with: no slower than memory is read.</summary>
/// <param name="columns">The number of columns.</param>
internal sealed class ColumnSquares(int columns)
{
    private readonly float[] _chunk = new float[columns];
    private readonly double[] _sums = new double[columns];
    private long _rows;

    /// <summary>Adds some rows: so few that floats sum their squares well enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<float> rows)
    {
        for (int start = 0; start < rows.Length; start += columns)
        {
            AddRow(rows.Slice(start, columns));
        }

        for (int i = 0; i < columns; i++)
        {
            _sums[i] += _chunk[i];
        }

        _chunk.AsSpan().Clear();
        _rows += rows.Length / columns;
    }

    /// <summary>Whether all mean squares are at most so large. Never where a number is not finite.</summary>
    public bool AreAtMost(double most)
    {
        foreach (double sum in _sums)
        {
            if (!(sum <= most * _rows))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow(ReadOnlySpan<float> row)
    {
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float sum = ref MemoryMarshal.GetArrayDataReference(_chunk);
        int i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var v = Vector.LoadUnsafe(ref x, (nuint)i);
            (Vector.LoadUnsafe(ref sum, (nuint)i) + (v * v)).StoreUnsafe(ref sum, (nuint)i);
        }

        for (; i < row.Length; i++)
        {
            _chunk[i] += row[i] * row[i];
        }
    }
}
