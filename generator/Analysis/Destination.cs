using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>Where a value goes.</summary>
internal static class Destination
{
    /// <summary>What takes a value, behind conversions and parentheses.</summary>
    public static IOperation? Of(IOperation value) => Outermost(value).Parent;

    /// <summary>The argument that a value, or a function, or a list of such, becomes; null where it goes elsewhere.</summary>
    public static IArgumentOperation? Argument(IOperation value)
    {
        IOperation? taker = Of(value);
        while (taker is IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation)
        {
            taker = Of(taker);
        }

        return taker as IArgumentOperation;
    }

    /// <summary>A value with the conversions and parentheses around it.</summary>
    public static IOperation Outermost(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IDelegateCreationOperation)
        {
            value = value.Parent;
        }

        return value;
    }
}
