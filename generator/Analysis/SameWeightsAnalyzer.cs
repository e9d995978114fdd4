using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR117: several networks that are made without a seed, and so with the same weights.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SameWeightsAnalyzer() : NetworkAnalyzer([AnalysisDescriptors.SameWeights], OperationKind.ObjectCreation)
{
    private protected override void Analyze(OperationAnalysisContext context, UnrolledTypes types)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Arguments.IsEmpty
            && types.IsNetwork(creation.Type)
            && !types.IsTrained(creation.Type)
            && (IsListedAgain(creation) || IsRepeated(creation, types))
            && !GetsParameters(creation, types))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                AnalysisDescriptors.SameWeights, creation.Syntax.GetLocation(), creation.Type!.Name, Seed(creation)));
        }
    }

    /// <summary>Whether another such network stands before it in the same list.</summary>
    private static bool IsListedAgain(IOperation creation) =>
        Destination.Of(creation) is IArrayInitializerOperation or ICollectionExpressionOperation
        && Destination.Of(creation)!.ChildOperations.Select(FixedLength.Unwrap)
            .TakeWhile(element => element != creation)
            .Any(element => element is IObjectCreationOperation { Arguments.IsEmpty: true } other
                && SymbolEqualityComparer.Default.Equals(other.Type, creation.Type));

    /// <summary>Whether it is made again and again, and not only where there is none yet.</summary>
    private static bool IsRepeated(IOperation creation, UnrolledTypes types) =>
        Destination.Of(creation) is not ICoalesceAssignmentOperation
        && Repetition.Around(creation).FirstOrDefault() is { } repetition
        && !IsOfFolds(repetition, types);

    /// <summary>Folds are to be compared, for which equal weights are right.</summary>
    private static bool IsOfFolds(IOperation repetition, UnrolledTypes types) => repetition switch
    {
        IForEachLoopOperation { Collection: var folds } => types.IsOfFolds(FixedLength.Unwrap(folds).Type),
        IInvocationOperation { Arguments: [var folds, ..] } => types.IsOfFolds(FixedLength.Unwrap(folds.Value).Type),
        _ => false,
    };

    /// <summary>Whether the network gets parameters from elsewhere.</summary>
    private static bool GetsParameters(IOperation creation, UnrolledTypes types) =>
        Destination.Of(creation) is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
        && RuntimeCall.In(Waiting.FunctionOf(creation), types)
            .Any(call => call.Replaces && SymbolEqualityComparer.Default.Equals(Variable.Of(call.Network), local));

    /// <summary>What to write as the seed: the loop's own number, if it has one.</summary>
    private static string Seed(IOperation creation) => Repetition.Around(creation).FirstOrDefault() switch
    {
        IForLoopOperation { Locals: [{ Type.SpecialType: SpecialType.System_Int32, Name: var number }, ..] } => number,
        IForEachLoopOperation { Locals: [{ Type.SpecialType: SpecialType.System_Int32, Name: var number }] } => number,
        _ => "i",
    };
}
