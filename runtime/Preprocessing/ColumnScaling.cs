using System.Globalization;

namespace Unrolled;

/// <summary>An offset and a scale for each of some columns: y = (x - offset) / scale, and back. A column of scale 0 is constant: y is 0.</summary>
internal sealed class ColumnScaling
{
    /// <summary>What a finite number is that does not come to one.</summary>
    public const string TooMuch = "standardised is more than a float holds";

    private readonly double[] _offsets;
    private readonly double[] _scales;
    private readonly double[] _factors;

    /// <exception cref="ArgumentException">There are not as many of both, or a number is none that can be one.</exception>
    public ColumnScaling(ReadOnlySpan<double> offsets, ReadOnlySpan<double> scales)
    {
        Require.AtLeastOne(offsets.Length, "offsets.Length", nameof(offsets));
        Internal.Check.Length(scales.Length, offsets.Length, nameof(scales));
        _offsets = offsets.ToArray();
        _scales = scales.ToArray();
        _factors = Array.ConvertAll(_scales, scale => scale == 0 ? 0 : 1 / scale);
        for (int i = 0; i < _offsets.Length; i++)
        {
            if (!double.IsFinite(_offsets[i]))
            {
                Require.Throw(_offsets[i], "a finite number", $"Offset {Wording.Number(i)}", nameof(offsets));
            }

            if (!(_scales[i] >= 0 && double.IsFinite(_scales[i]) && double.IsFinite(_factors[i])))
            {
                Require.Throw(_scales[i], "a finite number to divide by, or 0 for a constant", $"Scale {Wording.Number(i)}", nameof(scales));
            }
        }
    }

    public int Count => _offsets.Length;

    public ReadOnlySpan<double> Offsets => _offsets;

    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>What numbers less their offset are multiplied by: 1 / scale, 0 for a constant.</summary>
    public ReadOnlySpan<double> Factors => _factors;

    /// <summary>Whether all numbers stay as they are.</summary>
    public bool IsIdentity => _offsets.All(offset => offset == 0) && _scales.All(scale => scale == 1);

    public static ColumnScaling Identity(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1);
        return new ColumnScaling(new double[count], ones);
    }

    public float Scale(float value, int column) => (float)((value - _offsets[column]) * _factors[column]);

    public float Unscale(float value, int column) => (float)(value * _scales[column] + _offsets[column]);

    /// <summary>The way back in double precision. What may be 0 but for the rounding of the scaled number is 0.</summary>
    public double Restore(float value, int column)
    {
        double restored = (value * _scales[column]) + _offsets[column];
        return Math.Abs(restored) <= Math.Abs(_offsets[column]) / (1 << 23) ? 0 : restored;
    }

    /// <summary>Scales one number for each column; nothing is written where one of them does not come to a finite one.</summary>
    /// <returns>The first column that does not; -1 where all do.</returns>
    public int TryScale(Span<float> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (!float.IsFinite(Scale(row[i], i)))
            {
                return i;
            }
        }

        for (int i = 0; i < row.Length; i++)
        {
            row[i] = Scale(row[i], i);
        }

        return -1;
    }

    /// <summary>Scales one number for each column, up to the first that does not come to a finite one.</summary>
    /// <returns>That column; -1 where there is none.</returns>
    public int ScaleWhileFinite(Span<float> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            float scaled = Scale(row[i], i);
            if (!float.IsFinite(scaled))
            {
                return i;
            }

            row[i] = scaled;
        }

        return -1;
    }

    /// <summary>The way back, for any number of rows. What is no number stays none.</summary>
    public void Unscale(Span<float> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Unscale(rows[i], i % Count);
        }
    }

    /// <summary>Scales one number for each column; nothing is written where one of them does not come to a finite one.</summary>
    /// <param name="row">The numbers.</param>
    /// <param name="kind">What they are: input or target.</param>
    /// <param name="number">The number of the row, where there are several.</param>
    /// <param name="parameter">The caller's parameter.</param>
    /// <exception cref="ArgumentException">A number is NaN or infinite, or comes to more than a float holds.</exception>
    public void Scale(Span<float> row, string kind, int? number, string parameter)
    {
        if (TryScale(row) is var column and >= 0)
        {
            float value = row[column];
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"All {kind}s must be finite, but {kind} {column}{(number is null ? "" : $" of row {number}")} is {value}"
                    + $"{(float.IsFinite(value) ? $", which {TooMuch}" : "")}."),
                parameter);
        }
    }

    /// <summary>"standardizer of 3 inputs, 1 of them constant".</summary>
    /// <param name="what">What it is called.</param>
    /// <param name="kind">What the columns are: input or target.</param>
    public string Describe(string what, string kind)
    {
        int constant = _scales.Count(scale => scale == 0);
        string columns = $"{what} of {Wording.Count(Count, kind)}";
        return constant == 0 ? columns : $"{columns}, {Wording.Grouped(constant)} of them constant";
    }
}
