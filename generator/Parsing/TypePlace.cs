using Microsoft.CodeAnalysis;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>Where a further part of a type goes, as code.</summary>
/// <param name="Namespace">The namespace, or empty for the global one.</param>
/// <param name="Declarations">The declarations to reopen, from the outermost containing type to the type itself.</param>
internal sealed record TypePlace(string Namespace, EquatableArray<string> Declarations)
{
    private static readonly SymbolDisplayFormat FullName =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static TypePlace Of(INamedTypeSymbol type) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(FullName),
        SelfAndContaining(type).Reverse().Select(t => $"partial {Keyword(t)} {NameWithParameters(t)}").ToEquatableArray());

    /// <summary>The type, the one around it, and so on.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndContaining(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            yield return t;
        }
    }

    public static string NameWithParameters(INamedTypeSymbol type) =>
        Escape(type.Name) + (type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => Escape(p.Name)))}>");

    /// <summary>Any name in small letters may be a keyword one day, as warning CS8981 says; escaped, it never will.</summary>
    public static string Escape(string name) => name.All(c => c is >= 'a' and <= 'z') ? "@" + name : name;

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };
}
