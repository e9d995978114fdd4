using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>What runs an operation on several threads at once with the same variable.</summary>
/// <param name="By">The call, as a message names it.</param>
/// <param name="IsCertain">Whether nothing that the program does not say could keep the threads apart.</param>
internal sealed record Sharing(string By, bool IsCertain)
{
    /// <summary>
    /// The nearest such call whose function does not have a variable of its own; null where there is none, or something lets only one
    /// thread pass.
    /// </summary>
    public static Sharing? Of(IOperation change, ISymbol variable) => Of(change, variable, isCertain: true, depth: 0);

    private static Sharing? Of(IOperation change, ISymbol variable, bool isCertain, int depth)
    {
        for (IOperation operation = change; operation.Parent is { } parent; operation = parent)
        {
            isCertain &= !IsChosen(operation);
            if (operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            {
                continue;
            }

            if (variable.IsDeclaredIn(operation.Syntax) || Exclusion.IsHeld(change, operation))
            {
                return null;
            }

            isCertain &= !Exclusion.MayBeHeld(change, operation);
            if (operation is ILocalFunctionOperation { Symbol: var function })
            {
                return depth > 3 ? null : Uses(function, operation)
                    .Select(use => OfUse(use, variable, isCertain, depth))
                    .FirstOrDefault(sharing => sharing is not null);
            }

            if (OfFunction(operation, variable, isCertain) is { } sharing)
            {
                return sharing;
            }

            isCertain &= IsRunHere(operation);
        }

        return null;
    }

    /// <summary>Whether something is done in one case only, which may be that of a single thread.</summary>
    private static bool IsChosen(IOperation operation) => operation.Parent switch
    {
        IConditionalOperation { Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } or IIsPatternOperation } choice =>
            choice.WhenTrue == operation,
        ISwitchCaseOperation or ISwitchExpressionArmOperation => true,
        _ => false,
    };

    /// <summary>Where a local function is called, or given away.</summary>
    private static IEnumerable<IOperation> Uses(IMethodSymbol function, IOperation within) => VariableUses.Root(within).Descendants()
        .Where(use => SymbolEqualityComparer.Default.Equals(
            (use as IInvocationOperation)?.TargetMethod ?? (use as IMethodReferenceOperation)?.Method, function));

    private static Sharing? OfUse(IOperation use, ISymbol variable, bool isCertain, int depth) =>
        (use is IMethodReferenceOperation ? OfFunction(use, variable, isCertain) : null) ?? Of(use, variable, isCertain, depth + 1);

    /// <summary>How the call shares a variable that is given a function.</summary>
    private static Sharing? OfFunction(IOperation function, ISymbol variable, bool isCertain)
    {
        if (Destination.Argument(function)?.Parent is not { } call)
        {
            return null;
        }

        Concurrency concurrency = Threads.Of(call);
        int? limit = Threads.Limit(call);
        return limit == 1 ? null : concurrency switch
        {
            Concurrency.Many => new(Threads.Describe(call), isCertain && limit is not null),
            Concurrency.Beside when limit is not null => Repeated(call, function, variable, isCertain),
            _ => null,
        };
    }

    /// <summary>Whether a call that starts one thread stands in a loop, or in a query, that the variable is declared outside of.</summary>
    private static Sharing? Repeated(IOperation call, IOperation function, ISymbol variable, bool isCertain)
    {
        foreach (IOperation repetition in Repetition.Around(call))
        {
            if (variable.IsDeclaredIn(repetition.Syntax) || IsLeft(call, repetition) || IsWaitedFor(call, repetition)
                || (Exclusion.IsGivenBack(function) && Exclusion.IsHeld(call, repetition)))
            {
                return null;
            }

            bool mayWait = IsYielded(call) || repetition.Descendants().Any(o => Waiting.IsPause(o) || IsWaitOf(repetition, call, o));
            return new($"{Threads.Describe(call)} in a loop", isCertain && !mayWait);
        }

        return null;
    }

    /// <summary>Whether each task or thread is over before the next one is started.</summary>
    private static bool IsWaitedFor(IOperation call, IOperation repetition)
    {
        ISymbol? keeper = Waiting.Keeper(call);
        return repetition.Descendants().Any(wait => IsWaitOf(repetition, call, wait)
            && (wait.Syntax.Span.Contains(call.Syntax.Span) || (keeper is not null && Names(wait, keeper))))
            || IsAwaitedWhenEnumerated(repetition);
    }

    /// <summary>Whether an operation makes a repetition wait. A function that awaits lets its caller go on meanwhile.</summary>
    private static bool IsWaitOf(IOperation repetition, IOperation call, IOperation wait)
    {
        IOperation function = Waiting.FunctionOf(call);
        return Waiting.IsWait(wait)
            && Waiting.FunctionOf(wait) == function
            && (wait is not IAwaitOperation || (repetition is ILoopOperation && Waiting.FunctionOf(repetition) == function));
    }

    private static bool Names(IOperation wait, ISymbol variable) =>
        wait.DescendantsAndSelf().Any(o => SymbolEqualityComparer.Default.Equals(Variable.Of(o), variable));

    /// <summary>Whether a query that starts tasks is run by a loop that awaits each: queries are lazy.</summary>
    private static bool IsAwaitedWhenEnumerated(IOperation repetition) =>
        repetition is IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" }
        && Destination.Of(repetition) is IForEachLoopOperation { Body: var body, Locals: [var each] }
        && body.Descendants().Any(o => Waiting.IsWait(o) && Names(o, each));

    /// <summary>Whether the loop ends when the thread was started.</summary>
    private static bool IsLeft(IOperation call, IOperation repetition)
    {
        for (IOperation child = call; child != repetition && child is not IAnonymousFunctionOperation; child = child.Parent!)
        {
            IOperation last = child is IBlockOperation { Operations: [.., var end] } ? end : child;
            if (repetition is ILoopOperation loop && (Ends(child, loop) || Ends(last, loop)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Ends(IOperation statement, ILoopOperation loop) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return } or IThrowOperation => true,
        IBranchOperation branch => SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel),
        _ => false,
    };

    private static bool IsYielded(IOperation call) => Destination.Of(call) is IReturnOperation { Kind: OperationKind.YieldReturn };

    /// <summary>Whether whoever is given a function is known to run it as it is: the framework's collections, queries and threads.</summary>
    private static bool IsRunHere(IOperation function) =>
        Destination.Argument(function)?.Parent is not { } call
        || Threads.Of(call) != Concurrency.None
        || (call is IInvocationOperation { TargetMethod.ContainingType: var type }
            && (type.IsIn("System") || type.IsIn("System.Linq") || type.IsIn("System.Collections.Generic")));
}
