using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>
/// UNR106: a dataset that is trained on and validated on at once, itself or as a view; UNR107 where the program has split it, so that
/// this cannot be meant.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValidationDataAnalyzer()
    : CallAnalyzer(AnalysisDescriptors.ValidationOnTrainingData, AnalysisDescriptors.HeldOutIsTrained)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (call.Argument("training") is { } training && call.Argument("validation") is { } validation)
        {
            Compare(context, training, validation, call.Operation, types);
        }
        else if (call.Method.ContainingType.Name == "Evaluator"
            && call.Argument("data") is { } measured
            && Variable.Of(call.Network) is { } network
            && Variable.IsFixed(network, call.Operation))
        {
            foreach (IArgumentOperation trained in TrainedOn(network, call, types))
            {
                Relation relation = new SampleSet(trained.Value, types).To(new SampleSet(measured.Value, types), call: null);
                if (relation == Relation.SharedInSpiteOfSplit)
                {
                    Report(context, AnalysisDescriptors.HeldOutIsTrained, trained, measured);
                    return;
                }
            }
        }
    }

    private static void Compare(
        OperationAnalysisContext context, IArgumentOperation training, IArgumentOperation validation, IOperation call, UnrolledTypes types)
    {
        var trained = new SampleSet(training.Value, types);
        var validated = new SampleSet(validation.Value, types);
        Relation relation = trained.To(validated, call);
        if (relation == Relation.SharedInSpiteOfSplit)
        {
            Report(context, AnalysisDescriptors.HeldOutIsTrained, training, validation);
        }
        else if (relation == Relation.Shared && !trained.IsWrittenOut && !trained.IsSpelledAs(validated))
        {
            Report(context, AnalysisDescriptors.ValidationOnTrainingData, training, validation);
        }
    }

    /// <summary>What a network was trained on before a call, since it last got other parameters.</summary>
    private static IEnumerable<IArgumentOperation> TrainedOn(ISymbol network, RuntimeCall call, UnrolledTypes types) =>
        RuntimeCall.In(Waiting.FunctionOf(call.Operation), types)
            .Where(other => other.Changes
                && other.Operation.Syntax.SpanStart < call.Operation.Syntax.SpanStart
                && SymbolEqualityComparer.Default.Equals(Variable.Of(other.Network), network))
            .Reverse()
            .Select(other => other.Argument("training"))
            .TakeWhile(trained => trained is not null)
            .OfType<IArgumentOperation>();

    private static void Report(
        OperationAnalysisContext context, DiagnosticDescriptor descriptor, IArgumentOperation trained, IArgumentOperation measured)
    {
        string one = trained.Value.Syntax.ToString();
        string other = measured.Value.Syntax.ToString();
        context.ReportDiagnostic(Diagnostic.Create(
            descriptor,
            measured.Value.Syntax.GetLocation(),
            one == other ? $"'{one}' is both trained on and validated on" : $"'{other}' has samples of '{one}', which is trained on"));
    }
}
