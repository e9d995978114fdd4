using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>Turns one annotated class into a <see cref="NetworkSpec"/> or into diagnostics. Knows Roslyn, and nothing of what is emitted.</summary>
internal static class NetworkParser
{
    private const string AttributeName = "NetworkAttribute";

    public static ParseResult Parse(GeneratorAttributeSyntaxContext target, CancellationToken cancellation)
    {
        if (AnnotatedClass.Read(target, AttributeName, Members((INamedTypeSymbol)target.TargetSymbol), cancellation) is not { } found)
        {
            return ParseResult.Nothing;
        }

        NetworkSpec? spec = new AttributeParser(found.Attribute, found.Syntax, found.Complaints).Parse(found.Type);
        return new ParseResult(found.IsFit ? spec : null, found.Complaints.ToEquatableArray(), Weights(found.Attribute, found.Syntax));
    }

    // What is no constant yet may come to be true.
    private static GeneratedMembers Members(INamedTypeSymbol type) =>
        AttributeOf(type)?.Value("Quantized") is null or { Kind: TypedConstantKind.Primitive, Value: false }
            ? GeneratedMembers.OfNetwork
            : GeneratedMembers.OfQuantizedNetwork;

    private static WeightsUse? Weights(AttributeData attribute, AttributeSyntax syntax) =>
        attribute.Value("Weights") is { Kind: TypedConstantKind.Primitive, Value: string file }
            ? new WeightsUse(file, (syntax.Argument("Weights")?.Expression ?? (SyntaxNode)syntax).GetLocation())
            : null;

    /// <summary>The attribute that asks for a network: the first, if there are several by mistake.</summary>
    public static AttributeData? AttributeOf(INamedTypeSymbol type) => AnnotatedClass.AttributeOf(type, AttributeName);
}
