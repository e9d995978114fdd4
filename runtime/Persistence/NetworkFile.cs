namespace Unrolled;

/// <summary>Saves the parameters of networks to files and loads them again.</summary>
/// <remarks>
/// <para>
/// The format is safetensors, which PyTorch and others read: tensors <c>layers.N.weight</c> [out, in] and <c>layers.N.bias</c> [out],
/// N from 0, as 32-bit floats, little-endian on every machine, and as metadata the topology, the activations and the loss. What is saved
/// and loaded is equal to the bit.
/// </para>
/// <para>
/// Files of others load too: tensors may be called <c>0.weight</c>, <c>2.weight</c> or <c>fc1.weight</c>, as PyTorch names those of an
/// <c>nn.Sequential</c> or of a module. Layers are told apart by the numbers in their names, where these differ in nothing else, or by
/// their shapes, where no two are equal. Elements of type F16, BF16 and F64 are converted, F64 with rounding. Metadata of others
/// is ignored. The activations must be the network's if the file says which it was trained with.
/// </para>
/// <para>
/// Everything else is refused with a <see cref="NetworkFileException"/>: the network changes when the whole file has been read and found
/// right, or not at all. Memory is used for the network's parameters, not for what a file claims. <c>Save</c> may run while others read
/// the network; <c>Load</c> needs it to itself.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// network.Save("digits.safetensors");
/// var copy = new DigitNetwork();
/// copy.Load("digits.safetensors");
/// </code>
/// </example>
public static class NetworkFile
{
    private const string NameOfStream = "the stream";

    /// <summary>Saves the parameters. The old file stays until the new one is whole and on the disk.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">
    /// The file, which may exist. It keeps its permissions; if it is a symbolic link, the file that it leads to is replaced. Several
    /// processes may save to it at once: it is the whole file of one of them. The folder must exist.
    /// </param>
    /// <exception cref="IOException">The path is a folder or not to be found, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    public static void Save<TNetwork>(this TNetwork network, string path) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using AtomicFile file = new(path);
        network.Save(file.Stream);
        file.Commit();
    }

    /// <summary>Writes the parameters to a stream, which stays open.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    public static void Save<TNetwork>(this TNetwork network, Stream stream) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        Channel.Complete(WriteAsync<TNetwork>(Channel.Synchronous(stream), Parameters(network)));
    }

    /// <summary>As <see cref="Save{TNetwork}(TNetwork, string)"/>, without waiting for the disk.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Its parameters are copied before the method returns: training may then go on.</param>
    /// <param name="path">The file, which may exist.</param>
    /// <param name="cancellationToken">Ends the writing; the old file stays.</param>
    /// <exception cref="IOException">The path is a folder or not to be found, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task SaveAsync<TNetwork>(this TNetwork network, string path, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        float[] parameters = Parameters(network);
        return AtomicFile.WriteAsync(
            path, stream => WriteAsync<TNetwork>(Channel.Asynchronous(stream, cancellationToken), parameters), cancellationToken);
    }

    /// <summary>As <see cref="Save{TNetwork}(TNetwork, Stream)"/>, asynchronously.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Its parameters are copied before the method returns: training may then go on.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="cancellationToken">Ends the writing, wherever it is.</param>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task SaveAsync<TNetwork>(this TNetwork network, Stream stream, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        return WriteAsync<TNetwork>(Channel.Asynchronous(stream, cancellationToken), Parameters(network)).AsTask();
    }

    /// <summary>Replaces the parameters by those of a file.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkFileException">The file is damaged or does not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read. The network has not changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read. The network has not changed.</exception>
    public static void Load<TNetwork>(this TNetwork network, string path) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using FileStream stream = Open(path, FileOptions.SequentialScan);
        network.SetParameters(Channel.Complete(ReadAsync<TNetwork>(Channel.Synchronous(stream), path)));
    }

    /// <summary>Replaces the parameters by those that a stream has, from its position to its end. The stream stays open.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <exception cref="NetworkFileException">The data are damaged or do not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The stream cannot be read. The network has not changed.</exception>
    public static void Load<TNetwork>(this TNetwork network, Stream stream) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        network.SetParameters(Channel.Complete(ReadAsync<TNetwork>(Channel.Synchronous(stream), NameOfStream)));
    }

    /// <summary>As <see cref="Load{TNetwork}(TNetwork, string)"/>, without waiting for the disk.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It changes just before the task is complete, and others must leave it alone then.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading; the network stays as it is.</param>
    /// <exception cref="NetworkFileException">The file is damaged or does not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read. The network has not changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read. The network has not changed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task LoadAsync<TNetwork>(this TNetwork network, string path, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using FileStream stream = Open(path, FileOptions.SequentialScan | FileOptions.Asynchronous);
        network.SetParameters(await ReadAsync<TNetwork>(Channel.Asynchronous(stream, cancellationToken), path).ConfigureAwait(false));
    }

    /// <summary>As <see cref="Load{TNetwork}(TNetwork, Stream)"/>, asynchronously.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It changes just before the task is complete, and others must leave it alone then.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="cancellationToken">Ends the reading; the network stays as it is.</param>
    /// <exception cref="NetworkFileException">The data are damaged or do not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The stream cannot be read. The network has not changed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task LoadAsync<TNetwork>(this TNetwork network, Stream stream, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        Channel channel = Channel.Asynchronous(stream, cancellationToken);
        network.SetParameters(await ReadAsync<TNetwork>(channel, NameOfStream).ConfigureAwait(false));
    }

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static ValueTask WriteAsync<TNetwork>(Channel channel, float[] parameters) where TNetwork : class, INetwork<TNetwork> =>
        SafetensorsWriter.WriteAsync(
            channel, NetworkTensors.Split(TNetwork.Layers, parameters), NetworkTensors.Describe<TNetwork>());

    private static async ValueTask<float[]> ReadAsync<TNetwork>(Channel channel, string file) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = [];
        await SafetensorsReader.ReadAsync(channel, file, header =>
        {
            NetworkTensors.CheckActivations<TNetwork>(header, file);
            parameters = new float[TNetwork.ParameterCount];
            return LayerOrder.Place(header, file, NetworkTensors.Split(TNetwork.Layers, parameters));
        }).ConfigureAwait(false);
        return parameters;
    }

    internal static FileStream Open(string path, FileOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder, not a file.");
        }

        // Delete: on Windows too another process may put a newer file in its place meanwhile.
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, options);
    }
}
