using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Text;
using Unrolled.Generator.Analysis;

namespace Unrolled.CodeFixes;

/// <summary>UNR101: writes the network's constants where a buffer's length is written as a number that does not fit.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BufferLengthFix)), Shared]
public sealed class BufferLengthFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [AnalysisDescriptors.WrongLength.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // A size that cannot be replaced, because the elements are listed, is not among the locations.
            if (diagnostic is { AdditionalLocations: [{ SourceSpan: var size }] }
                && diagnostic.Properties.TryGetValue(BufferLengthAnalyzer.Replacement, out string? replacement)
                && replacement is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Write {replacement}", cancellation => context.Document.EditAsync(editor => Replace(editor, size, replacement), cancellation), nameof(BufferLengthFix)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static void Replace(DocumentEditor editor, TextSpan size, string replacement)
    {
        SyntaxNode old = editor.OriginalRoot.FindNode(size, getInnermostNodeForTie: true);
        editor.ReplaceNode(old, SyntaxFactory.ParseExpression(replacement).WithTriviaFrom(old));
    }
}
