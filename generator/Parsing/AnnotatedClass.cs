using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>A class with an attribute that asks for a network of some kind, as far as all kinds are read alike.</summary>
/// <param name="Type">Where the generated part goes.</param>
/// <param name="Attribute">The attribute, with the values of its arguments.</param>
/// <param name="Syntax">The attribute as it is written.</param>
/// <param name="Complaints">What has been found wrong so far.</param>
internal sealed record AnnotatedClass(TypeSpec Type, AttributeData Attribute, AttributeSyntax Syntax, Complaints Complaints)
{
    /// <summary>Whether code can be generated, as far as has been read.</summary>
    public bool IsFit => !Complaints.HasErrors && !Attribute.HasErrors();

    /// <summary>Reads a class; null where there is nothing to generate and nothing to say.</summary>
    /// <param name="target">The class.</param>
    /// <param name="attributeName">The attribute's name, in the namespace Unrolled.</param>
    /// <param name="members">What will be written into the class.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static AnnotatedClass? Read(
        GeneratorAttributeSyntaxContext target, string attributeName, GeneratedMembers members, CancellationToken cancellation)
    {
        var declaration = (TypeDeclarationSyntax)target.TargetNode;
        var type = (INamedTypeSymbol)target.TargetSymbol;
        if (type.Name.Length == 0)
        {
            return null;
        }

        // The attribute may stand on several parts by mistake (CS0579), and each is a target: one network is generated, from the first.
        AttributeData attribute = AttributeOf(type, attributeName)!;
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax
            || syntax.Parent?.Parent != declaration)
        {
            return null;
        }

        var complaints = new Complaints();
        TypeSpec typeSpec = new TypeParser(type, declaration, target.SemanticModel, members, complaints).Parse();
        Compilation compilation = target.SemanticModel.Compilation;
        if (attribute.HasErrors() || GeneratedConstants.AreNamedIn(syntax, compilation, cancellation))
        {
            Compilation completed = GeneratedConstants.AddTo(compilation, cancellation);
            attribute = AttributeOf(completed.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(declaration, cancellation)!, attributeName)!;
            new UnknownConstants(completed, complaints, cancellation).Check(syntax);
        }

        return new AnnotatedClass(typeSpec, attribute, syntax, complaints);
    }

    /// <summary>The attribute of a class: the first, if there are several by mistake.</summary>
    public static AttributeData? AttributeOf(INamedTypeSymbol type, string attributeName) =>
        type.GetAttributes().FirstOrDefault(a => a.AttributeClass is { ContainingType: null, Arity: 0 } attribute
            && attribute.Name == attributeName
            && attribute.ContainingNamespace is { Name: "Unrolled", ContainingNamespace.IsGlobalNamespace: true });
}
