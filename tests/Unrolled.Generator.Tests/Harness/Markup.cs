using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>Source text with expected diagnostics marked in it: <c>{|UNR001:Net|}</c> stands for Net, underlined by UNR001.</summary>
internal sealed record Markup(string Text, IReadOnlyList<Mark> Marks)
{
    public static Markup Parse(string marked)
    {
        var text = new StringBuilder();
        var marks = new List<Mark>();
        var open = new Stack<(string Id, int Start)>();
        for (int i = 0; i < marked.Length;)
        {
            if (string.CompareOrdinal(marked, i, "{|", 0, 2) == 0)
            {
                int colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon + 1;
            }
            else if (open.Count > 0 && string.CompareOrdinal(marked, i, "|}", 0, 2) == 0)
            {
                (string id, int start) = open.Pop();
                marks.Add(new Mark(id, TextSpan.FromBounds(start, text.Length)));
                i += 2;
            }
            else
            {
                text.Append(marked[i++]);
            }
        }

        return open.Count == 0 ? new Markup(text.ToString(), marks) : throw new FormatException("A mark is not closed: " + marked);
    }

    /// <summary>The text with the given marks written into it, to be pasted into a test.</summary>
    public static string Write(string text, IReadOnlyCollection<Mark> marks)
    {
        var result = new StringBuilder();
        for (int i = 0; i <= text.Length; i++)
        {
            result.Insert(result.Length, "|}", marks.Count(m => m.Span.End == i));
            result.AppendJoin("", marks.Where(m => m.Span.Start == i).Select(m => $"{{|{m.Id}:"));
            result.Append(text, i, i < text.Length ? 1 : 0);
        }

        return result.ToString();
    }
}

/// <summary>One expected or reported diagnostic.</summary>
internal readonly record struct Mark(string Id, TextSpan Span);
