using Unrolled.Numerics;

using static System.FormattableString;

namespace Unrolled;

/// <summary>The ranges of the inputs, or of the targets, of a dataset.</summary>
/// <param name="kind">What a column is called: "input" or "target".</param>
/// <param name="size">The number of columns.</param>
internal sealed class ColumnRanges(string kind, int size)
{
    // Standardised columns have a root mean square of 1, pixels from 0 to 255 about 80. From about 10 on a gradient step that suits the
    // other numbers of a network is too large by a factor of a hundred: the curvature grows with the square.
    public const double LargeRootMeanSquare = 10;

    private readonly float[] _least = Filled(size, float.PositiveInfinity);
    private readonly float[] _most = Filled(size, float.NegativeInfinity);
    private readonly double[] _squares = new double[size];
    private long _rows;
    private (int Row, int Column, float Value)? _notFinite;

    /// <summary>Takes a row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="values">Its columns.</param>
    public void Add(int row, ReadOnlySpan<float> values)
    {
        _rows++;
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            _least[i] = value < _least[i] ? value : _least[i];
            _most[i] = value > _most[i] ? value : _most[i];
            _squares[i] += (double)value * value;
        }

        if (_notFinite is null && Finite.FirstOther(values) is >= 0 and int column)
        {
            _notFinite = (row, column, values[column]);
        }
    }

    /// <summary>The first number that is not finite, in a sentence.</summary>
    /// <param name="data">What to call the samples.</param>
    public string? NotFinite(string data) => _notFinite is { } found
        ? Invariant($"{Capital(kind)} {found.Column} of row {found.Row} of the {data} is {found.Value}.")
        : null;

    /// <summary>The columns with a root mean square far above 1 and their range, in a sentence.</summary>
    /// <param name="data">What to call the samples.</param>
    public string? Large(string data)
    {
        int[] large = [.. Enumerable.Range(0, size).Where(i => Math.Sqrt(_squares[i] / _rows) > LargeRootMeanSquare)];
        if (large.Length == 0)
        {
            return null;
        }

        float least = large.Min(i => _least[i]);
        float most = large.Max(i => _most[i]);
        string range = Invariant($"from {least:G6} to {most:G6}");
        return large.Length == 1 && size > 1 ? Invariant($"{Capital(kind)} {large[0]} of the {data} goes {range}")
            : large.Length == size ? $"The {kind}s of the {data} go {range}"
            : Invariant($"{large.Length} of the {size} {kind}s of the {data}, the first of them {kind} {large[0]}, go {range}");
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static float[] Filled(int length, float value)
    {
        float[] values = new float[length];
        values.AsSpan().Fill(value);
        return values;
    }
}
