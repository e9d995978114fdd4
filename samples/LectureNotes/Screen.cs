using System.Globalization;
using Samples;
using Spectre.Console;

namespace LectureNotes;

/// <summary>Everything that the user sees, the same in every culture.</summary>
internal sealed class Screen(TextWriter output, TextWriter errors) : Terminal(output, errors, live: false)
{
    public void Figure(Lesson lesson, Figure figure) => Line(
        $"{lesson.Name,-11}{figure.Name,-54} expected {figure.Expected,-20} got {figure.Got,-17} {(figure.Holds ? "ok" : "WRONG")}");

    /// <summary>Writes a table, the first column to the left; of doubles four digits after the point.</summary>
    public void Table(string[] columns, IEnumerable<IReadOnlyList<object>> rows)
    {
        var table = new Table { Border = TableBorder.Markdown };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)).NoWrap().Alignment(
                column == columns[0] ? Justify.Left : Justify.Right));
        }

        foreach (IReadOnlyList<object> row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Text(cell))));
        }

        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 160;
        console.Write(table);
        foreach (string line in text.ToString().Trim().ReplaceLineEndings("\n").Split('\n'))
        {
            Line(line.TrimEnd());
        }

        Line("");
    }

    private static string Text(object cell) => cell is double number
        ? number.ToString("F4", CultureInfo.InvariantCulture)
        : Convert.ToString(cell, CultureInfo.InvariantCulture)!;
}
