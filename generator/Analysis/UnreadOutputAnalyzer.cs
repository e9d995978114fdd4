using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR102: a buffer that a network writes and nobody can read afterwards.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadOutputAnalyzer() : NetworkAnalyzer(AnalysisDescriptors.UnreadOutput, OperationKind.Invocation)
{
    private protected override void Analyze(OperationAnalysisContext context, UnrolledTypes types)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (!types.IsNetworkMethod(invocation.TargetMethod) || !IsForItsResult(invocation))
        {
            return;
        }

        foreach (IArgumentOperation argument in invocation.Arguments.Where(IsResult))
        {
            if (IsLost(argument, types))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    AnalysisDescriptors.UnreadOutput, argument.Value.Syntax.GetLocation(), invocation.TargetMethod.Name, argument.Parameter!.Name));
            }
        }
    }

    /// <summary>Whether the buffer is all that a call is good for. A gradient may be computed for the loss that comes with it.</summary>
    private static bool IsForItsResult(IInvocationOperation invocation) =>
        invocation.TargetMethod.ReturnsVoid || invocation.Parent is IExpressionStatementOperation;

    private static bool IsResult(IArgumentOperation argument) => Buffer.Of(argument) is { IsResult: true };

    private static bool IsLost(IArgumentOperation argument, UnrolledTypes types)
    {
        IOperation value = FixedLength.Unwrap(argument.Value);
        if (value is not ILocalReferenceOperation { Local: var local })
        {
            return IsNew(value);
        }

        // One complaint per variable, at its first use, is enough.
        ILocalReferenceOperation[] uses = [.. LocalUses.Of(local, argument)];
        return IsNew(FixedLength.Creation(value)) && uses[0] == value && uses.All(use => Receives(use, types));
    }

    private static bool Receives(ILocalReferenceOperation use, UnrolledTypes types)
    {
        IOperation? parent = use.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parent: IInvocationOperation call } argument && types.IsNetworkMethod(call.TargetMethod) && IsResult(argument);
    }

    /// <summary>Whether a value is made here and has elements at all.</summary>
    private static bool IsNew(IOperation value) => FixedLength.Of(value) is not { Count: 0 }
        && (value is IArrayCreationOperation or ICollectionExpressionOperation
            || value.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax);
}
