namespace Unrolled;

/// <summary>Reads the network that an ONNX file describes.</summary>
internal static class OnnxFile
{
    /// <summary>What separates the names of several outputs that are wanted side by side.</summary>
    private const char Separator = ';';

    /// <param name="bytes">The file.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <param name="output">
    /// The output, or any tensor within; several separated by <c>;</c> stand side by side. Null for the one that there is.
    /// </param>
    /// <exception cref="InvalidFileException">The file is damaged, or is no network of dense layers.</exception>
    public static NetworkModel Read(ReadOnlyMemory<byte> bytes, string file, string? output)
    {
        OnnxCompilation compilation = Open(bytes, file);
        return string.IsNullOrWhiteSpace(output)
            ? OutputChoice.Of(compilation)
            : compilation.Compile(output.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>The graph, of which each output is compiled when it is asked for.</summary>
    /// <exception cref="InvalidFileException">The file is damaged.</exception>
    public static OnnxCompilation Open(ReadOnlyMemory<byte> bytes, string file) =>
        new(new GraphIndex(OnnxModel.Read(bytes, file), file), file, bytes.Length);
}
