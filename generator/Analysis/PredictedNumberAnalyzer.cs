using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR110: the number of a class that is taken for the value of an output; UNR111 where it may be meant.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PredictedNumberAnalyzer()
    : CallAnalyzer(AnalysisDescriptors.ClassTakenForNumber, AnalysisDescriptors.PerhapsClassTakenForNumber)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (call.Method.Name != "Predict"
            || types.ShapeOf(call.NetworkType) is not { } network
            || IsCertain(call.Operation, network) is not { } isCertain)
        {
            return;
        }

        bool isSingle = network.OutputSize == 1;
        context.ReportDiagnostic(Diagnostic.Create(
            isCertain ? AnalysisDescriptors.ClassTakenForNumber : AnalysisDescriptors.PerhapsClassTakenForNumber,
            call.Operation.Syntax.GetLocation(),
            network.Type.Name,
            isSingle ? "0 or 1" : $"from 0 to {network.OutputSize - 1}",
            isSingle ? "the output itself is what Forward writes" : "the outputs themselves are what Forward writes"));
    }

    /// <summary>Whether a class is certainly taken for a number; null where it is used as what it is.</summary>
    private static bool? IsCertain(IOperation predict, NetworkShape network)
    {
        bool isRegression = LossRow.Of(network.Loss).IsOfNumbers
            && TargetBounds.Of(network.Output, network.Loss).IsOpen;
        bool isSingle = network.OutputSize == 1;
        IOperation outermost = Destination.Outermost(predict);
        if (IsFraction(predict))
        {
            return isRegression && isSingle && !IsCounted(outermost) ? true : isRegression || isSingle ? false : null;
        }

        return isRegression && isSingle && !IsUsedAsClass(outermost) ? false : null;
    }

    /// <summary>Whether a whole number is converted to one with a fraction.</summary>
    private static bool IsFraction(IOperation predict)
    {
        for (IOperation value = predict; value.Parent is IConversionOperation or IParenthesizedOperation; value = value.Parent)
        {
            if (IsFraction(value.Parent.Type))
            {
                return true;
            }
        }

        return predict.Parent is ICompoundAssignmentOperation compound && compound.Value == predict && IsFraction(compound.Target.Type);
    }

    private static bool IsFraction(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } =>
            IsFraction(inner),
        { Name: "Half" } => type.IsIn("System"),
        _ => false,
    };

    /// <summary>Whether a class is compared with, or counted among, numbers with a fraction.</summary>
    private static bool IsCounted(IOperation value) => value.Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => true,
        IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } => true,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } => true,
        IInvocationOperation { TargetMethod.Name: "Equals" } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Equal" or "AreEqual" or "Equals" } } => true,
        _ => false,
    };

    /// <summary>Whether a number is compared, chosen by, or looked up with, as one does with classes.</summary>
    private static bool IsUsedAsClass(IOperation value) => value.Parent switch
    {
        IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } => true,
        IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation => true,
        IArrayElementReferenceOperation or IExpressionStatementOperation => true,
        IArgumentOperation { Parent: IPropertyReferenceOperation } => true,
        ICompoundAssignmentOperation or IIncrementOrDecrementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        _ => false,
    };
}
