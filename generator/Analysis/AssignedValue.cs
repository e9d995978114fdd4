using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>What a variable holds wherever it is read, because it is given a value in one place only.</summary>
/// <param name="Value">What it is given.</param>
/// <param name="Element">Which element of that, where it is taken apart.</param>
internal readonly record struct AssignedValue(IOperation Value, int? Element = null)
{
    /// <summary>What the local or readonly field that an expression names holds; null where that is not known.</summary>
    public static AssignedValue? Of(IOperation reference) => FixedLength.Unwrap(reference) switch
    {
        ILocalReferenceOperation { Local: { IsRef: false } local } use => OfLocal(local, use),
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } use => OfField(field, use),
        _ => null,
    };

    /// <summary>The expression that a value comes from: itself, or what its variable was given as a whole, and so on.</summary>
    public static IOperation Behind(IOperation value)
    {
        value = FixedLength.Unwrap(value);

        // A variable can be given itself in a program that does not compile.
        for (int i = 0; i < 10 && Of(value) is { Element: null, Value: var assigned }; i++)
        {
            value = FixedLength.Unwrap(assigned);
        }

        return value;
    }

    private static AssignedValue? OfLocal(ILocalSymbol local, IOperation use)
    {
        AssignedValue? only = null;
        foreach (IOperation operation in VariableUses.Root(use).DescendantsAndSelf())
        {
            AssignedValue? assigned = operation switch
            {
                IVariableDeclaratorOperation { Symbol: var declared } declarator when Same(declared, local) =>
                    declarator.GetVariableInitializer() is { } initializer ? new(initializer.Value) : null,
                ILocalReferenceOperation reference when Same(reference.Local, local) && VariableUses.IsWritten(reference) =>
                    Written(reference),
                _ => null,
            };
            if (assigned is null)
            {
                continue;
            }

            if (only is not null || assigned.Value.Value is null)
            {
                return null;
            }

            only = assigned;
        }

        return only;
    }

    /// <summary>What a write gives to a variable; without a value where it is not known.</summary>
    private static AssignedValue? Written(IOperation reference)
    {
        int? element = null;
        IOperation target = reference;
        for (; target.Parent is ITupleOperation or IDeclarationExpressionOperation; target = target.Parent)
        {
            if (target.Parent is ITupleOperation tuple)
            {
                if (element is not null)
                {
                    return default(AssignedValue);
                }

                element = tuple.Elements.IndexOf(target);
            }
        }

        return target.Parent switch
        {
            ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target == target && element is null =>
                new(assignment.Value),
            IDeconstructionAssignmentOperation deconstruction when deconstruction.Target == target && element is { } index =>
                FixedLength.Unwrap(deconstruction.Value) is ITupleOperation values
                    ? new(values.Elements[index])
                    : new(deconstruction.Value, index),
            _ => default(AssignedValue),
        };
    }

    private static AssignedValue? OfField(IFieldSymbol field, IOperation use) =>
        field.ContainingType.TypeKind == TypeKind.Class
        && field.DeclaringSyntaxReferences is [var declaration]
        && declaration.SyntaxTree == use.Syntax.SyntaxTree
        && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } initializer }
        && !IsWrittenInItsType(field)
        && use.SemanticModel?.GetOperation(initializer) is { } value
            ? new(value)
            : null;

    /// <summary>Constructors and init accessors may write a readonly field, in any part of the type.</summary>
    private static bool IsWrittenInItsType(IFieldSymbol field) => field.ContainingType.DeclaringSyntaxReferences
        .SelectMany(part => part.GetSyntax().DescendantNodes())
        .OfType<IdentifierNameSyntax>()
        .Any(name => name.Identifier.ValueText == field.Name
            && IsWritten(name.Parent is MemberAccessExpressionSyntax member && member.Name == name ? member : name));

    private static bool IsWritten(ExpressionSyntax variable) => variable.Parent switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsWritten(parenthesized),
        PostfixUnaryExpressionSyntax forgiven when forgiven.IsKind(SyntaxKind.SuppressNullableWarningExpression) => IsWritten(forgiven),
        AssignmentExpressionSyntax assignment => assignment.Left == variable,
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsWritten(tuple),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        RefExpressionSyntax => true,
        PrefixUnaryExpressionSyntax address => address.IsKind(SyntaxKind.AddressOfExpression),
        _ => false,
    };

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
