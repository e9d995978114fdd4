using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>What a parameter of a method that works on a network holds.</summary>
/// <param name="Unit">The constant of the network that a sample, or the whole, has the length of; empty for one number per sample.</param>
/// <param name="IsBatch">Whether it holds that for each sample of a batch.</param>
/// <param name="IsResult">Whether the method writes it.</param>
internal sealed record Buffer(string Unit, bool IsBatch, bool IsResult)
{
    /// <summary>The runtime calls the same thing by the same name.</summary>
    private static readonly Dictionary<string, Buffer> s_rows = new(StringComparer.Ordinal)
    {
        ["input"] = new("InputSize", IsBatch: false, IsResult: false),
        ["inputs"] = new("InputSize", IsBatch: true, IsResult: false),
        ["output"] = new("OutputSize", IsBatch: false, IsResult: true),
        ["outputs"] = new("OutputSize", IsBatch: true, IsResult: true),
        ["targets"] = new("OutputSize", IsBatch: true, IsResult: false),
        ["sampleWeights"] = new("", IsBatch: true, IsResult: false),
        ["outputGradients"] = new("OutputSize", IsBatch: true, IsResult: false),
        ["gradient"] = new("ParameterCount", IsBatch: false, IsResult: true),
        ["inputGradients"] = new("InputSize", IsBatch: true, IsResult: true),
        ["source"] = new("ParameterCount", IsBatch: false, IsResult: false),
        ["destination"] = new("ParameterCount", IsBatch: false, IsResult: true),
    };

    /// <summary>What an argument holds; null where it is none of these, such as what is one layer's.</summary>
    public static Buffer? Of(RuntimeCall call, IArgumentOperation argument) =>
        argument.Parameter?.Type is { Name: "Span" or "ReadOnlySpan" } type
        && type.IsIn("System")
        && s_rows.TryGetValue(call.ParameterOf(argument), out Buffer row)
        && !(row.Unit == "ParameterCount" && call.Method.Parameters.Any(p => p.Name == "layer"))
            ? row
            : null;

    /// <summary>Whether an argument may be left out, as an empty span.</summary>
    public static bool IsOptional(RuntimeCall call, IArgumentOperation argument) => call.ParameterOf(argument) switch
    {
        "sampleWeights" => true,
        "gradient" or "inputGradients" => call.Method.Name == "Backward",
        _ => false,
    };

    public int UnitSize(NetworkShape shape) => Unit switch
    {
        "InputSize" => shape.InputSize,
        "OutputSize" => shape.OutputSize,
        "ParameterCount" => shape.ParameterCount,
        _ => 1,
    };
}
