using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>A call that reads or changes the network in a variable, with nothing that keeps other threads out.</summary>
internal sealed record Access(RuntimeCall Call, ISymbol Network)
{
    /// <summary>The access that a call makes, in a part of the program that another thread may enter too.</summary>
    public static Access? Of(RuntimeCall? call, IOperation within) =>
        call?.Network is { } network
        && call.Method.MethodKind != MethodKind.Constructor
        && Variable.Behind(network) is { } variable
        && !Exclusion.IsHeld(call.Operation, within)
            ? new(call, variable)
            : null;

    /// <summary>What a function does to networks that it does not make itself, local functions that it calls included.</summary>
    public static IEnumerable<Access> In(IOperation function, UnrolledTypes types) => Bodies(function)
        .SelectMany(body => RuntimeCall.In(body, types)
            .Select(call => Of(call, body))
            .OfType<Access>()
            .Where(access => !access.Network.IsDeclaredIn(body.Syntax) && !IsAwaited(access.Call.Operation, body)));

    /// <summary>What goes on beside the caller when it has called a local function that returns a task.</summary>
    public static IEnumerable<Access> Started(IOperation call, UnrolledTypes types) =>
        call is IInvocationOperation { TargetMethod.ReturnType: { Name: "Task" } task } && task.IsIn("System.Threading.Tasks")
            ? Declaration(call)
                .SelectMany(body => body.Descendants())
                .Where(start => Threads.Of(start) == Concurrency.Beside)
                .SelectMany(Threads.Functions)
                .SelectMany(function => In(function, types))
            : [];

    /// <summary>Whether two threads must not do both at once.</summary>
    public bool Collides(Access other) =>
        (Call.Changes || other.Call.Changes) && SymbolEqualityComparer.Default.Equals(Network, other.Network);

    /// <summary>Whether a function waits for something first, which may come from whoever it runs beside.</summary>
    private static bool IsAwaited(IOperation access, IOperation body) =>
        body.Descendants().Any(wait => wait.Syntax.Span.End <= access.Syntax.SpanStart && Waiting.IsWait(wait));

    private static IEnumerable<IOperation> Bodies(IOperation function)
    {
        IOperation[] own = function is IAnonymousFunctionOperation ? [function] : [.. Declaration(function)];
        return own.Concat(own.SelectMany(body => body.Descendants().OfType<IInvocationOperation>().SelectMany(Declaration)));
    }

    /// <summary>The local function that is called or given away.</summary>
    private static IEnumerable<IOperation> Declaration(IOperation use)
    {
        IMethodSymbol? method = (use as IInvocationOperation)?.TargetMethod ?? (use as IMethodReferenceOperation)?.Method;
        return method?.MethodKind != MethodKind.LocalFunction ? [] : VariableUses.Root(use).Descendants()
            .Where(o => o is ILocalFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, method));
    }
}
