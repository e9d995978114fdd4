using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR114: a dataset whose rows the network does not take, or whose arrays do not fit together.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DatasetFitAnalyzer() : CallAnalyzer(AnalysisDescriptors.DatasetDoesNotFit)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (call.Method is { ContainingType.Name: "Dataset", Name: "FromFloats" or "FromBytes" })
        {
            AnalyzeArrays(context, call);
        }
        else if (types.ShapeOf(call.NetworkType) is { } network)
        {
            foreach (IArgumentOperation argument in call.Arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit))
            {
                string parameter = call.ParameterOf(argument);
                IOperation? dataset = argument.Parameter?.Type.Name switch
                {
                    "Dataset" => argument.Value,
                    _ when parameter == "folds" => RuntimeCall.Of(AssignedValue.Behind(argument.Value), types)?.FoldedData?.Value,
                    _ => null,
                };
                if (dataset is not null
                    && DatasetShape.Of(dataset, types) is { } shape
                    && MisfitOf(shape, network, call, parameter) is { } misfit)
                {
                    Report(context, argument, misfit);
                }
            }
        }
    }

    private static Misfit? MisfitOf(DatasetShape shape, NetworkShape network, RuntimeCall call, string parameter)
    {
        string name = network.Type.Name;
        if (shape.InputSize is { } inputs && inputs != network.InputSize)
        {
            return new(
                $"The dataset has {Wording.Count(inputs, "input")} per sample", $"{name} takes {Wording.Grouped(network.InputSize)}");
        }

        if (call.Method is { ContainingType.Name: "NetworkExtensions", Name: "Predict" or "ForwardBatch" }
            || shape.TargetSize is not { } targets
            || (shape.IsSingle ? 1 : targets) == network.OutputSize)
        {
            return null;
        }

        // To measure classes, and to cross-validate, labels of two classes will do for a single output.
        bool isPair = shape is { HasLabels: true, TargetSize: 2, IsSingle: false } && network.OutputSize == 1;
        string outputs = $"{name} has {Wording.Count(network.OutputSize, "output")}";
        if (!isPair)
        {
            return new($"The dataset has {Wording.Count(shape.IsSingle ? 1 : targets, "target")} per sample", outputs);
        }

        return parameter == "training" || call.Method.ContainingType.Name == "NetworkExtensions"
            ? new(
                "The dataset has 2 classes, and so 2 targets per sample",
                outputs,
                "write WithSingleTarget() after it, or give the network 2 outputs")
            : null;
    }

    /// <summary>Compares the lengths of the arrays that a dataset is made of, where they are known.</summary>
    private static void AnalyzeArrays(OperationAnalysisContext context, RuntimeCall call)
    {
        if (call.Argument("inputs") is not { } inputs
            || FixedLength.Of(inputs.Value) is not { } length
            || call.Constant("inputSize") is not ({ } size and > 0))
        {
            return;
        }

        if (length.Count % size != 0)
        {
            Report(context, inputs, new(
                $"inputs has {Wording.Count(length.Count, "element")}", $"a sample has {Wording.Count(size, "input")}", "give whole rows"));
            return;
        }

        IArgumentOperation? others = call.Argument("labels") ?? call.Argument("targets");
        int? each = call.Argument("labels") is not null ? 1 : call.Constant("targetSize");
        long samples = length.Count / size;
        if (others is not null && each is { } unit and > 0 && FixedLength.Of(others.Value) is { } given && given.Count != samples * unit)
        {
            string need = samples == 1 ? "needs" : "need";
            Report(context, others, new(
                $"{call.ParameterOf(others)} has {Wording.Count(given.Count, "element")}",
                $"{Wording.Count(samples, "sample")} of {Wording.Count(size, "input")} {need} {Wording.Grouped(samples * unit)}"));
        }
    }

    private static void Report(OperationAnalysisContext context, IArgumentOperation argument, Misfit misfit) =>
        context.ReportDiagnostic(Diagnostic.Create(
            AnalysisDescriptors.DatasetDoesNotFit, argument.Value.Syntax.GetLocation(), misfit.Found, misfit.Needed, misfit.Advice));

    private sealed record Misfit(string Found, string Needed, string Advice = "make the two agree");
}
