using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR112: one network that is trained on every fold, so that it has learnt the samples that later folds hold out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CarriedNetworkAnalyzer() : CallAnalyzer(AnalysisDescriptors.CarriedNetwork)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (!call.Changes || (call.Argument("training") ?? call.Argument("data")) is not { } training || Variable.Behind(call.Network) is not { } network)
        {
            return;
        }

        foreach (IOperation repetition in Repetition.Around(call.Operation))
        {
            if (network.IsDeclaredIn(repetition.Syntax) || MayBeReset(network, repetition, types))
            {
                return;
            }

            if (DiffersEachTime(training.Value, repetition, types)
                && RuntimeCall.In(repetition, types).Any(other => IsMeasured(other, network, repetition, types)))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    AnalysisDescriptors.CarriedNetwork, call.Network!.Syntax.GetLocation(), network.Name, types.NameOf(call.NetworkType)));
                return;
            }
        }
    }

    /// <summary>Whether a call measures the network with samples that each repetition holds out anew.</summary>
    private static bool IsMeasured(RuntimeCall call, ISymbol network, IOperation repetition, UnrolledTypes types) =>
        (call.Argument("validation") ?? (call.Changes ? null : call.Argument("data"))) is { } measured
        && SymbolEqualityComparer.Default.Equals(Variable.Behind(call.Network), network)
        && DiffersEachTime(measured.Value, repetition, types);

    /// <summary>Whether a repetition may give the network other parameters: itself, or by a method that is not known.</summary>
    private static bool MayBeReset(ISymbol network, IOperation repetition, UnrolledTypes types) =>
        VariableUses.Of(network, repetition).Where(use => repetition.Syntax.Span.Contains(use.Syntax.Span)).Any(use => VariableUses.IsWritten(use) || IsGivenAway(use, types))
        || RuntimeCall.In(repetition, types).Any(call =>
            call is { Changes: true, Method.Name: "SetParameters" or "Load" or "LoadAsync" } && SymbolEqualityComparer.Default.Equals(Variable.Behind(call.Network), network))
        || (network is IFieldSymbol && repetition.Descendants().Any(o => o is IInvocationOperation { Instance: null or IInstanceReferenceOperation, TargetMethod: { } own }
            && SymbolEqualityComparer.Default.Equals(own.ContainingType, network.ContainingType) && types.DeclarationOf(own) is null));

    private static bool IsGivenAway(IOperation use, UnrolledTypes types) => Destination.Of(use) switch
    {
        IArgumentOperation argument => RuntimeCall.Of(argument.Parent, types) is null,
        IInvocationOperation call => RuntimeCall.Of(call, types) is null,
        IPropertyReferenceOperation { Property.Name: "Block" } => true,
        _ => false,
    };

    /// <summary>Whether a dataset has other samples each time: those of a fold, or chosen by something that the loop declares.</summary>
    private static bool DiffersEachTime(IOperation dataset, IOperation repetition, UnrolledTypes types)
    {
        IOperation value = FixedLength.Unwrap(dataset);
        for (int i = 0; i < 20; i++)
        {
            if (Derivation.Of(value, types) is not { } step)
            {
                break;
            }

            if (step.Kind is DerivationKind.Part or DerivationKind.Subset && Repeated(repetition, step.Step) && NamesWhatIsDeclared(step.Step, repetition))
            {
                return true;
            }

            if (step.Source == step.Step)
            {
                return false;
            }

            value = FixedLength.Unwrap(step.Source);
        }

        return repetition is IForEachLoopOperation { LoopControlVariable: IDeclarationExpressionOperation } loop
            && Variable.Of(value) is { } variable
            && loop.Locals.Contains(variable, SymbolEqualityComparer.Default)
            && loop.Collection.Type is { } folds
            && types.IsOfFolds(FixedLength.Unwrap(loop.Collection).Type ?? folds);
    }

    private static bool Repeated(IOperation repetition, IOperation step) => repetition.Syntax.Span.Contains(step.Syntax.Span);

    private static bool NamesWhatIsDeclared(IOperation step, IOperation repetition) => step.DescendantsAndSelf()
        .Select(Variable.Of).Any(variable => variable is ILocalSymbol or IParameterSymbol && variable.IsDeclaredIn(repetition.Syntax));
}
