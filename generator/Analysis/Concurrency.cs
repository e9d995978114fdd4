using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>How often, and beside what, a call runs the functions that it is given.</summary>
internal enum Concurrency
{
    /// <summary>In the caller's thread, or nothing is known.</summary>
    None,

    /// <summary>Once, while the caller goes on.</summary>
    Beside,

    /// <summary>Each once, beside one another, before the caller goes on.</summary>
    Together,

    /// <summary>Many times at once, before the caller goes on.</summary>
    Many,
}

/// <summary>Tells the framework's calls that run functions on other threads.</summary>
internal static class Threads
{
    private const string Tasks = "System.Threading.Tasks";

    public static Concurrency Of(IOperation? call) => MethodOf(call) switch
    {
        { ContainingType: { Name: "Parallel" } type, Name: var name } when type.Is(Tasks, "Parallel") =>
            name == "Invoke" ? Concurrency.Together : Concurrency.Many,
        { ContainingType: { Name: "ParallelEnumerable" } type } when type.Is("System.Linq", "ParallelEnumerable") => Concurrency.Many,
        { ContainingType: { Name: "Task" } type, Name: "Run" or ".ctor" } when type.Is(Tasks, "Task") => Concurrency.Beside,
        { ContainingType: { Name: "TaskFactory" } type, Name: "StartNew" } when type.Is(Tasks, "TaskFactory") => Concurrency.Beside,
        { ContainingType: { Name: "Thread" } type, Name: ".ctor" } when type.Is("System.Threading", "Thread") => Concurrency.Beside,
        { ContainingType: { Name: "ThreadPool" } type } when type.Is("System.Threading", "ThreadPool") => Concurrency.Beside,
        _ => Concurrency.None,
    };

    /// <summary>
    /// How many functions a call runs at once at most; null where the program does not say. A scheduler of the user's own may run one at
    /// a time, so that nothing is known.
    /// </summary>
    public static int? Limit(IOperation call)
    {
        if (call is not IInvocationOperation { TargetMethod: var method } invocation)
        {
            return int.MaxValue;
        }

        if (invocation.Arguments.FirstOrDefault(a => a.Parameter?.Type.Is(Tasks, "ParallelOptions") == true) is { } options)
        {
            return LimitOf(options.Value);
        }

        if (invocation.Arguments.Any(a => a.Parameter?.Type.Is(Tasks, "TaskScheduler") == true && !IsDefaultScheduler(a.Value))
            || (method.ContainingType.Name == "TaskFactory" && !IsDefaultFactory(invocation.Instance)))
        {
            return null;
        }

        return method.ContainingType.Name == "ParallelEnumerable" ? LimitOfQuery(invocation)
            : method is { ContainingType.Name: "Parallel", Name: "For" } && IsSingleStep(invocation) ? 1
            : int.MaxValue;
    }

    /// <summary>The lambdas and methods that a call is given.</summary>
    public static IEnumerable<IOperation> Functions(IOperation call) => call.Descendants()
        .Where(child => child is IAnonymousFunctionOperation or IMethodReferenceOperation && Destination.Argument(child)?.Parent == call);

    /// <summary>What a message calls it.</summary>
    public static string Describe(IOperation call) => MethodOf(call) switch
    {
        { MethodKind: MethodKind.Constructor } constructor => $"a {constructor.ContainingType.Name}",
        { MethodKind: MethodKind.LocalFunction } function => function.Name,
        { } method => $"{method.ContainingType.Name}.{method.Name}",
        null => "",
    };

    private static IMethodSymbol? MethodOf(IOperation? call) =>
        (call as IInvocationOperation)?.TargetMethod ?? (call as IObjectCreationOperation)?.Constructor;

    private static int? LimitOf(IOperation options)
    {
        if (AssignedValue.Behind(options) is not IObjectCreationOperation creation || IsChanged(options))
        {
            return null;
        }

        int? limit = int.MaxValue;
        foreach (ISimpleAssignmentOperation assignment in creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [])
        {
            limit = assignment.Target is not IPropertyReferenceOperation { Property.Name: var name } ? null
                : name == "MaxDegreeOfParallelism" ? Positive(assignment.Value)
                : name == "TaskScheduler" && !IsDefaultScheduler(assignment.Value) ? null
                : limit;
        }

        return limit;
    }

    /// <summary>Whether options that a variable holds are written to after they were made.</summary>
    private static bool IsChanged(IOperation options) => Variable.Of(options) is { } variable && VariableUses.Of(variable, options)
        .Any(use => use.Parent is IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } property
            && assignment.Target == property);

    private static int? LimitOfQuery(IOperation? query)
    {
        while (query is IInvocationOperation { TargetMethod: var method, Arguments: [var source, ..] arguments })
        {
            if (method.Name == "WithDegreeOfParallelism")
            {
                return Positive(arguments[1].Value);
            }

            query = FixedLength.Unwrap(source.Value);
        }

        return int.MaxValue;
    }

    private static int? Positive(IOperation number) =>
        number.ConstantValue is { HasValue: true, Value: int value } ? value > 0 ? value : int.MaxValue : null;

    private static bool IsSingleStep(IInvocationOperation call) =>
        call.Arguments.Length > 1
        && call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: int from }
        && call.Arguments[1].Value.ConstantValue is { HasValue: true, Value: int to }
        && (long)to - from <= 1;

    private static bool IsDefaultScheduler(IOperation value) =>
        FixedLength.Unwrap(value) is IPropertyReferenceOperation { Property: { Name: "Default", ContainingType.Name: "TaskScheduler" } };

    private static bool IsDefaultFactory(IOperation? factory) =>
        factory is IPropertyReferenceOperation { Property: { Name: "Factory", ContainingType.Name: "Task" } };
}
