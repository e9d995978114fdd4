using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR113: a call that changes nothing and whose result is thrown away.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrownAwayAnalyzer() : CallAnalyzer(AnalysisDescriptors.ThrownAway)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (ChangesNothing(call.Method)
            && Destination.Of(call.Operation) is IExpressionStatementOperation statement
            && !IsForItsException(statement))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                AnalysisDescriptors.ThrownAway,
                call.Operation.Syntax.GetLocation(),
                $"{call.Method.ContainingType.Name}.{call.Name}",
                call.Name == "Epochs" ? "trains only when its reports are enumerated" : "changes nothing",
                call.Name == "Epochs" ? "write foreach over it, or Trainer.Train" : "keep what it returns"));
        }
    }

    /// <summary>Whether all that a method does is to return something.</summary>
    private static bool ChangesNothing(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, IsOverride: false }
        && method.ContainingType.Name switch
        {
            "Dataset" or "Fold" or "KFold" or "Standardizer" or "TargetScaling" => true,
            "Preprocessing" or "Feature" or "AbsorbExtensions" => true,
            "Optimizer" or "LearningRateSchedule" or "Initialization" or "Prediction" or "Candidate" => true,
            "Trainer" => method.Name == "Epochs",
            _ => false,
        };

    /// <summary>Whether a call may be made to see that it throws: as a function that is given away, or at the end of a try.</summary>
    private static bool IsForItsException(IOperation statement) =>
        statement.Parent is IBlockOperation block
        && block.Parent switch
        {
            // A lambda without a result has an implicit return after its statement.
            IAnonymousFunctionOperation => block.Operations.Length <= 2,
            ITryOperation { Catches.IsEmpty: false } => block.Operations.Last() == statement,
            _ => false,
        };
}
