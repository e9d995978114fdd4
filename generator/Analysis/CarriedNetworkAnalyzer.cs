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
        if (!call.Changes
            || (call.Argument("training") ?? call.Argument("data")) is not { } training
            || Variable.Behind(call.Network) is not { } network)
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
        && Is(call, network)
        && DiffersEachTime(measured.Value, repetition, types);

    /// <summary>Whether a repetition may give the network other parameters: itself, or by a method that is not known.</summary>
    private static bool MayBeReset(ISymbol network, IOperation repetition, UnrolledTypes types) =>
        VariableUses.Of(network, repetition)
            .Where(use => IsWithin(repetition, use))
            .Any(use => VariableUses.IsWritten(use) || IsGivenAway(use, types))
        || RuntimeCall.In(repetition, types).Any(call => call.Replaces && Is(call, network))
        || (network is IFieldSymbol { IsReadOnly: false, ContainingType: var type }
            && repetition.Descendants().Any(o => IsCallWithin(type, o, types)));

    /// <summary>Whether an operation calls a method of the user's own in the same object, which may write its fields.</summary>
    private static bool IsCallWithin(INamedTypeSymbol type, IOperation operation, UnrolledTypes types) =>
        operation is IInvocationOperation { Instance: null or IInstanceReferenceOperation, TargetMethod: { } method }
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
        && types.DeclarationOf(method) is null;

    private static bool Is(RuntimeCall call, ISymbol network) =>
        SymbolEqualityComparer.Default.Equals(Variable.Behind(call.Network), network);

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

            if (step.Kind is DerivationKind.Part or DerivationKind.Subset
                && IsWithin(repetition, step.Step)
                && NamesWhatIsDeclared(step.Step, repetition))
            {
                return true;
            }

            if (step.Source == step.Step)
            {
                return false;
            }

            value = FixedLength.Unwrap(step.Source);
        }

        return repetition is IForEachLoopOperation { LoopControlVariable: not IVariableDeclaratorOperation } loop
            && Variable.Of(value) is { } variable
            && loop.Locals.Contains(variable, SymbolEqualityComparer.Default)
            && types.IsOfFolds(FixedLength.Unwrap(loop.Collection).Type);
    }

    private static bool IsWithin(IOperation repetition, IOperation part) => repetition.Syntax.Span.Contains(part.Syntax.Span);

    private static bool NamesWhatIsDeclared(IOperation step, IOperation repetition) => step.DescendantsAndSelf()
        .Select(Variable.Of).Any(variable => variable is ILocalSymbol or IParameterSymbol && variable.IsDeclaredIn(repetition.Syntax));
}
