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

        IInvocationOperation[] before = [.. within.Descendants().OfType<IInvocationOperation>().Where(c => c.Syntax.Span.End <= at.Syntax.SpanStart)];
        IInvocationOperation? taken = before.LastOrDefault(call => Takes(call) && LastsUntil(call, at));
        return taken is not null && !before.Any(call => call.Syntax.SpanStart > taken.Syntax.SpanStart && Gives(call) && LastsUntil(call, at));
    }

    /// <summary>Whether a method that is not known, but is called as those of locks are, comes before an operation within a function.</summary>
    public static bool MayBeHeld(IOperation at, IOperation within) => within.Descendants().OfType<IInvocationOperation>().Any(call =>
        call.Syntax.Span.End <= at.Syntax.SpanStart
        && !call.TargetMethod.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal)
        && s_words.Any(word => call.TargetMethod.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
        && LastsUntil(call, at));

    /// <summary>Whether something is given back in a function that was taken before it was started.</summary>
    public static bool IsGivenBack(IOperation function) => function.Descendants().OfType<IInvocationOperation>().Any(Gives);

    /// <summary>Whether a call waits until no other thread is where it leads to.</summary>
    private static bool Takes(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Enter" or "TryEnter" or "EnterScope", ContainingType: { Name: "Monitor" or "Lock" or "SpinLock" } type } => IsThreading(type),
        { Name: "Wait" or "WaitAsync", ContainingType: { Name: "SemaphoreSlim" } type } => IsThreading(type) && LetsOnePass(call.Instance),
        { Name: "WaitOne", ContainingType: { Name: "WaitHandle" } type } => IsThreading(type) && LetsOnePass(call.Instance),
        { Name: "EnterWriteLock" or "TryEnterWriteLock" or "EnterUpgradeableReadLock" or "TryEnterUpgradeableReadLock", ContainingType: { Name: "ReaderWriterLockSlim" } type } =>
            IsThreading(type),
        { Name: "AcquireWriterLock" or "UpgradeToWriterLock", ContainingType: { Name: "ReaderWriterLock" } type } => IsThreading(type),
        { Name: "CompareExchange" or "Exchange", ContainingType: { Name: "Interlocked" } type } => IsThreading(type),
        _ => false,
    };

    private static bool Gives(IInvocationOperation call) => call.TargetMethod is
    {
        Name: "Exit" or "Release" or "ReleaseMutex" or "ExitWriteLock" or "ExitUpgradeableReadLock" or "ReleaseWriterLock" or "ReleaseLock" or "Set",
        ContainingType: { } type,
    } && IsThreading(type);

    private static bool IsThreading(ITypeSymbol type) => type.IsIn("System.Threading");

    /// <summary>Whether a semaphore lets no more than one pass, as far as the program says.</summary>
    private static bool LetsOnePass(IOperation? semaphore) =>
        semaphore is null
        || AssignedValue.Behind(semaphore) is not IObjectCreationOperation { Constructor.ContainingType.Name: "SemaphoreSlim" or "Semaphore" } creation
        || creation.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value.ConstantValue is not { HasValue: true, Value: int and > 1 };

    /// <summary>Whether what a call takes or gives is so at a later operation: it does not stand in a block, or a using, that has ended.</summary>
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
