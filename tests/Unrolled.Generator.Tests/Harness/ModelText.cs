using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>The description of a model, as the build gives it to the compiler.</summary>
/// <param name="path">The file.</param>
/// <param name="text">What is in it.</param>
internal sealed class ModelText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);

    /// <summary>A model that becomes a class.</summary>
    public static ModelText Class(string name, string layers, string activations, params string[] further) =>
        new($"obj/{name}.unrolled", Lines([$"class {name}", "file model.onnx", $"layers {layers}", $"activations {activations}", $"resource {name}.weights", .. further]));

    /// <summary>Weights of an annotated class.</summary>
    public static ModelText Weights(string file, string layers, params string[] further) =>
        new($"obj/{file}.unrolled", Lines([$"weights {file}", $"layers {layers}", $"resource {file}", .. further]));

    public static string Lines(IEnumerable<string> lines) => $"unrolled 1\n{string.Join("\n", lines)}\n";
}
