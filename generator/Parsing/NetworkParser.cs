using Microsoft.CodeAnalysis;
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
        AttributeData first = type.GetAttributes().First(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, target.Attributes[0].AttributeClass));
        if (first.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax || syntax.Parent?.Parent != declaration)
        {
            return ParseResult.Nothing;
        }

        var complaints = new Complaints();
        TypeSpec typeSpec = new TypeParser(type, declaration, target.SemanticModel, complaints).Parse();
        NetworkSpec? spec = new AttributeParser(first, syntax, complaints).Parse(typeSpec);
        return new ParseResult(complaints.HasErrors ? null : spec, complaints.ToEquatableArray());
    }
}
