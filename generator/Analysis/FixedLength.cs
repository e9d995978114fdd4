using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>The number of elements of an array or span, where it is written in the program.</summary>
/// <param name="Count">The number.</param>
/// <param name="Size">Where it is written as a number, in the same file, which a code fix can replace; null where elements are listed.</param>
internal sealed record FixedLength(long Count, SyntaxNode? Size = null)
{
    public static FixedLength? Of(IOperation value) => Creation(value) switch
    {
        IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int count } } size] } array =>
            new FixedLength(count, array.Initializer is null && !size.IsImplicit ? size.Syntax : null),
        ICollectionExpressionOperation collection => OfElements(collection.Elements),
        IDefaultValueOperation => new FixedLength(0),
        IInvocationOperation { TargetMethod: { Name: "AsSpan", ContainingType: var type }, Arguments: [var whole, ..] bounds }
            when type.Is("System", "MemoryExtensions") => OfSlice(whole.Value, bounds.RemoveAt(0)),
        IInvocationOperation { TargetMethod.Name: "Slice", Instance: { } whole, Arguments: var bounds } when IsSpan(whole.Type) =>
            OfSlice(whole, bounds),
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation range, Instance: var whole } when IsSpan(whole.Type) =>
            OfRange(whole, range),
        { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] } } } creation
            when creation.SemanticModel?.GetConstantValue(size) is { HasValue: true, Value: int count } => new FixedLength(count, size),
        { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: { } elements } } => new FixedLength(elements.Expressions.Count),
        { Syntax: ImplicitStackAllocArrayCreationExpressionSyntax creation } => new FixedLength(creation.Initializer.Expressions.Count),
        _ => null,
    };

    /// <summary>The operation that makes the array or span which a value is: itself, or what its variable was given.</summary>
    public static IOperation Creation(IOperation value) => AssignedValue.Behind(value);

    /// <summary>The value behind conversions, but for those of a user's own types, which may make another value of it.</summary>
    public static IOperation Unwrap(IOperation value) => value switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Unwrap(conversion.Operand),
        IConversionOperation { OperatorMethod.ContainingType: var type } conversion when type.IsIn("System") => Unwrap(conversion.Operand),
        IParenthesizedOperation parenthesized => Unwrap(parenthesized.Operand),
        _ => value,
    };

    private static bool IsSpan(ITypeSymbol? type) =>
        type is { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" } && type.IsIn("System");

    private static FixedLength? OfElements(IEnumerable<IOperation> elements)
    {
        long count = 0;
        foreach (IOperation element in elements)
        {
            if (element is not ISpreadOperation spread)
            {
                count++;
            }
            else if (Of(spread.Operand) is { } part)
            {
                count += part.Count;
            }
            else
            {
                return null;
            }
        }

        return new FixedLength(count);
    }

    /// <summary>What is left of the whole by a start, and a length, if they are given and constant.</summary>
    private static FixedLength? OfSlice(IOperation whole, ImmutableArray<IArgumentOperation> bounds) => bounds switch
    {
        [] => Of(whole),
        [{ Value.ConstantValue: { HasValue: true, Value: int start } }] => Of(whole) is { } all ? new FixedLength(all.Count - start) : null,
        [_, { Value: { ConstantValue: { HasValue: true, Value: int count } } length }] => new FixedLength(count, length.Syntax),
        _ => null,
    };

    private static FixedLength? OfRange(IOperation whole, IRangeOperation range) =>
        Bound(range.LeftOperand, whole, 0) is { } start && Bound(range.RightOperand, whole, null) is { } end ? new FixedLength(end - start) : null;

    /// <summary>The place from the start at which a range begins or ends; an absent bound is the given one, or else the whole length.</summary>
    private static long? Bound(IOperation? operand, IOperation whole, long? absent) => operand is null
        ? absent ?? Of(whole)?.Count
        : Unwrap(operand) switch
        {
            { ConstantValue: { HasValue: true, Value: int bound } } => bound,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: int bound } } => Of(whole)?.Count - bound,
            _ => null,
        };
}
