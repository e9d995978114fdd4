using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>Reads where the network goes: its class, the types around it, and whether a generated part fits in.</summary>
internal sealed class TypeParser(INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel model, GeneratedMembers members, Complaints complaints)
{
    public TypeSpec Parse()
    {
        CheckLanguage();
        if (CheckTarget())
        {
            CheckPartial();
            CheckMembers();
        }

        TypePlace place = TypePlace.Of(type);
        return new TypeSpec(
            place.Namespace,
            place.Declarations,
            TypePlace.Escape(type.Name),
            TypePlace.NameWithParameters(type),
            HintNames.Of(type),
            UserDocumentation.Of(type),
            ClsCompliance.Of(type));
    }

    private void CheckLanguage()
    {
        if (declaration.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp11 } options)
        {
            complaints.Add(Descriptors.LanguageTooOld, declaration.Identifier.GetLocation(), options.LanguageVersion.ToDisplayString());
        }
    }

    /// <summary>Whether the target is a class that can hold a network at all; if not, nothing else about it is worth saying.</summary>
    private bool CheckTarget()
    {
        string ordinary = $"write 'partial class {declaration.Identifier.Text}'";
        (string? kind, string advice) = type switch
        {
            { TypeKind: TypeKind.Interface } => ("an interface", ordinary),
            { TypeKind: TypeKind.Struct, IsRecord: true } => ("a record struct", ordinary),
            { TypeKind: TypeKind.Struct } => ("a struct", ordinary),
            { IsStatic: true } => ("a static class", ordinary),
            { IsAbstract: true } => ("an abstract class", ordinary),
            _ when TypePlace.SelfAndContaining(type).Any(t => t.IsFileLocal) =>
                ("file-local, and so invisible to the generated file", "write 'internal' or nothing in place of 'file'"),
            _ when !HasBaseConstructor() => ($"derived from '{type.BaseType!.Name}'", $"give '{type.BaseType!.Name}' an accessible constructor without parameters"),
            _ when HasRequiredMembers() => ("a class with required members", "set them in a property with a default, for the generated constructors cannot"),
            _ => (null, ""),
        };
        Location location = declaration.Identifier.GetLocation();
        if (kind is null && PrimaryConstructor() is { } parameters)
        {
            (kind, advice) = ("a class with a primary constructor", "use fields or another constructor, for the generated constructors cannot call that one");
            location = parameters.GetLocation();
        }

        if (kind is not null)
        {
            complaints.Add(Descriptors.UnsupportedTarget, location, type.Name, kind, advice);
        }

        return kind is null;
    }

    private bool HasBaseConstructor() =>
        type.BaseType is not { TypeKind: TypeKind.Class } parent
        || parent.InstanceConstructors.Any(c => c.Parameters.All(p => p.IsOptional || p.IsParams) && model.Compilation.IsSymbolAccessibleWithin(c, type));

    private IEnumerable<INamedTypeSymbol> Bases()
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            yield return t;
        }
    }

    private bool HasRequiredMembers() =>
        Bases().Append(type).SelectMany(t => t.GetMembers()).Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });

    private ParameterListSyntax? PrimaryConstructor() => type.DeclaringSyntaxReferences
        .Select(r => (r.GetSyntax() as TypeDeclarationSyntax)?.ParameterList)
        .FirstOrDefault(p => p is not null);

    private void CheckPartial()
    {
        if (!IsPartial(declaration))
        {
            complaints.Add(Descriptors.NotPartial, declaration.Identifier.GetLocation(), declaration.Identifier.Text, Keyword(declaration));
        }

        foreach (TypeDeclarationSyntax outer in declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!IsPartial(outer))
            {
                complaints.Add(
                    Descriptors.ContainingTypeNotPartial, outer.Identifier.GetLocation(), outer.Identifier.Text, type.Name, Keyword(outer));
            }
        }
    }

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private void CheckMembers()
    {
        if (members.Names.Contains(type.Name))
        {
            complaints.Add(Descriptors.MemberCollision, declaration.Identifier.GetLocation(), type.Name, type.Name);
        }

        IEnumerable<ISymbol> own = type.GetMembers().Where(m => !m.IsImplicitlyDeclared);
        IEnumerable<ISymbol> parameters = type.TypeParameters.Where(p => members.Names.Contains(p.Name));
        foreach (ISymbol member in parameters.Concat(own.Where(members.CollidesWith)))
        {
            complaints.Add(Descriptors.MemberCollision, Place(member), type.Name, Describe(member));
        }

        // A generated member would hide an inherited one, with a warning that nobody but the generator could do something about.
        IEnumerable<ISymbol> inherited = Bases().SelectMany(t => t.GetMembers())
            .Where(m => m is not IMethodSymbol { MethodKind: MethodKind.Constructor } && model.Compilation.IsSymbolAccessibleWithin(m, type));
        foreach (ISymbol member in inherited.Where(members.CollidesWith))
        {
            complaints.Add(Descriptors.MemberCollision, declaration.Identifier.GetLocation(), member.ContainingType.Name, Describe(member));
        }
    }

    private Location Place(ISymbol member) => member.Locations.FirstOrDefault(l => l.IsInSource) ?? declaration.Identifier.GetLocation();

    private static string Describe(ISymbol member) =>
        member is IMethodSymbol ? member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) : member.Name;

    private static string Keyword(TypeDeclarationSyntax declaration) =>
        declaration is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not 0 } record
            ? $"record {record.ClassOrStructKeyword.ValueText}"
            : declaration.Keyword.ValueText;
}
