using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>A call that starts a task or thread, beside which the function around it goes on.</summary>
internal sealed class Background
{
    private readonly IOperation? _start;
    private readonly ISymbol? _keeper;
    private readonly bool _isKnown;

    public Background(IOperation call)
    {
        Call = call;
        Function = Waiting.FunctionOf(call);
        _keeper = Waiting.Keeper(call);
        _start = call is IObjectCreationOperation ? StartCall() : call;
        _isKnown = _keeper is not null
            || _start != call
            || IsDropped(call)
            || Waits().Any(wait => wait.Syntax.Span.Contains(call.Syntax.Span));
    }

    /// <summary>What makes the task or thread.</summary>
    public IOperation Call { get; }

    /// <summary>The function that makes it.</summary>
    public IOperation Function { get; }

    /// <summary>
    /// What the function certainly does while the other thread may still run: all that follows in the same block, up to the first place
    /// where the program waits for anything or looks at the task.
    /// </summary>
    public IEnumerable<IOperation> Meanwhile()
    {
        if (_start is null || !_isKnown || Block(_start) is not { } block)
        {
            return [];
        }

        int started = _start.Syntax.Span.End;
        IOperation[] ends = [.. Waits().Concat(Looks()).Where(end => end.Syntax.Span.End >= started)];
        return block.Descendants().Where(o => o.Syntax.SpanStart >= started
            && IsRunBy(Function, o)
            && !ends.Any(end => end.Syntax.Span.End <= o.Syntax.SpanStart && !IsCondition(end, o)));
    }

    private IEnumerable<IOperation> Waits() => Function.Descendants().Where(o => Waiting.IsWait(o) && Waiting.FunctionOf(o) == Function);

    /// <summary>Where the variable with the task or thread is used, but for what only sets it up.</summary>
    private IEnumerable<IOperation> Looks() => _keeper is null ? [] : VariableUses.Of(_keeper, Call)
        .Where(use => Waiting.FunctionOf(use) == Function
            && use.Parent is not IPropertyReferenceOperation { Parent: IAssignmentOperation }
            && !IsStart(use.Parent)
            && !IsBesideAnother(use));

    /// <summary>Whether a task is named among others in what is awaited only when these, too, have been started.</summary>
    private bool IsBesideAnother(IOperation use) => Waits().Any(wait => wait.Syntax.Span.Contains(use.Syntax.Span));

    private IOperation? StartCall() => IsStart(Destination.Of(Call))
        ? Destination.Of(Call)
        : _keeper is null ? null : VariableUses.Of(_keeper, Call).Select(use => use.Parent).FirstOrDefault(IsStart);

    private static bool IsStart(IOperation? operation) => operation is IInvocationOperation
    {
        TargetMethod: { Name: "Start" or "UnsafeStart", ContainingType: { Name: "Thread" or "Task" } type },
    } && (type.IsIn("System.Threading") || type.IsIn("System.Threading.Tasks"));

    private static bool IsDropped(IOperation call) =>
        Destination.Of(call) is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    /// <summary>Whether an operation is run by a function, itself or by threads that it starts.</summary>
    private static bool IsRunBy(IOperation function, IOperation operation)
    {
        while (Waiting.FunctionOf(operation) is var own && own != function)
        {
            if (own is not IAnonymousFunctionOperation
                || Threads.Of(Destination.Argument(own)?.Parent) == Concurrency.None
                || own.Parent is not { } parent)
            {
                return false;
            }

            operation = parent;
        }

        return true;
    }

    /// <summary>Whether a look at the task stands in the condition, that it is not over, of a loop around another operation.</summary>
    private static bool IsCondition(IOperation look, IOperation operation)
    {
        for (IOperation? around = look; around is not null; around = around.Parent)
        {
            if (around is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not })
            {
                return operation.Syntax.Ancestors().Contains(LoopOf(around)?.Syntax);
            }
        }

        return false;
    }

    /// <summary>The loop whose condition, to go on, an operation is part of.</summary>
    private static IWhileLoopOperation? LoopOf(IOperation condition)
    {
        IOperation? around = condition;
        while (around.Parent is IBinaryOperation or IParenthesizedOperation or IConversionOperation)
        {
            around = around.Parent;
        }

        return around.Parent is IWhileLoopOperation { ConditionIsUntil: false } loop && loop.Condition == around ? loop : null;
    }

    /// <summary>The block in which all that follows a statement is run after it; null where something else decides.</summary>
    private static IOperation? Block(IOperation statement)
    {
        for (IOperation? around = statement.Parent; around is not (null or IConditionalOperation or ILoopOperation); around = around.Parent)
        {
            if (around is IBlockOperation or ISwitchCaseOperation)
            {
                return around;
            }
        }

        return null;
    }
}
