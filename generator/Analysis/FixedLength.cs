using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice" } slice => OfSlice(slice),
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } part => OfRange(part.Instance, range),
        { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] } } } creation
            when creation.SemanticModel?.GetConstantValue(size) is { HasValue: true, Value: int count } => new FixedLength(count, size),
        { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: { } elements } } => new FixedLength(elements.Expressions.Count),
        { Syntax: ImplicitStackAllocArrayCreationExpressionSyntax creation } => new FixedLength(creation.Initializer.Expressions.Count),
        _ => null,
    };

    /// <summary>The operation that makes the array or span which a value is: itself, or what the local or field was declared with.</summary>
    public static IOperation Creation(IOperation value)
    {
        value = Unwrap(value);
        return value switch
        {
            ILocalReferenceOperation { Local: var local } when !LocalUses.IsReassigned(local, value) => Initializer(local, value) ?? value,
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } when !IsAssignedByConstructor(field) => Initializer(field, value) ?? value,
            _ => value,
        };
    }

    /// <summary>The value behind conversions.</summary>
    public static IOperation Unwrap(IOperation value) => value is IConversionOperation conversion ? Unwrap(conversion.Operand) : value;

    private static IOperation? Initializer(ISymbol variable, IOperation use) =>
        variable.DeclaringSyntaxReferences is [var reference]
        && reference.SyntaxTree == use.Syntax.SyntaxTree
        && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
        && use.SemanticModel?.GetOperation(initializer) is { } operation
            ? Unwrap(operation)
            : null;

    private static bool IsAssignedByConstructor(IFieldSymbol field) => field.ContainingType.Constructors
        .SelectMany(constructor => constructor.DeclaringSyntaxReferences)
        .SelectMany(reference => reference.GetSyntax().DescendantNodes())
        .OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == field.Name && IsWritten(name.Parent is MemberAccessExpressionSyntax member ? member : name));

    private static bool IsWritten(ExpressionSyntax variable) => variable.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == variable,
        ArgumentSyntax argument => argument.RefKindKeyword.Kind() is not SyntaxKind.None || argument.Parent is TupleExpressionSyntax,
        _ => false,
    };

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

    private static FixedLength? OfSlice(IInvocationOperation slice)
    {
        if (slice.Arguments.FirstOrDefault(a => a.Parameter?.Name == "length")?.Value is { } length)
        {
            return length.ConstantValue is { HasValue: true, Value: int count } ? new FixedLength(count, length.Syntax) : null;
        }

        IOperation? whole = slice.Instance ?? slice.Arguments.FirstOrDefault()?.Value;
        if (whole is null || Of(whole) is not { } all)
        {
            return null;
        }

        IArgumentOperation[] bounds = [.. slice.Arguments.Where(a => a.Parameter?.Ordinal > 0 || slice.Instance is not null)];
        return bounds switch
        {
            [] => all,
            [{ Parameter.Name: "start", Value.ConstantValue: { HasValue: true, Value: int start } }] => new FixedLength(all.Count - start),
            _ => null,
        };
    }

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
