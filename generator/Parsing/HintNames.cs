using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Parsing;

/// <summary>
/// Names generated files after their types, as in <c>Space.Outer+Inner-1</c>. Roslyn wants the names unique whatever the case of
/// their letters, and identifiers are not: then the ordinally second is called <c>digits(2)</c>.
/// </summary>
internal static class HintNames
{
    public static string Of(INamedTypeSymbol type)
    {
        string name = type.Arity == 0 ? Unique(type) : $"{Unique(type)}-{type.Arity}";
        return type.ContainingType is { } outer ? $"{Of(outer)}+{name}" : Prefix(type.ContainingNamespace) + name;
    }

    private static string Prefix(INamespaceSymbol space) => space.IsGlobalNamespace ? "" : $"{Prefix(space.ContainingNamespace)}{Unique(space)}.";

    private static string Unique(INamespaceOrTypeSymbol symbol)
    {
        INamespaceOrTypeSymbol container = symbol.ContainingType ?? (INamespaceOrTypeSymbol)symbol.ContainingNamespace;
        ISymbol[] alike =
        [
            .. container.GetMembers()
                .Where(m => m is INamespaceOrTypeSymbol && string.Equals(m.Name, symbol.Name, StringComparison.OrdinalIgnoreCase) && Arity(m) == Arity(symbol))
                .OrderBy(m => m.Name, StringComparer.Ordinal)
                .ThenBy(m => m.Kind)
                .ThenBy(m => m is INamedTypeSymbol { IsRecord: true }),
        ];
        int index = Array.FindIndex(alike, m => SymbolEqualityComparer.Default.Equals(m, symbol));
        return index <= 0 ? symbol.Name : $"{symbol.Name}({index + 1})";
    }

    private static int Arity(ISymbol symbol) => symbol is INamedTypeSymbol type ? type.Arity : 0;
}
