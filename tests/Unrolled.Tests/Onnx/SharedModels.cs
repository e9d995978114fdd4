using System.Text.Json;

namespace Unrolled.Tests.Onnx;

/// <summary>Real ONNX files with what ONNX Runtime made of random inputs; they are not part of the project.</summary>
internal static class SharedModels
{
    public const string None = "The folder shared/onnx is not beside the repository.";

    /// <summary>Their folder, or null.</summary>
    public static string? Folder { get; } = Find();

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder!, $"{name}.onnx"));

    /// <summary>For each case the values of the named inputs, one after the other, and of an output.</summary>
    public static List<(double[] Inputs, double[] Outputs)> Cases(string name, string[] inputs, string output)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, $"{name}.json")));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(one =>
            (inputs.SelectMany(input => Values(one, "inputs", input)).ToArray(), Values(one, "outputs", output).ToArray()))];
    }

    private static List<double> Values(JsonElement one, string kind, string name) =>
        [.. one.GetProperty(kind).GetProperty(name).GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];

    private static string? Find()
    {
        string? folder = Repository.Folder is null ? null : Path.GetFullPath(Path.Combine(Repository.Folder, "..", "shared", "onnx"));
        return Directory.Exists(folder) ? folder : null;
    }
}
