using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR105: targets written as constants that the network's loss is not defined for, or that its outputs can never come to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TargetRangeAnalyzer() : CallAnalyzer(AnalysisDescriptors.TargetOutOfReach)
{
    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (call.HasOwnLoss || types.ShapeOf(call.NetworkType) is not { } shape || call.Argument("targets") is not { } targets)
        {
            return;
        }

        ImmutableArray<IOperation> elements = Elements(FixedLength.Creation(targets.Value));
        double?[] numbers = [.. elements.Select(Number)];
        if (TargetRange.Of(shape) is { } range && Array.FindIndex(numbers, y => y is { } number && !range.Contains(number)) is var wrong and >= 0)
        {
            string found = FormattableString.Invariant($"A target is {numbers[wrong]}");
            context.ReportDiagnostic(Diagnostic.Create(
                AnalysisDescriptors.TargetOutOfReach, elements[wrong].Syntax.GetLocation(), found, range.Why, range.Advice));
        }
        else if (LossRow.Of(shape.Loss).Targets == LossTargets.Distribution && RowThatIsNoDistribution(numbers, shape.OutputSize) is { } sum)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                AnalysisDescriptors.TargetOutOfReach,
                targets.Value.Syntax.GetLocation(),
                string.Format(CultureInfo.InvariantCulture, "A row of targets sums to {0:0.###}", sum),
                $"Loss.{shape.Loss} compares probabilities of classes",
                "write one-hot rows, or probabilities that sum to 1; where classes do not exclude each other, Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy"));
        }
    }

    private static ImmutableArray<IOperation> Elements(IOperation creation) => creation switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var values } => values,
        ICollectionExpressionOperation collection when !collection.Elements.Any(e => e is ISpreadOperation) => collection.Elements,
        _ => [],
    };

    private static double? Number(IOperation element) => element.ConstantValue is { HasValue: true, Value: float number } ? number : null;

    /// <summary>The sum of the first row that does not sum to 1, if all is written in whole rows.</summary>
    private static double? RowThatIsNoDistribution(double?[] numbers, int size) =>
        numbers.Length % size != 0 || numbers.Any(y => y is null) ? null : Enumerable.Range(0, numbers.Length / size)
            .Select(row => (double?)numbers.Skip(row * size).Take(size).Sum()!.Value)
            .FirstOrDefault(sum => Math.Abs(sum!.Value - 1) > 0.001);
}
