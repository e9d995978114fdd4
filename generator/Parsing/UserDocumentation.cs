using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>What a class's own documentation comments say, which the generated part must not say a second time.</summary>
internal static class UserDocumentation
{
    public static DocumentedParts Of(INamedTypeSymbol type)
    {
        string text = string.Concat(type.DeclaringSyntaxReferences
            .SelectMany(r => r.GetSyntax().GetLeadingTrivia()).Where(IsDocumentation).Select(t => t.ToFullString()));

        // Both of these may bring any part.
        bool brought = text.Contains("<inheritdoc") || text.Contains("<include");
        return (brought || text.Contains("<summary") ? DocumentedParts.Summary : DocumentedParts.None)
            | (brought || text.Contains("<remarks") ? DocumentedParts.Remarks : DocumentedParts.None);
    }

    /// <summary>
    /// Where no documentation is asked for, the compiler takes its comments for ordinary ones; the generated text shall be the same there.
    /// </summary>
    private static bool IsDocumentation(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => true,
        SyntaxKind.SingleLineCommentTrivia => trivia.ToString() is ['/', '/', '/', not '/', ..],
        SyntaxKind.MultiLineCommentTrivia => trivia.ToString() is ['/', '*', '*', not '*', ..],
        _ => false,
    };
}
