using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>Where a local variable is used in the body around an operation, lambdas and local functions included.</summary>
internal static class LocalUses
{
    public static IEnumerable<ILocalReferenceOperation> Of(ILocalSymbol local, IOperation within) => Root(within).DescendantsAndSelf()
        .OfType<ILocalReferenceOperation>()
        .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local));

    /// <summary>Whether the variable may hold something else than it was declared with.</summary>
    public static bool IsReassigned(ILocalSymbol local, IOperation within) => local.IsRef || Of(local, within).Any(IsWrite);

    private static bool IsWrite(ILocalReferenceOperation use) => !use.IsDeclaration && use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use || assignment is ISimpleAssignmentOperation { IsRef: true },
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        IAddressOfOperation => true,
        _ => false,
    };

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
