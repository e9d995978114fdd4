using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unrolled.Generator.Analysis;

/// <summary>
/// UNR103: a network that several threads train at once, or train while one loads parameters into it; UNR109 where that depends on what
/// the program does not say.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConcurrentTrainingAnalyzer()
    : CallAnalyzer(AnalysisDescriptors.ConcurrentTraining, AnalysisDescriptors.PerhapsConcurrentTraining)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (call.Changes && Variable.Behind(call.Network) is { } variable && !IsPerThread(variable)
            && Sharing.Of(call.Operation, variable) is { } sharing)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                sharing.IsCertain ? AnalysisDescriptors.ConcurrentTraining : AnalysisDescriptors.PerhapsConcurrentTraining,
                call.Operation.Syntax.GetLocation(),
                call.Name,
                variable.Name,
                sharing.By));
        }
    }

    private static bool IsPerThread(ISymbol variable) =>
        variable.GetAttributes().Any(a => a.AttributeClass.Is("System", nameof(ThreadStaticAttribute)));
}
