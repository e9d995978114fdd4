using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>Tells whether a part of the program is entered by one thread at a time.</summary>
internal static class Exclusion
{
    /// <summary>What methods of locks that are not known are called in part.</summary>
    private static readonly string[] s_words = ["lock", "enter", "acquire", "wait", "exclusive"];

    /// <summary>Whether something that lets one thread pass is held at an operation, taken within a function or loop around it.</summary>
    public static bool IsHeld(IOperation at, IOperation within)
    {
        for (IOperation? operation = at; operation is not null && operation != within; operation = operation.Parent)
        {
            if (operation is ILockOperation { Body: var body } && body.Syntax.Span.Contains(at.Syntax.Span))
            {
                return true;
            }
        }

        IInvocationOperation[] before =
        [
            .. within.Descendants().OfType<IInvocationOperation>()
                .Where(call => call.Syntax.Span.End <= at.Syntax.SpanStart && LastsUntil(call, at)),
        ];
        IInvocationOperation? taken = before.LastOrDefault(Takes);
        return taken is not null && !before.Any(call => call.Syntax.SpanStart > taken.Syntax.SpanStart && Gives(call));
    }

    /// <summary>Whether a method that is not known, but has a name like those of locks, comes before an operation in a function.</summary>
    public static bool MayBeHeld(IOperation at, IOperation within) => within.Descendants().OfType<IInvocationOperation>().Any(call =>
        call.Syntax.Span.End <= at.Syntax.SpanStart
        && !call.TargetMethod.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal)
        && s_words.Any(word => call.TargetMethod.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
        && LastsUntil(call, at));

    /// <summary>Whether something is given back in a function that was taken before it was started.</summary>
    public static bool IsGivenBack(IOperation function) => function.Descendants().OfType<IInvocationOperation>().Any(Gives);

    /// <summary>Whether a call waits until no other thread is where it leads to.</summary>
    private static bool Takes(IInvocationOperation call) => IsThreading(call) && call.TargetMethod switch
    {
        { Name: "Enter" or "TryEnter" or "EnterScope", ContainingType.Name: "Monitor" or "Lock" or "SpinLock" } => true,
        { Name: "Wait" or "WaitAsync", ContainingType.Name: "SemaphoreSlim" } => LetsOnePass(call.Instance),
        { Name: "WaitOne", ContainingType.Name: "WaitHandle" } => LetsOnePass(call.Instance),
        { Name: "EnterWriteLock" or "TryEnterWriteLock", ContainingType.Name: "ReaderWriterLockSlim" } => true,
        { Name: "EnterUpgradeableReadLock" or "TryEnterUpgradeableReadLock", ContainingType.Name: "ReaderWriterLockSlim" } => true,
        { Name: "AcquireWriterLock" or "UpgradeToWriterLock", ContainingType.Name: "ReaderWriterLock" } => true,
        { Name: "CompareExchange" or "Exchange", ContainingType.Name: "Interlocked" } => true,
        _ => false,
    };

    private static bool Gives(IInvocationOperation call) => IsThreading(call) && call.TargetMethod.Name is "Exit" or "Release" or "Set"
        or "ReleaseMutex" or "ExitWriteLock" or "ExitUpgradeableReadLock" or "ReleaseWriterLock" or "ReleaseLock";

    private static bool IsThreading(IInvocationOperation call) => call.TargetMethod.ContainingType.IsIn("System.Threading");

    /// <summary>Whether a semaphore lets no more than one pass, as far as the program says.</summary>
    private static bool LetsOnePass(IOperation? semaphore) =>
        semaphore is null
        || AssignedValue.Behind(semaphore) is not IObjectCreationOperation { Arguments: [var count, ..] } creation
        || creation.Type?.Name is not ("SemaphoreSlim" or "Semaphore")
        || count.Value.ConstantValue is not { HasValue: true, Value: int and > 1 };

    /// <summary>Whether what a call has taken is so at a later operation: it stands in no block, or using, that has ended.</summary>
    private static bool LastsUntil(IOperation call, IOperation at)
    {
        for (IOperation child = call; child.Parent is { } parent; child = parent)
        {
            if (parent is IBlockOperation or IUsingOperation or IAnonymousFunctionOperation or ICatchClauseOperation)
            {
                return parent.Syntax.Span.Contains(at.Syntax.Span);
            }
        }

        return true;
    }
}
