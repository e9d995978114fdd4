using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Analysis;

/// <summary>Tells types by their full names: a user's own <c>Parallel</c> is not the framework's.</summary>
internal static class Symbols
{
    /// <summary>Whether a type that stands in a namespace has that name. Its type parameters do not matter.</summary>
    public static bool Is(this ITypeSymbol? type, string containing, string name) =>
        type is { ContainingType: null, ContainingNamespace: { } found } && type.Name == name && found.IsNamed(containing);

    /// <summary>Whether a type stands in a namespace.</summary>
    public static bool IsIn(this ITypeSymbol? type, string containing) => type?.ContainingNamespace?.IsNamed(containing) == true;

    /// <summary>Whether a variable is declared in some part of the source.</summary>
    public static bool IsDeclaredIn(this ISymbol variable, SyntaxNode node) =>
        variable.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == node.SyntaxTree && node.Span.Contains(r.Span));

    private static bool IsNamed(this INamespaceSymbol found, string name)
    {
        int end = name.Length;
        for (; !found.IsGlobalNamespace; found = found.ContainingNamespace)
        {
            int start = end - found.Name.Length;
            if (start < 0
                || string.CompareOrdinal(name, start, found.Name, 0, found.Name.Length) != 0
                || (start > 0 && name[start - 1] != '.'))
            {
                return false;
            }

            end = start - 1;
        }

        return end < 0;
    }
}
