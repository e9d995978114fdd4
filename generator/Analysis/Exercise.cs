using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>Tells calls that may be made only so that they are made: to compile code before it counts, or to take its time.</summary>
internal static class Exercise
{
    /// <summary>What such methods, and the variables and attributes near them, are called in part.</summary>
    private static readonly string[] s_words = ["warm", "bench", "jit", "stopwatch", "elapsed", "timestamp", "tickcount", "allocatedbytes"];

    /// <summary>
    /// Whether a call stands in a loop or in a function that is given away, gets zeros made for it, is followed by another call on the same
    /// network, or has a clock near it.
    /// </summary>
    public static bool Is(RuntimeCall call, UnrolledTypes types) =>
        Repetition.Around(call.Operation).Any()
        || Waiting.FunctionOf(call.Operation) is IAnonymousFunctionOperation
        || call.Arguments.Any(argument => Buffer.Of(call, argument) is { IsResult: false } && IsZeros(argument.Value))
        || IsFollowed(call, types)
        || HasClock(call.Operation.Syntax);

    /// <summary>Whether a value is a new array that nobody has written to.</summary>
    private static bool IsZeros(IOperation value) =>
        FixedLength.Unwrap(value) is IArrayCreationOperation { Initializer: null } or IDefaultValueOperation
            or { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null } };

    private static bool IsFollowed(RuntimeCall call, UnrolledTypes types) =>
        Variable.Of(call.Network) is { } network
        && VariableUses.Of(network, call.Operation).Any(use => use.Syntax.SpanStart > call.Operation.Syntax.Span.End
            && Destination.Of(use) is { } taker
            && RuntimeCall.Of(taker is IArgumentOperation ? taker.Parent : taker, types) is { } other
            && other.Method.Name == call.Method.Name);

    private static bool HasClock(SyntaxNode call) =>
        call.FirstAncestorOrSelf<SyntaxNode>(IsBody)?
            .DescendantTokens(node => node is not BaseTypeDeclarationSyntax)
            .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && SoundsSo(token.ValueText)) == true;

    private static bool IsBody(SyntaxNode node) =>
        node is CompilationUnitSyntax or MemberDeclarationSyntax and not (GlobalStatementSyntax or BaseTypeDeclarationSyntax);

    private static bool SoundsSo(string name) => s_words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
