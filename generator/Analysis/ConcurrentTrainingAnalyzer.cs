using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR103: a network that several threads train at once, or train while one loads parameters into it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConcurrentTrainingAnalyzer() : NetworkAnalyzer(AnalysisDescriptors.ConcurrentTraining, OperationKind.Invocation)
{
    private protected override void Analyze(OperationAnalysisContext context, UnrolledTypes types)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (Changed(invocation, types) is not { } network || Variable.Of(network) is not { } variable || IsPerThread(variable))
        {
            return;
        }

        if (SharingCall(invocation, variable, types) is { } sharing)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                AnalysisDescriptors.ConcurrentTraining, invocation.Syntax.GetLocation(), invocation.TargetMethod.Name, variable.Name, sharing));
        }
    }

    /// <summary>The network that a call changes.</summary>
    private static IOperation? Changed(IInvocationOperation invocation, UnrolledTypes types) => invocation.TargetMethod switch
    {
        { Name: "Train" or "SetParameters" } method when types.IsNetworkMethod(method) => invocation.Instance,
        { Name: "Train" or "Epochs" or "Load" or "LoadAsync", IsStatic: true } method when types.IsRuntime(method) =>
            invocation.Arguments.FirstOrDefault(a => a.Parameter?.Name == "network")?.Value,
        _ => null,
    };

    private static bool IsPerThread(ISymbol variable) => variable.GetAttributes().Any(a => a.AttributeClass?.Name == nameof(ThreadStaticAttribute));

    /// <summary>
    /// The call around an operation that runs it on several threads with the same variable: the nearest one whose lambda does not have a
    /// variable of its own. Null where there is none, or a lock on the way.
    /// </summary>
    private static string? SharingCall(IOperation change, ISymbol variable, UnrolledTypes types)
    {
        for (IOperation? operation = change; operation is not null && operation is not ILockOperation; operation = operation.Parent)
        {
            if (operation is not IAnonymousFunctionOperation lambda)
            {
                continue;
            }

            if (IsDeclaredIn(lambda.Syntax, variable))
            {
                return null;
            }

            if (Receiver(lambda) is { } call && Shares(call, lambda, variable, types))
            {
                return Describe(call);
            }
        }

        return null;
    }

    /// <summary>The call or construction that a lambda is an argument of.</summary>
    private static IOperation? Receiver(IOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation)
        {
            parent = parent.Parent;
        }

        return (parent as IArgumentOperation)?.Parent;
    }

    private static bool Shares(IOperation call, IOperation lambda, ISymbol variable, UnrolledTypes types) => MethodOf(call) switch
    {
        { ContainingType.Name: "Parallel", Name: "Invoke" } => IsChangedBeside(call, lambda, variable, types),
        { ContainingType.Name: "Parallel" or "ParallelEnumerable" } => true,
        { ContainingType.Name: "Task", Name: "Run" } or { ContainingType.Name: "TaskFactory", Name: "StartNew" }
            or { ContainingType.Name: "ThreadPool" } or { ContainingType.Name: "Thread", MethodKind: MethodKind.Constructor } => IsRepeated(call, variable),
        _ => false,
    };

    private static IMethodSymbol? MethodOf(IOperation call) =>
        (call as IInvocationOperation)?.TargetMethod ?? (call as IObjectCreationOperation)?.Constructor;

    private static bool IsChangedBeside(IOperation call, IOperation lambda, ISymbol variable, UnrolledTypes types) => call.Descendants()
        .OfType<IInvocationOperation>()
        .Any(other => !lambda.Syntax.Span.Contains(other.Syntax.Span)
            && SymbolEqualityComparer.Default.Equals(Variable.Of(Changed(other, types)), variable));

    /// <summary>Whether a call that starts one thread stands in a loop, or in a query, that the variable is declared outside of.</summary>
    private static bool IsRepeated(IOperation call, ISymbol variable)
    {
        for (IOperation? operation = call.Parent; operation is not null; operation = operation.Parent)
        {
            if (operation is ILoopOperation or IAnonymousFunctionOperation)
            {
                if (IsDeclaredIn(operation.Syntax, variable))
                {
                    return false;
                }

                if (operation is ILoopOperation || Receiver(operation) is IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsDeclaredIn(SyntaxNode node, ISymbol variable) =>
        variable.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == node.SyntaxTree && node.Span.Contains(r.Span));

    private static string Describe(IOperation call) => MethodOf(call) switch
    {
        { MethodKind: MethodKind.Constructor } constructor => $"a {constructor.ContainingType.Name} in a loop",
        { ContainingType.Name: "Parallel" or "ParallelEnumerable" } method => $"{method.ContainingType.Name}.{method.Name}",
        { } method => $"{method.ContainingType.Name}.{method.Name} in a loop",
        null => "",
    };
}
