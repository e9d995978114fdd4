namespace Unrolled;

/// <summary>Reads a model from a file of a known format: for the build and for tools, which do not know the network beforehand.</summary>
internal static class ModelFile
{
    /// <summary>Whether a file is called as those of ONNX are. All others are taken for safetensors.</summary>
    public static bool IsOnnx(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file is called as those of safetensors are.</summary>
    public static bool IsSafetensors(string path) => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="output">The tensor to compute; null for the file's own.</param>
    /// <exception cref="InvalidFileException">The file is damaged, or no network that can be compiled.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NetworkModel Read(string path, string name, string? output)
    {
        byte[] bytes = ReadBytes(path, name);
        return IsOnnx(path) ? OnnxFile.Read(bytes, name, output)
            : output is null ? SafetensorsModel.Read(new MemoryStream(bytes), name)
            : throw new InvalidFileException(name, null, "tensors without a graph", $"an ONNX file, to compute {Printable.Quote(output)}");
    }

    /// <summary>Reads a file of a size that a network can have.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="InvalidFileException">It is larger, or no file.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static byte[] ReadBytes(string path, string name)
    {
        using FileStream stream = NetworkFile.Open(path, FileOptions.SequentialScan);
        if (!stream.CanSeek)
        {
            throw new InvalidFileException(name, null, "a pipe or a device", "a file");
        }

        // The largest network takes half of it as 64-bit floats.
        if (stream.Length > Array.MaxLength)
        {
            throw new InvalidFileException(name, null, Wording.Count(stream.Length, "byte"), "a file below 2 GB");
        }

        byte[] bytes = new byte[stream.Length];
        Array.Resize(ref bytes, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        return bytes;
    }
}
