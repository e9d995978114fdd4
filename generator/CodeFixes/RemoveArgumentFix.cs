using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unrolled.Generator.Parsing;

namespace Unrolled.CodeFixes;

/// <summary>UNR011, UNR013 and UNR017: removes an argument of the attribute that has no effect, or asks for too much.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveArgumentFix)), Shared]
public sealed class RemoveArgumentFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [Descriptors.IgnoredActivation.Id, Descriptors.TooLargeToUnroll.Id, Descriptors.IgnoredDropout.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals.Name.Identifier.ValueText: var name } argument)
        {
            context.RegisterCodeFix(
                CodeAction.Create($"Remove {name}", cancellation => context.Document.EditAsync(editor => editor.RemoveNode(argument), cancellation), nameof(RemoveArgumentFix)),
                context.Diagnostics);
        }
    }
}
