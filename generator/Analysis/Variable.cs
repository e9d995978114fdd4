using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>The variable that an expression names.</summary>
internal static class Variable
{
    /// <summary>A local, a parameter, a static field or a field of this object; null for anything that may be another object each time.</summary>
    public static ISymbol? Of(IOperation? value) => value is null ? null : FixedLength.Unwrap(value) switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IParameterReferenceOperation reference => reference.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } reference => reference.Field,
        _ => null,
    };

    /// <summary>The same, behind other names that it was given.</summary>
    public static ISymbol? Behind(IOperation? value)
    {
        for (int i = 0; i < 10 && value is not null; i++)
        {
            if (AssignedValue.Of(value) is not { Element: null, Value: var other } || Of(other) is not { } named || !IsFixed(named, other))
            {
                return Of(value);
            }

            value = other;
        }

        return null;
    }

    /// <summary>Whether a variable holds the same wherever an expression in the body around an operation reads it.</summary>
    public static bool IsFixed(ISymbol variable, IOperation within) => variable switch
    {
        IFieldSymbol field => field.IsReadOnly,
        ILocalSymbol { IsRef: true } => false,
        ILocalSymbol local => VariableUses.Of(local, within).Count(VariableUses.IsWritten) + (IsInitialized(local, within) ? 1 : 0) <= 1,
        _ => !VariableUses.Of(variable, within).Any(VariableUses.IsWritten),
    };

    private static bool IsInitialized(ILocalSymbol local, IOperation within) => VariableUses.Root(within).DescendantsAndSelf()
        .Any(o => o is IVariableDeclaratorOperation declarator
            && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.GetVariableInitializer() is not null);
}
