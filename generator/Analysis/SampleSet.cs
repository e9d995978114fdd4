using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>How the samples of two datasets are related.</summary>
internal enum Relation
{
    /// <summary>Nothing is known, or they share none.</summary>
    None,

    /// <summary>They share samples.</summary>
    Shared,

    /// <summary>They share samples although the program has split them.</summary>
    SharedInSpiteOfSplit,
}

/// <summary>Which samples a dataset has: where they come from in the end, and by what steps some of them were chosen.</summary>
internal sealed class SampleSet
{
    private readonly IOperation _origin;
    private readonly List<Derivation> _choices = [];

    public SampleSet(IOperation dataset, UnrolledTypes types)
    {
        _origin = FixedLength.Unwrap(dataset);

        // A variable can be given itself in a program that does not compile.
        for (int i = 0; i < 20 && Derivation.Of(_origin, types) is { } step; i++)
        {
            if (step.Kind is not (DerivationKind.Same or DerivationKind.SingleTarget))
            {
                _choices.Insert(0, step);
            }

            _origin = FixedLength.Unwrap(step.Source);
            if (step.Source == step.Step)
            {
                break;
            }
        }
    }

    /// <summary>Whether the samples are written in the program, one by one: few enough to be learnt by heart on purpose.</summary>
    public bool IsWrittenOut =>
        _origin is IInvocationOperation { TargetMethod: { Name: "FromFloats" or "FromBytes" }, Arguments: [var inputs, ..] }
        && FixedLength.Creation(inputs.Value) is IArrayCreationOperation { Initializer: not null } or ICollectionExpressionOperation;

    /// <summary>How the samples are related to others that are used in the same call, or where nothing has changed meanwhile.</summary>
    public Relation To(SampleSet other, IOperation? call)
    {
        if (!HasOriginOf(other, call))
        {
            return Relation.None;
        }

        int same = 0;
        while (same < _choices.Count && same < other._choices.Count && IsSame(_choices[same], other._choices[same]))
        {
            same++;
        }

        return same == _choices.Count ? Within(other._choices.Skip(same))
            : same == other._choices.Count ? Within(_choices.Skip(same))
            : Relate(_choices[same], other._choices[same]);
    }

    /// <summary>Whether the program has chosen the same samples by the same expression twice, and so on purpose.</summary>
    public bool IsSpelledAs(SampleSet other) => _choices is [.., { Kind: DerivationKind.Take } mine]
        && other._choices is [.., { Kind: DerivationKind.Take } others]
        && mine.Step.Syntax != others.Step.Syntax
        && Equals(mine.Key, others.Key);

    /// <summary>The samples as a whole are related to those that are chosen from them.</summary>
    private static Relation Within(IEnumerable<Derivation> choices) =>
        choices.Any(c => c.Kind == DerivationKind.Part) ? Relation.SharedInSpiteOfSplit : Relation.Shared;

    private static Relation Relate(Derivation one, Derivation other) => (one.Kind, other.Kind) switch
    {
        // Of splits only those by constants are known to differ. Their parts are random, and share samples.
        (DerivationKind.Part, DerivationKind.Part) when one is { IsSplit: true, Key: string } && other is { IsSplit: true, Key: string } =>
            one.Key.Equals(other.Key) ? Relation.None : Relation.SharedInSpiteOfSplit,
        (DerivationKind.Part or DerivationKind.Take, DerivationKind.Take) or (DerivationKind.Take, DerivationKind.Part) => Relation.Shared,
        _ => Relation.None,
    };

    private static bool IsSame(Derivation one, Derivation other) =>
        one.Kind == other.Kind
        && one.Index == other.Index
        && (one.Step.Syntax == other.Step.Syntax || (one.Kind != DerivationKind.Subset && KeyEquals(one.Key, other.Key)));

    private static bool KeyEquals(object? one, object? other) =>
        one is ISymbol symbol ? SymbolEqualityComparer.Default.Equals(symbol, other as ISymbol) : Equals(one, other);

    private bool HasOriginOf(SampleSet other, IOperation? call)
    {
        if (_origin.Syntax == other._origin.Syntax)
        {
            return true;
        }

        return Variable.Of(_origin) is { } variable
            && SymbolEqualityComparer.Default.Equals(variable, Variable.Of(other._origin))
            && (Variable.IsFixed(variable, _origin) || (call is not null && Contains(call, _origin) && Contains(call, other._origin)));
    }

    private static bool Contains(IOperation call, IOperation part) => call.Syntax.Span.Contains(part.Syntax.Span);
}
