using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>Where a variable is used in the body around an operation, lambdas and local functions included.</summary>
internal static class VariableUses
{
    /// <summary>Every place where a variable is named.</summary>
    public static IEnumerable<IOperation> Of(ISymbol variable, IOperation within) => Root(within).DescendantsAndSelf()
        .Where(use => SymbolEqualityComparer.Default.Equals(Named(use), variable));

    /// <summary>Whether an operation that names a variable may give it another value.</summary>
    public static bool IsWritten(IOperation use) => use.Parent switch
    {
        IDeclarationExpressionOperation or ITupleOperation => IsTakenApart(use),
        IAssignmentOperation assignment => assignment.Target == use || assignment is ISimpleAssignmentOperation { IsRef: true },
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        IAddressOfOperation => true,
        _ => false,
    };

    /// <summary>The body, or the initializer, that an operation stands in.</summary>
    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static ISymbol? Named(IOperation use) => use switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IParameterReferenceOperation reference => reference.Parameter,
        IFieldReferenceOperation reference => reference.Field,
        _ => null,
    };

    /// <summary>Whether a variable in a tuple, or declared in an expression, is written by what stands around that.</summary>
    private static bool IsTakenApart(IOperation use)
    {
        while (use.Parent is IDeclarationExpressionOperation or ITupleOperation)
        {
            use = use.Parent;
        }

        return use.Parent switch
        {
            IDeconstructionAssignmentOperation deconstruction => deconstruction.Target == use,
            IForEachLoopOperation loop => loop.LoopControlVariable == use,
            IArgumentOperation { Parameter.RefKind: RefKind.Out } => true,
            _ => false,
        };
    }
}
