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

/// <summary>UNR006, UNR007, UNR019 and UNR028: writes arguments of the attribute that do go together, as the diagnostic proposes them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetArgumentFix)), Shared]
public sealed class SetArgumentFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [Descriptors.OutputOnlyActivation.Id, Descriptors.LossMismatch.Id, Descriptors.SingleSoftmax.Id, Descriptors.AccumulatorActivation.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
                && diagnostic.Properties.TryGetValue(Complaint.RemediesKey, out string? remedies)
                && remedies is { Length: > 0 })
            {
                foreach (string remedy in remedies.Split('\n'))
                {
                    context.RegisterCodeFix(
                        CodeAction.Create($"Write {remedy}", cancellation => context.Document.EditAsync(editor => Write(editor, attribute, remedy), cancellation), remedy),
                        diagnostic);
                }
            }
        }
    }

    private static void Write(DocumentEditor editor, AttributeSyntax attribute, string remedy)
    {
        AttributeArgumentListSyntax wanted = SyntaxFactory.ParseAttributeArgumentList($"({remedy})")!;
        foreach (AttributeArgumentSyntax argument in wanted.Arguments)
        {
            string name = argument.NameEquals!.Name.Identifier.ValueText;
            ExpressionSyntax value = Qualify(argument.Expression, editor.SemanticModel, attribute.SpanStart);
            if (attribute.Argument(name) is { } old)
            {
                editor.ReplaceNode(old.Expression, value.WithTriviaFrom(old.Expression));
            }
            else
            {
                editor.AddAttributeArgument(attribute, argument.WithExpression(value));
            }
        }
    }

    /// <summary>The enumeration's name as it must be written there: <c>Unrolled.Loss</c> where the namespace is not imported.</summary>
    private static ExpressionSyntax Qualify(ExpressionSyntax value, SemanticModel model, int position) =>
        value is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type } member
        && model.Compilation.GetTypeByMetadataName($"Unrolled.{type.Identifier.ValueText}") is { } symbol
            ? member.WithExpression(SyntaxFactory.ParseExpression(symbol.ToMinimalDisplayString(model, position)))
            : value;
}
