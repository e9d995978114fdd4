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
}
