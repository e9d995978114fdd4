using System.Text;

namespace Unrolled.Generator.Emission;

/// <summary>Writes indented lines ended by \n.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', 4 * _indent).Append(text);
        }

        _text.Append('\n');
    }

    /// <summary>The lines of a raw string, each at the current indentation.</summary>
    public void Lines(string text)
    {
        foreach (string line in text.Replace("\r\n", "\n").Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>A documentation comment's summary and, below it, further elements as they are.</summary>
    public void Doc(string summary, params string[] elements)
    {
        Line($"/// <summary>{summary}</summary>");
        foreach (string element in elements)
        {
            Line($"/// {element}");
        }
    }

    /// <summary>A header line, if any, and a block in braces that ends when the result is disposed of.</summary>
    /// <param name="header">The header.</param>
    /// <param name="constraint">What it says of type parameters, in a line of its own.</param>
    public Block Begin(string header, string constraint = "")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        if (constraint.Length > 0)
        {
            Line($"    {constraint}");
        }

        Line("{");
        _indent++;
        return new Block(this, "}");
    }

    /// <summary>The same below a header; without one, no block.</summary>
    public Block BeginIfAny(string header) => header.Length > 0 ? Begin(header) : default;

    /// <summary>Lines one step further in, without braces.</summary>
    public Block Indented()
    {
        _indent++;
        return new Block(this, null);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Block(CodeWriter? writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            if (writer is null)
            {
                return;
            }

            writer._indent--;
            if (end is not null)
            {
                writer.Line(end);
            }
        }
    }
}
