using System.Globalization;
using System.Text;

namespace Unrolled.Build;

/// <summary>What the class of a model is called.</summary>
internal static class ClassName
{
    // Those of C# that no identifier may be, and those that no type may be called.
    private static readonly HashSet<string> s_keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed",
        "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    private static readonly HashSet<string> s_noTypes =
        ["await", "dynamic", "extension", "file", "partial", "record", "required", "scoped", "var", "where", "yield"];

    /// <summary>The full name of an item's class, as in <c>Game.Policy</c>.</summary>
    /// <param name="item">The item.</param>
    /// <param name="defaultNamespace">The namespace where the item names none.</param>
    public static string Of(ModelItem item, string defaultNamespace)
    {
        string name = item.Class.Length > 0 ? item.Class : OfFile(item.File);
        bool isFull = name.Contains('.', StringComparison.Ordinal) || defaultNamespace.Length == 0;
        return isFull ? name : $"{Namespace(defaultNamespace)}.{name}";
    }

    /// <summary>What is wrong with a full name, and what would help; null where nothing is.</summary>
    public static string? Defect(string name)
    {
        string[] parts = name.Split('.');
        for (int i = 0; i < parts.Length; i++)
        {
            if (!IsIdentifier(parts[i]))
            {
                return parts[i].Length == 0
                    ? $"Class '{name}' has an empty name in it: write it like Class=\"Game.Policy\""
                    : $"Class '{name}' is no name in C#, because '{parts[i]}' is no identifier: write letters, digits and '_', "
                        + "as in Class=\"Game.Policy\"";
            }

            if (s_keywords.Contains(parts[i]) || (i == parts.Length - 1 && s_noTypes.Contains(parts[i])))
            {
                return $"Class '{name}' is no name for a class, because '{parts[i]}' is a keyword of C#: write another name, "
                    + "as in Class=\"Game.Policy\"";
            }
        }

        return null;
    }

    /// <summary><c>ball-chase.onnx</c> and <c>ball_chase.onnx</c> become <c>BallChase</c>.</summary>
    private static string OfFile(string file)
    {
        StringBuilder name = new();
        bool begins = true;
        foreach (char c in Path.GetFileNameWithoutExtension(file))
        {
            bool separates = !IsPart(c) || c == '_';
            if (!separates)
            {
                name.Append(begins ? char.ToUpperInvariant(c) : c);
            }

            begins = separates;
        }

        return name.Length == 0 ? "Model" : IsStart(name[0]) ? name.ToString() : $"_{name}";
    }

    /// <summary>A project's root namespace is made of its file's name, which need not be one.</summary>
    private static string Namespace(string name) =>
        string.Join('.', Array.ConvertAll(name.Split('.', StringSplitOptions.RemoveEmptyEntries), SafePart));

    private static string SafePart(string part)
    {
        string safe = string.Concat(Array.ConvertAll(part.ToCharArray(), c => IsPart(c) ? c : '_'));
        return IsStart(safe[0]) && !s_keywords.Contains(safe) ? safe : $"_{safe}";
    }

    private static bool IsIdentifier(string name) => name.Length > 0 && IsStart(name[0]) && Array.TrueForAll(name.ToCharArray(), IsPart);

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    private static bool IsPart(char c) => IsStart(c) || char.GetUnicodeCategory(c)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
