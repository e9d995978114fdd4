using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Parsing;

/// <summary>The names and signatures that the generator writes, which a user's own members must leave free.</summary>
internal static class GeneratedMembers
{
    private const string Input = "ReadOnlySpan<float>";
    private const string Output = "Span<float>";

    private static readonly Dictionary<string, string[][]> Methods = new()
    {
        ["Forward"] = [[Input, Output]],
        ["ForwardBatch"] = [[Input, Output]],
        ["Predict"] = [[Input]],
        ["Gradient"] = [[Input, Input, Output]],
        ["Train"] = [[Input, Input, "float"]],
        ["GetParameters"] = [[Output]],
        ["SetParameters"] = [[Input]],
    };

    /// <summary>Every name that no field, property, event or nested type of the user's may have.</summary>
    public static ImmutableHashSet<string> Names { get; } =
    [
        "InputSize", "OutputSize", "ParameterCount", "Layers", "Parameters", "ParameterBlock", "ChunkSize",
        "Single", "Infer", "Accumulate", "AccumulateChunks", "ToCanonical",
        "Vector512Kernels", "Vector256Kernels", "Vector128Kernels", .. Methods.Keys,
    ];

    public static bool IsGeneratedConstructor(ImmutableArray<IParameterSymbol> parameters) =>
        parameters.Length == 0 || (parameters.Length == 1 && parameters[0].Type.SpecialType == SpecialType.System_Int32);

    public static bool IsGeneratedMethod(string name, ImmutableArray<IParameterSymbol> parameters) =>
        Methods.TryGetValue(name, out string[][]? signatures)
            ? signatures.Any(s => s.SequenceEqual(parameters.Select(p => p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))))
            : Names.Contains(name);
}
