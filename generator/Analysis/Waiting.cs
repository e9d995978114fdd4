using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>Where the program waits for what runs beside it.</summary>
internal static class Waiting
{
    /// <summary>The variable that keeps a task or thread, itself or among others; null where none does.</summary>
    public static ISymbol? Keeper(IOperation started)
    {
        IOperation value = Destination.Outermost(started);
        while (value.Parent is IInvocationOperation { TargetMethod.Name: "ContinueWith" or "ConfigureAwait" or "Unwrap" } call
            && call.Instance == value)
        {
            value = Destination.Outermost(call);
        }

        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            IAssignmentOperation assignment when assignment.Value == value => Kept(assignment.Target),
            _ => Destination.Argument(value)?.Parent is IInvocationOperation { TargetMethod.Name: "Add" or "Enqueue" or "Push" } added
                ? Variable.Of(added.Instance)
                : null,
        };
    }

    /// <summary>Whether an operation returns only when some task or thread, which it is given or which it does not name, is over.</summary>
    public static bool IsWait(IOperation operation) => operation switch
    {
        IAwaitOperation { Operation: var awaited } => !IsPause(awaited),
        IInvocationOperation { TargetMethod: var method } =>
            method.Name is "Wait" or "WaitAll" or "WaitAny" or "WaitOne" or "Join" or "GetResult" or "SignalAndWait"
            && IsOfThreads(method.ContainingType),
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: var type } } => IsOfThreads(type),
        _ => false,
    };

    /// <summary>Whether a call only lets time pass.</summary>
    public static bool IsPause(IOperation operation) => FixedLength.Unwrap(operation) switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => IsPause(task),
        IInvocationOperation { TargetMethod: var method } =>
            method.Name is "Delay" or "Yield" or "Sleep" or "SpinWait"
            && (method.ContainingType.Is("System.Threading.Tasks", "Task") || method.ContainingType.Is("System.Threading", "Thread")),
        _ => false,
    };

    /// <summary>The lambda, local function or body that an operation is run by.</summary>
    public static IOperation FunctionOf(IOperation operation)
    {
        while (operation.Parent is { } parent && operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            operation = parent;
        }

        return operation;
    }

    private static bool IsOfThreads(ITypeSymbol type) =>
        type.IsIn("System.Threading") || type.IsIn("System.Threading.Tasks") || type.IsIn("System.Runtime.CompilerServices");

    private static ISymbol? Kept(IOperation target) => Variable.Of(target) ?? target switch
    {
        IArrayElementReferenceOperation element => Variable.Of(element.ArrayReference),
        IPropertyReferenceOperation { Instance: { } list } => Variable.Of(list),
        _ => null,
    };
}
