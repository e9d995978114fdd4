using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unrolled.Generator.Analysis;

/// <summary>Looks at operations of some kinds for one mistake, in compilations that use the runtime; in others it costs nothing.</summary>
public abstract class NetworkAnalyzer : DiagnosticAnalyzer
{
    private readonly OperationKind[] _kinds;

    private protected NetworkAnalyzer(DiagnosticDescriptor descriptor, params OperationKind[] kinds)
    {
        SupportedDiagnostics = [descriptor];
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
