using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR116: an optimizer whose steps do not shrink with the gradient, at the learning rate that suits gradient descent.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultRateAnalyzer()
    : NetworkAnalyzer([AnalysisDescriptors.DefaultRate], OperationKind.SimpleAssignment)
{
    private protected override void Analyze(OperationAnalysisContext context, UnrolledTypes types)
    {
        if (context.Operation is ISimpleAssignmentOperation
            {
                Target: IPropertyReferenceOperation { Property: { Name: "Optimizer", ContainingType.Name: "TrainingOptions" } property },
                Value: var value,
                Parent: IObjectOrCollectionInitializerOperation { Parent: { } options },
            }
            && types.IsRuntime(property)
            && AssignedValue.Behind(value) is IInvocationOperation { TargetMethod: var optimizer }
            && types.IsRuntime(optimizer)
            && optimizer.Name is "Adam" or "AdamW" or "RmsProp"
            && TrainingSettings.Of(options) is { } settings
            && settings["LearningRate"] is null
            && !IsChangedLater(options))
        {
            context.ReportDiagnostic(Diagnostic.Create(AnalysisDescriptors.DefaultRate, value.Syntax.GetLocation(), optimizer.Name));
        }
    }

    /// <summary>Whether options are what others are made from, by a <c>with</c> or a search, that have a rate of their own.</summary>
    private static bool IsChangedLater(IOperation options)
    {
        IOperation whole = Destination.Outermost(options);
        return whole.Parent switch
        {
            IWithOperation changed => TrainingSettings.Of(changed)?["LearningRate"] is not null || IsChangedLater(changed),
            IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "SearchSpace" } } => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } =>
                VariableUses.Of(local, options).Any(IsChangedLater),
            _ => false,
        };
    }
}
