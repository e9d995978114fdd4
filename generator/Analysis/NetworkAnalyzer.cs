using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unrolled.Generator.Analysis;

/// <summary>Looks at operations of some kinds for one mistake, in compilations that use the runtime; in others it costs nothing.</summary>
public abstract class NetworkAnalyzer : DiagnosticAnalyzer
{
    private readonly OperationKind[] _kinds;

    private protected NetworkAnalyzer(DiagnosticDescriptor[] descriptors, params OperationKind[] kinds)
    {
        SupportedDiagnostics = [.. descriptors];
        _kinds = kinds;
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (UnrolledTypes.In(start.Compilation) is { } types)
            {
                start.RegisterOperationAction(operation => Analyze(operation, types), _kinds);
            }
        });
    }

    private protected abstract void Analyze(OperationAnalysisContext context, UnrolledTypes types);
}

/// <summary>The same for mistakes that show in a call of the runtime or of a network.</summary>
public abstract class CallAnalyzer : NetworkAnalyzer
{
    private protected CallAnalyzer(params DiagnosticDescriptor[] descriptors)
        : base(descriptors, OperationKind.Invocation, OperationKind.ObjectCreation)
    {
    }

    private protected sealed override void Analyze(OperationAnalysisContext context, UnrolledTypes types)
    {
        if (RuntimeCall.Of(context.Operation, types) is { } call)
        {
            Analyze(context, call, types);
        }
    }

    private protected abstract void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types);
}
