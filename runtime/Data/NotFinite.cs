using System.Globalization;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>A number of a row that is NaN or infinite.</summary>
/// <param name="Kind">What it is: an input, say.</param>
/// <param name="Column">Its place in the row.</param>
/// <param name="Value">The number.</param>
internal readonly record struct NotFinite(string Kind, int Column, float Value)
{
    public static NotFinite? FirstOf(string kind, ReadOnlySpan<float> numbers)
    {
        int column = Finite.FirstOther(numbers);
        return column < 0 ? null : new NotFinite(kind, column, numbers[column]);
    }

    /// <summary>"input 2 of row 17 is NaN".</summary>
    public string In(long row) => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Column} of row {row} is {Value}");
}
