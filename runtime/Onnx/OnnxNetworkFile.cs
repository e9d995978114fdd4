namespace Unrolled;

/// <summary>Saves networks as ONNX files, which other runtimes run, and loads parameters from such files.</summary>
/// <remarks>
/// <para>
/// What is saved is the whole network: input stage, layers, activations, output stage. Products are <c>Gemm</c> with weights
/// <c>layers.N.weight</c> [out, in] and biases <c>layers.N.bias</c> [out], as PyTorch's exporter writes a <c>Linear</c>, and activations
/// are ONNX's plain operators. The batch is free: the input is [batch, inputs], the output [batch, outputs].
/// </para>
/// <para>
/// What is loaded may come from anywhere. The graph is understood as <c>docs/onnx.md</c> describes, by the rules of the build:
/// normalisation, reshapes and batch normalisation are folded into the layers. The layers, activations, their alphas and the stages must
/// then be the network's. What is saved and loaded again is equal to the bit.
/// </para>
/// <para>
/// Everything else is refused with an <see cref="InvalidFileException"/>, which names the node: the network changes when the whole file has
/// been read and found right, or not at all.
/// </para>
/// <para>
/// <c>SaveOnnx</c> may run while others read the network. <c>LoadOnnx</c> needs it to itself, as <c>Load</c> does: see
/// <see cref="NetworkFile"/>.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// network.SaveOnnx("digits.onnx");
/// var copy = new DigitNetwork();
/// copy.LoadOnnx("digits.onnx");
/// </code>
/// </example>
public static class OnnxNetworkFile
{
    private const string NameOfStream = "the stream";
    private const int FirstLength = 1 << 16;

    /// <summary>Saves the network. The old file stays until the new one is whole and on the disk.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, which may exist; see <see cref="AtomicFile"/>. The folder must exist.</param>
    /// <param name="options">The version of the operators, names, and what else the file says; null is the usual.</param>
    /// <exception cref="ArgumentException">A name of the options is that of another tensor in the graph.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite. The old file stays.</exception>
    /// <exception cref="IOException">The path is a folder or not to be found, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    public static void SaveOnnx<TNetwork>(this TNetwork network, string path, OnnxSaveOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> bytes = OnnxNetworkWriter.Write(network, options ?? new OnnxSaveOptions());
        using AtomicFile file = new(path);
        file.Stream.Write(bytes.Span);
        file.Commit();
    }

    /// <summary>Writes the network to a stream, which stays open.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="options">The version of the operators, names, and what else the file says; null is the usual.</param>
    /// <exception cref="ArgumentException">A name of the options is that of another tensor in the graph.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite. Nothing is written.</exception>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    public static void SaveOnnx<TNetwork>(this TNetwork network, Stream stream, OnnxSaveOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(OnnxNetworkWriter.Write(network, options ?? new OnnxSaveOptions()).Span);
    }

    /// <summary>Replaces the parameters by those of a file.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="path">The file.</param>
    /// <param name="output">
    /// The output, or any tensor within, where the graph has several; names with <c>;</c> between them stand side by side.
    /// </param>
    /// <exception cref="InvalidFileException">The file is damaged or does not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read. The network has not changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read. The network has not changed.</exception>
    public static void LoadOnnx<TNetwork>(this TNetwork network, string path, string? output = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using FileStream stream = NetworkFile.Open(path, FileOptions.SequentialScan);
        network.SetParameters(Read<TNetwork>(stream, path, output));
    }

    /// <summary>Replaces the parameters by those that a stream has, from its position to its end. The stream stays open.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="output">
    /// The output, or any tensor within, where the graph has several; names with <c>;</c> between them stand side by side.
    /// </param>
    /// <exception cref="InvalidFileException">The data are damaged or do not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The stream cannot be read. The network has not changed.</exception>
    public static void LoadOnnx<TNetwork>(this TNetwork network, Stream stream, string? output = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        network.SetParameters(Read<TNetwork>(stream, NameOfStream, output));
    }

    private static float[] Read<TNetwork>(Stream stream, string file, string? output) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        NetworkModel model = OnnxFile.Read(ReadToEnd(stream, file), file, output);
        ModelFit.Require(model, NetworkTensors.ModelOf<TNetwork>([]), file);
        return model.Parameters;
    }

    private static ReadOnlyMemory<byte> ReadToEnd(Stream stream, string file)
    {
        byte[] bytes = new byte[FirstLength];
        int length = 0;
        while (true)
        {
            length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            if (length < bytes.Length)
            {
                return bytes.AsMemory(0, length);
            }

            if (length == Array.MaxLength)
            {
                throw new InvalidFileException(file, null, "more than 2 GB", "what a protocol buffer may hold");
            }

            Array.Resize(ref bytes, (int)Math.Min(2L * length, Array.MaxLength));
        }
    }
}
