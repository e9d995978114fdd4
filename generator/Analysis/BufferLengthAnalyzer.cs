using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR101: a buffer whose length the compiler knows, given to a network that needs another.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BufferLengthAnalyzer() : CallAnalyzer(AnalysisDescriptors.WrongLength)
{
    /// <summary>The key of the property with the expression that the code fix writes.</summary>
    internal const string Replacement = nameof(Replacement);

    private protected override void Analyze(OperationAnalysisContext context, RuntimeCall call, UnrolledTypes types)
    {
        if (types.ShapeOf(call.NetworkType) is not { } shape)
        {
            return;
        }

        Given[] given =
        [
            .. from argument in call.Arguments
               let buffer = Buffer.Of(call, argument)
               let length = buffer is null || argument.IsImplicit ? null : FixedLength.Of(argument.Value)
               where length is not null && !(length.Count == 0 && Buffer.IsOptional(call, argument))
               select new Given(argument, call.ParameterOf(argument), buffer, length, buffer.UnitSize(shape)),
        ];

        // The generated methods, too, take the number of samples from the inputs, and compare the others with it.
        Given? inputs = given.FirstOrDefault(g => g.Name == "inputs");
        bool needsSamples = call.Method.Name is "Train" or "Gradient" or "MeanLoss" or "Backward";
        long? samples = inputs is not null && Fits(inputs, samples: null, needsSamples) ? inputs.Length.Count / inputs.UnitSize : null;
        foreach (Given buffer in given)
        {
            if (!Fits(buffer, samples, needsSamples))
            {
                Report(context, call, shape, buffer, samples, given);
            }
        }
    }

    private static bool Fits(Given given, long? samples, bool needsSamples) => !given.Buffer.IsBatch
        ? given.Length.Count == given.UnitSize
        : !(needsSamples && given.Length.Count == 0)
        && (samples is null ? given.Length.Count % given.UnitSize == 0 : given.Length.Count == samples * given.UnitSize);

    private static void Report(
        OperationAnalysisContext context, RuntimeCall call, NetworkShape shape, Given wrong, long? samples, Given[] given)
    {
        long rows = !wrong.Buffer.IsBatch ? 1 : Math.Max(1, samples ?? SamplesOfOthers(wrong, given) ?? Nearest(wrong));
        string replacement = Write(rows, wrong, shape, call.Operation);
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Replacement, replacement);
        context.ReportDiagnostic(Diagnostic.Create(
            AnalysisDescriptors.WrongLength,
            wrong.Argument.Value.Syntax.GetLocation(),
            wrong.Length.Size is { } size ? [size.GetLocation()] : [],
            properties,
            wrong.Name,
            Wording.Count(wrong.Length.Count, "element"),
            $"{shape.Type.Name}.{call.Name}",
            Need(wrong, samples),
            replacement));
    }

    private static long? SamplesOfOthers(Given wrong, Given[] given) => given
        .Where(g => g != wrong && g.Buffer.IsBatch && g.Length.Count % g.UnitSize == 0)
        .Select(g => (long?)(g.Length.Count / g.UnitSize))
        .FirstOrDefault();

    private static long Nearest(Given wrong) => (wrong.Length.Count + (wrong.UnitSize / 2)) / wrong.UnitSize;

    private static string Need(Given wrong, long? samples)
    {
        string unit = Wording.Grouped(wrong.UnitSize);
        string each = wrong.Buffer.Unit.Length == 0 ? "one" : wrong.Name == "targets" && wrong.Length.Count == samples ? $"a one-hot row of {unit}" : unit;
        return !wrong.Buffer.IsBatch ? unit
            : samples is { } count && wrong.Name != "inputs" ? $"{Wording.Grouped(count * wrong.UnitSize)}, {each} for {(count == 1 ? "the sample" : $"each of the {Wording.Grouped(count)} samples")}"
            : $"{each} for each sample";
    }

    private static string Write(long rows, Given wrong, NetworkShape shape, IOperation call)
    {
        string type = shape.Type.ToMinimalDisplayString(call.SemanticModel!, call.Syntax.SpanStart);
        string unit = wrong.Buffer.Unit.Length == 0 ? "" : $"{type}.{wrong.Buffer.Unit}";
        return unit.Length == 0 ? Text(rows) : rows == 1 ? unit : $"{Text(rows)} * {unit}";
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>An argument whose length is known.</summary>
    private sealed record Given(IArgumentOperation Argument, string Name, Buffer Buffer, FixedLength Length, int UnitSize);
}
