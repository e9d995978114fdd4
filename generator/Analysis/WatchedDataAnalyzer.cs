using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR115: early stopping, or a schedule, that watches validation data which it is not given.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WatchedDataAnalyzer() : CallAnalyzer(AnalysisDescriptors.NothingToWatch)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (call.Argument("options") is not { } options
            || !HasNoData(call)
            || TrainingSettings.Of(options.Value) is not { } settings
            || Watching(settings, types) is not { } watching)
        {
            return;
        }

        bool isSearch = call.Argument("training") is null;
        context.ReportDiagnostic(Diagnostic.Create(
            AnalysisDescriptors.NothingToWatch,
            options.Value.Syntax.GetLocation(),
            watching,
            isSearch ? "of the folds, which must not steer the training" : $"that {call.Name} is not given",
            isSearch ? "write Metric = Metric.TrainingLoss" : "pass validation data, or write Metric = Metric.TrainingLoss"));
    }

    /// <summary>Whether a call trains, and certainly without validation data that training may look at.</summary>
    private static bool HasNoData(RuntimeCall call) => call.Method.Parameters.Any(p => p.Name == "validation")
        ? call.Argument("training") is not null && (call.Argument("validation") is not { Value: var given } || IsNull(given))
        : call.Method is { ContainingType.Name: "CrossValidation", Name: "Run" } or { ContainingType.Name: "Candidate", Name: "Of" };

    private static bool IsNull(IOperation value) => AssignedValue.Behind(value).ConstantValue is { HasValue: true, Value: null };

    /// <summary>The option that watches validation data.</summary>
    private static string? Watching(TrainingSettings settings, UnrolledTypes types)
    {
        if (settings["EarlyStopping"] is { } stopping
            && TrainingSettings.Of(stopping) is { } how
            && IsOfValidation(how["Metric"]))
        {
            return "EarlyStopping";
        }

        return settings["Schedule"] is { } schedule
            && RuntimeCall.Of(AssignedValue.Behind(schedule), types) is { Name: "ReduceOnPlateau" } plateau
            && IsOfValidation(plateau.Argument("metric")?.Value)
                ? "LearningRateSchedule.ReduceOnPlateau"
                : null;
    }

    /// <summary>Whether a metric is one of the validation data, as it is by default.</summary>
    private static bool IsOfValidation(IOperation? metric) =>
        metric is null or IDefaultValueOperation
        || (metric is { ConstantValue: { HasValue: true, Value: int value }, Type: { TypeKind: TypeKind.Enum } type }
            && type.GetMembers().OfType<IFieldSymbol>()
                .Any(member => Equals(member.ConstantValue, value) && member.Name.StartsWith("Validation", StringComparison.Ordinal)));
}
