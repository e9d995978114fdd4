using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>Turns one annotated class into a <see cref="NetworkSpec"/> or into diagnostics. Knows Roslyn, and nothing of what is emitted.</summary>
internal static class NetworkParser
{
    public static ParseResult Parse(GeneratorAttributeSyntaxContext target, CancellationToken cancellation)
    {
        var declaration = (TypeDeclarationSyntax)target.TargetNode;
        var type = (INamedTypeSymbol)target.TargetSymbol;
        if (type.Name.Length == 0)
        {
            return ParseResult.Nothing;
        }

        // The attribute may stand on several parts by mistake (CS0579), and each is a target: one network is generated, from the first.
        AttributeData attribute = AttributeOf(type)!;
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax
            || syntax.Parent?.Parent != declaration)
        {
            return ParseResult.Nothing;
        }

        var complaints = new Complaints();
        TypeSpec typeSpec = new TypeParser(type, declaration, target.SemanticModel, complaints).Parse();
        Compilation compilation = target.SemanticModel.Compilation;
        if (attribute.HasErrors() || GeneratedConstants.AreNamedIn(syntax, compilation, cancellation))
        {
            Compilation completed = GeneratedConstants.AddTo(compilation, cancellation);
            attribute = AttributeOf(completed.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(declaration, cancellation)!)!;
            new UnknownConstants(completed, complaints, cancellation).Check(syntax);
        }

        NetworkSpec? spec = new AttributeParser(attribute, syntax, complaints).Parse(typeSpec);
        return new ParseResult(complaints.HasErrors || attribute.HasErrors() ? null : spec, complaints.ToEquatableArray(), Weights(attribute, syntax));
    }

    private static WeightsUse? Weights(AttributeData attribute, AttributeSyntax syntax) =>
        attribute.Value("Weights") is { Kind: TypedConstantKind.Primitive, Value: string file }
            ? new WeightsUse(file, (syntax.Argument("Weights")?.Expression ?? (SyntaxNode)syntax).GetLocation())
            : null;

    /// <summary>The attribute that asks for a network: the first, if there are several by mistake.</summary>
    public static AttributeData? AttributeOf(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => a.AttributeClass is { Name: "NetworkAttribute", ContainingType: null, Arity: 0 } attribute
            && attribute.ContainingNamespace is { Name: "Unrolled", ContainingNamespace.IsGlobalNamespace: true });
}
