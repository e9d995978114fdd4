using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>How a dataset comes from another one.</summary>
internal enum DerivationKind
{
    /// <summary>The same samples, perhaps seen in another way.</summary>
    Same,

    /// <summary>The same samples with one target each.</summary>
    SingleTarget,

    /// <summary>The first ones.</summary>
    Take,

    /// <summary>Some, by a list of rows.</summary>
    Subset,

    /// <summary>One part of those that a split has made, of which no two share a sample.</summary>
    Part,
}

/// <summary>One step back from an expression that is a dataset to what it was made from.</summary>
/// <param name="Kind">How.</param>
/// <param name="Source">What it was made from; for a part of something unknown, what it is part of.</param>
/// <param name="Step">The operation that made it.</param>
/// <param name="Key">What tells the split, or the number of samples, from others; equal keys are the same.</param>
/// <param name="Index">Which part.</param>
internal sealed record Derivation(DerivationKind Kind, IOperation Source, IOperation Step, object? Key = null, int Index = 0)
{
    /// <summary>Whether it is part of what a call makes.</summary>
    public bool IsSplit => Kind == DerivationKind.Part && Step is IInvocationOperation;

    /// <summary>The last step to a dataset; null where it comes from no other, or from an unknown place.</summary>
    public static Derivation? Of(IOperation dataset, UnrolledTypes types)
    {
        IOperation value = FixedLength.Unwrap(dataset);
        return value switch
        {
            IInvocationOperation call when types.IsRuntime(call.TargetMethod) => OfCall(call),
            IFieldReferenceOperation { Instance: { } whole, Field.ContainingType.IsTupleType: true } element =>
                OfPart(whole, Number(element.Field), value, types),
            IPropertyReferenceOperation { Instance: { } whole, Property: { Name: "Training" or "Validation" or "Test" } part }
                when types.IsRuntime(part) => OfPart(whole, part.Name == "Training" ? 0 : 1, value, types),
            _ => AssignedValue.Of(value) switch
            {
                { Element: { } index, Value: var whole } => OfPart(whole, index, value, types),
                { Element: null, Value: var other } => new(DerivationKind.Same, other, value),
                null => null,
            },
        };
    }

    private static Derivation? OfCall(IInvocationOperation call) => (call.Instance, call.TargetMethod) switch
    {
        ({ }, { Name: "Apply", ReturnType.Name: "Dataset" }) when call.Arguments is [var whole] =>
            new(DerivationKind.Same, whole.Value, call),
        ({ } whole, { ContainingType.Name: "Dataset", ReturnType.Name: "Dataset", Name: var name }) => name switch
        {
            "Take" => new(DerivationKind.Take, whole, call, KeyOf(call.Arguments[0].Value)),
            "Subset" => new(DerivationKind.Subset, whole, call),
            "WithSingleTarget" => new(DerivationKind.SingleTarget, whole, call),
            _ => new(DerivationKind.Same, whole, call),
        },
        _ => null,
    };

    /// <summary>A part of what a split, a fold or the like has made.</summary>
    private static Derivation? OfPart(IOperation whole, int index, IOperation step, UnrolledTypes types)
    {
        IOperation owner = AssignedValue.Behind(whole);
        if (owner is IInvocationOperation call && types.IsRuntime(call.TargetMethod))
        {
            return call switch
            {
                { TargetMethod.Name: "Split" or "StratifiedSplit", Instance: { } data } => new(DerivationKind.Part, data, call, KeyOf(call), index),
                { TargetMethod.Name: "Standardized", Instance: { } fold } => OfPart(fold, index, step, types),
                _ => new(DerivationKind.Part, owner, owner, KeyOf(call), index),
            };
        }

        if (owner is ITupleOperation { Elements: var elements } && index >= 0 && index < elements.Length)
        {
            return new(DerivationKind.Same, elements[index], step);
        }

        // Of folds only those are known to come from a dataset that a loop goes through.
        return Variable.Of(owner) is { } variable
            ? new(DerivationKind.Part, Folded(variable, owner, types) ?? owner, owner, variable, index)
            : new(DerivationKind.Part, owner, owner, Text(owner), index);
    }

    /// <summary>The dataset that a fold is made from: a variable of a loop over the folds that were made of one.</summary>
    private static IOperation? Folded(ISymbol fold, IOperation use, UnrolledTypes types)
    {
        for (IOperation? around = use; around is not null; around = around.Parent)
        {
            if (around is IForEachLoopOperation loop && loop.Locals.Contains(fold, SymbolEqualityComparer.Default))
            {
                return RuntimeCall.Of(AssignedValue.Behind(loop.Collection), types)?.FoldedData?.Value;
            }
        }

        return null;
    }

    /// <summary>What a call does with constants it does each time; with anything else it may do something else each time.</summary>
    private static object KeyOf(IInvocationOperation call) => call.Arguments.All(a => a.Value.ConstantValue.HasValue)
        ? $"{call.TargetMethod.Name}({string.Join(", ", call.Arguments.OrderBy(a => a.Parameter?.Ordinal).Select(a => KeyOf(a.Value)))})"
        : call.Syntax;

    private static string KeyOf(IOperation value) => value.ConstantValue is { HasValue: true, Value: var constant }
        ? Convert.ToString(constant, CultureInfo.InvariantCulture)
        : Text(value);

    private static string Text(IOperation operation) => operation.Syntax.ToString();

    /// <summary>Which of the first elements of a tuple a field is.</summary>
    private static int Number(IFieldSymbol element) => (element.CorrespondingTupleField ?? element).Name switch
    {
        "Item1" => 0,
        "Item2" => 1,
        _ => -1,
    };
}
