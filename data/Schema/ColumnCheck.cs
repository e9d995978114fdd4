using System.Globalization;

namespace Unrolled.Data;

/// <summary>Looks at what the values of a column are.</summary>
internal static class ColumnCheck
{
    private const int MostCategories = 1000;

    /// <summary>Requires a column that says something: one that has values, and not the same in all rows of the file.</summary>
    /// <exception cref="InvalidTableException">It has none, or one.</exception>
    public static void RequireValues(TableColumn column)
    {
        if (Enumerable.Range(0, column.Count).All(column.IsMissing))
        {
            throw new InvalidTableException(column.Place(), "no value in any row", "one at least, or a schema without the column");
        }

        if (column.IsConstant)
        {
            throw new InvalidTableException(
                column.Place(),
                $"{Printable.Quote(column.Text(0)!)} in every row",
                "values that vary, or a schema without the column");
        }
    }

    /// <summary>The values as categories: in the order of numbers if they are numbers, else of their letters.</summary>
    /// <exception cref="InvalidTableException">There are too many, or one is no name.</exception>
    public static string[] Categories(TableColumn column)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int row = 0; row < column.Count; row++)
        {
            if (column.Text(row) is not { } name || !names.Add(name))
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl))
            {
                throw new InvalidTableException(
                    column.Place(row), Printable.Quote(name), "the name of a category or class, without line breaks and other control characters");
            }

            if (names.Count > MostCategories)
            {
                throw new InvalidTableException(
                    column.Place(),
                    $"more than {Wording.Number(MostCategories)} different values",
                    "categories or classes, of which a network has an input or output each");
            }
        }

        return [.. names.OrderBy(name => NumberOf(name) ?? double.PositiveInfinity).ThenBy(name => name, StringComparer.Ordinal)];
    }

    private static double? NumberOf(string name) =>
        double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number) ? number : null;
}
