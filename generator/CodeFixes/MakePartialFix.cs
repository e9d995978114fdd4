using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Unrolled.Generator.Parsing;

namespace Unrolled.CodeFixes;

/// <summary>UNR001 and UNR002: makes a network's class, and the types around it, partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix)), Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.NotPartial.Id, Descriptors.ContainingTypeNotPartial.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await document.EditAsync(editor => Apply(editor, diagnostics), context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(
            CodeAction.Create("Make partial", cancellation => context.Document.EditAsync(editor => Apply(editor, context.Diagnostics), cancellation), nameof(MakePartialFix)),
            context.Diagnostics);
        return Task.CompletedTask;
    }

    private static void Apply(DocumentEditor editor, ImmutableArray<Diagnostic> diagnostics)
    {
        IEnumerable<TypeDeclarationSyntax> types = diagnostics
            .SelectMany(d => editor.OriginalRoot.FindNode(d.Location.SourceSpan).AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
            .Distinct();
        foreach (TypeDeclarationSyntax type in types)
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                editor.ReplaceNode(type, (current, _) => AddPartial((TypeDeclarationSyntax)current));
            }
        }
    }

    /// <summary>As the last modifier, where C# wants it; what stood before the keyword then stands before all modifiers.</summary>
    private static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
    }
}
