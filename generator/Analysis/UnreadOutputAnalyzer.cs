using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR102: a buffer that a network writes and nobody can read afterwards; UNR118 where that may be all that is wanted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadOutputAnalyzer() : CallAnalyzer(AnalysisDescriptors.UnreadOutput, AnalysisDescriptors.PerhapsUnreadOutput)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (call.Network is null || !IsForItsResult(call))
        {
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments.Where(a => Buffer.Of(call, a) is { IsResult: true }))
        {
            if (IsLost(argument, types))
            {
                bool isForItsTime = call.Method.Name != "GetParameters" && Exercise.Is(call, types);
                context.ReportDiagnostic(Diagnostic.Create(
                    isForItsTime ? AnalysisDescriptors.PerhapsUnreadOutput : AnalysisDescriptors.UnreadOutput,
                    argument.Value.Syntax.GetLocation(),
                    call.Name,
                    call.ParameterOf(argument)));
            }
        }
    }

    /// <summary>Whether the buffer is all that a call is good for. A gradient may be computed for the loss that comes with it.</summary>
    private static bool IsForItsResult(RuntimeCall call) =>
        call.Method.ReturnsVoid || call.Operation.Parent is IExpressionStatementOperation;

    private static bool IsLost(IArgumentOperation argument, UnrolledTypes types)
    {
        IOperation value = FixedLength.Unwrap(argument.Value);
        if (value is not ILocalReferenceOperation { Local: var local })
        {
            return IsNew(value);
        }

        // One complaint per variable, at its first use, is enough.
        IOperation[] uses = [.. VariableUses.Of(local, argument)];
        return IsNew(FixedLength.Creation(value)) && uses[0] == value && uses.All(use => Receives(use, types));
    }

    private static bool Receives(IOperation use, UnrolledTypes types) =>
        Destination.Argument(use) is { } argument
        && RuntimeCall.Of(argument.Parent, types) is { Network: not null } call
        && Buffer.Of(call, argument) is { IsResult: true };

    /// <summary>Whether a value is made here and has elements at all.</summary>
    private static bool IsNew(IOperation value) => FixedLength.Of(value) is not { Count: 0 }
        && (value is IArrayCreationOperation or ICollectionExpressionOperation
            || value.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax);
}
