using System.Text;

namespace Unrolled;

/// <summary>Writes rows of cells as lines with aligned columns.</summary>
internal static class TextTable
{
    /// <summary>The lines, each with its end; cells stand to the right, two blanks apart.</summary>
    public static StringBuilder Write(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.AppendJoin("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))).Append('\n');
        }

        return text;
    }
}
