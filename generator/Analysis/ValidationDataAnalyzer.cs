using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR106: a dataset that is trained on and validated on at once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValidationDataAnalyzer() : NetworkAnalyzer(AnalysisDescriptors.ValidationOnTrainingData, OperationKind.Invocation, OperationKind.ObjectCreation)
{
    private protected override void Analyze(OperationAnalysisContext context, UnrolledTypes types)
    {
        (IMethodSymbol? method, ImmutableArray<IArgumentOperation> arguments) = context.Operation switch
        {
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation creation => (creation.Constructor, creation.Arguments),
            _ => (null, []),
        };
        if (method is not null
            && types.IsRuntime(method)
            && Argument(arguments, "training") is { } training
            && Argument(arguments, "validation") is { } validation
            && Variable.Of(training.Value) is { } variable
            && SymbolEqualityComparer.Default.Equals(variable, Variable.Of(validation.Value)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                AnalysisDescriptors.ValidationOnTrainingData, validation.Value.Syntax.GetLocation(), variable.Name));
        }
    }

    private static IArgumentOperation? Argument(ImmutableArray<IArgumentOperation> arguments, string name) =>
        arguments.FirstOrDefault(a => a.Parameter?.Name == name && a.ArgumentKind == ArgumentKind.Explicit);
}
