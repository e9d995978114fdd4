namespace Unrolled.Data.DataViews;

/// <summary>Requires that a number is finite, or NaN, which is a missing value.</summary>
internal static class FiniteValue
{
    /// <exception cref="InvalidTableException">It is infinite.</exception>
    public static float Checked(float value, RowPlaces places, int row, string column) => !float.IsInfinity(value)
        ? value
        : throw new InvalidTableException(places.Of(row, column), Wording.Number(value), "a finite number, or NaN for one that is missing");
}
