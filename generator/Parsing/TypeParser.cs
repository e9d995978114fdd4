using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>Reads where the network goes: its class, the types around it, and whether a generated part fits in.</summary>
internal static class TypeParser
{
    private static readonly SymbolDisplayFormat NameWithParameters = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    public static TypeSpec Parse(INamedTypeSymbol type, TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        CheckLanguage(declaration, diagnostics);
        if (CheckTarget(type, declaration, diagnostics))
        {
            CheckPartial(type, declaration, diagnostics);
            CheckMembers(type, declaration, diagnostics);
        }

        var declarations = new List<string>();
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            declarations.Insert(0, $"partial {Keyword(t)} {t.ToDisplayString(NameWithParameters)}");
        }

        bool isGlobal = type.ContainingNamespace.IsGlobalNamespace;
        return new TypeSpec(
            isGlobal ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
            declarations.ToEquatableArray(),
            Escape(type.Name),
            type.ToDisplayString(NameWithParameters),
            HintName(type));
    }

    private static void CheckLanguage(TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (declaration.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp11 } options)
        {
            diagnostics.Add(Diagnostic.Create(
                Descriptors.LanguageTooOld, declaration.Identifier.GetLocation(), options.LanguageVersion.ToDisplayString()));
        }
    }

    /// <summary>Whether the target is a class that can hold a network at all; if not, nothing else about it is worth saying.</summary>
    private static bool CheckTarget(INamedTypeSymbol type, TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        string? kind = type switch
        {
            { TypeKind: TypeKind.Interface } => "an interface",
            { TypeKind: TypeKind.Struct, IsRecord: true } => "a record struct",
            { TypeKind: TypeKind.Struct } => "a struct",
            { IsStatic: true } => "a static class",
            { IsAbstract: true } => "an abstract class",
            { IsFileLocal: true } => "a file-local class, invisible to the generated file",
            _ => null,
        };
        if (kind is not null)
        {
            diagnostics.Add(Diagnostic.Create(Descriptors.UnsupportedTarget, declaration.Identifier.GetLocation(), type.Name, kind));
        }

        return kind is null;
    }

    private static void CheckPartial(INamedTypeSymbol type, TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (!IsPartial(declaration))
        {
            diagnostics.Add(Diagnostic.Create(Descriptors.NotPartial, declaration.Identifier.GetLocation(), type.Name));
        }

        foreach (TypeDeclarationSyntax outer in declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!IsPartial(outer))
            {
                diagnostics.Add(Diagnostic.Create(
                    Descriptors.ContainingTypeNotPartial, outer.Identifier.GetLocation(), outer.Identifier.ValueText, type.Name, Keyword(outer)));
            }
        }
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static void CheckMembers(INamedTypeSymbol type, TypeDeclarationSyntax declaration, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        void Report(Location location, string member) =>
            diagnostics.Add(Diagnostic.Create(Descriptors.MemberCollision, location, type.Name, member));

        if (GeneratedMembers.Names.Contains(type.Name))
        {
            Report(declaration.Identifier.GetLocation(), type.Name);
        }

        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared || member.Locations is not [{ IsInSource: true } location, ..])
            {
                continue;
            }

            // Overloads of the generated methods are welcome; only the same parameter types collide.
            bool collides = member switch
            {
                IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => GeneratedMembers.IsGeneratedConstructor(constructor.Parameters)
                    || IsPrimaryConstructor(constructor),
                IMethodSymbol { MethodKind: MethodKind.Ordinary } method => GeneratedMembers.IsGeneratedMethod(method.Name, method.Parameters),
                _ => GeneratedMembers.Names.Contains(member.Name),
            };
            if (collides)
            {
                string name = member is IMethodSymbol
                    ? member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)
                    : member.Name;
                Report(location, name);
            }
        }
    }

    /// <summary>With a primary constructor every other one would have to call it, which the generated ones cannot.</summary>
    private static bool IsPrimaryConstructor(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences is [var reference, ..] && reference.GetSyntax() is TypeDeclarationSyntax;

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static string Keyword(TypeDeclarationSyntax declaration) =>
        declaration is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not 0 } record
            ? $"record {record.ClassOrStructKeyword.ValueText}"
            : declaration.Keyword.ValueText;

    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The metadata name with nesting and arity made fit for a file name, as in <c>Space.Outer+Inner_1</c>.</summary>
    private static string HintName(INamedTypeSymbol type)
    {
        string name = type.MetadataName.Replace('`', '_');
        if (type.ContainingType is not null)
        {
            return $"{HintName(type.ContainingType)}+{name}";
        }

        return type.ContainingNamespace.IsGlobalNamespace ? name : $"{type.ContainingNamespace.ToDisplayString()}.{name}";
    }
}
