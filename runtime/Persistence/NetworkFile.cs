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
/// <c>nn.Sequential</c> or of a module. The layers are taken in the one order in which all shapes are the network's and numbers ascend
/// where names differ in them alone; or, if numbers and shapes contradict each other, in the one order that the shapes allow. Where there
/// are several, the file is refused, and <see cref="NetworkLoadOptions.NameMap"/> tells the order. Elements of type F16, BF16 and F64 are
/// converted, F64 with rounding. Metadata of others is ignored. The activations must be the network's if the file says which it was
/// trained with.
/// </para>
/// <para>
/// Everything else is refused with a <see cref="InvalidFileException"/>: the network changes when the whole file has been read and found
/// right, or not at all. Parameters that are NaN or infinite are neither saved nor loaded, unless the options insist;
/// <c>SetParameters</c> takes any. Memory is used for the network's parameters, not for what a file claims.
/// </para>
/// <para>
/// A network that was trained on prepared values is of no use to a program that does not know how they were prepared. What does is saved
/// with it (<see cref="NetworkSaveOptions.Preprocessing"/>), and <c>Load</c> returns it; it does not change how the network itself computes.
/// <see cref="Pipeline"/> saves and loads both as one.
/// </para>
/// <para>
/// <c>Save</c> may run while others read the network. <c>Load</c> needs it to itself, as <c>Train</c> and <c>SetParameters</c> do: who
/// reads meanwhile gets answers of half-old, half-new parameters. Where a network is in use, load into a new one and put that in the
/// place of the old one, by reference: readers then have the old network or the new one, whole.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// network.Save("digits.safetensors");
/// var copy = new DigitNetwork();
/// copy.Load("digits.safetensors");
///
/// // While others predict with Volatile.Read(ref current):
/// Volatile.Write(ref current, copy);
/// </code>
/// </example>
public static class NetworkFile
{
    internal const string NameOfStream = "the stream";

    /// <summary>Saves the parameters. The old file stays until the new one is whole and on the disk.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">
    /// The file, which may exist. It keeps its permissions; if it is a symbolic link, the file that it leads to is replaced. Several
    /// processes may save to it at once: it is the whole file of one of them. The folder must exist. A named pipe or a device such as
    /// /dev/stdout is written to.
    /// </param>
    /// <param name="options">A prefix, other networks beside it, preprocessing, and whether to save what is not finite; null is none of it.</param>
    /// <exception cref="ArgumentException">Two networks' prefixes do not tell their tensors apart, or the preprocessing is for another network.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite, or the header would be too long. The old file stays.</exception>
    /// <exception cref="IOException">The path is a folder or not to be found, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    public static void Save<TNetwork>(this TNetwork network, string path, NetworkSaveOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        NetworkSnapshot snapshot = NetworkSnapshot.Of(network, options);
        using AtomicFile file = new(path);
        Channel.Complete(snapshot.WriteAsync(Channel.Synchronous(file.Stream)));
        file.Commit();
    }

    /// <summary>Writes the parameters to a stream, which stays open.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="options">A prefix, other networks beside it, preprocessing, and whether to save what is not finite; null is none of it.</param>
    /// <exception cref="ArgumentException">Two networks' prefixes do not tell their tensors apart, or the preprocessing is for another network.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite, or the header would be too long. Nothing is written.</exception>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    public static void Save<TNetwork>(this TNetwork network, Stream stream, NetworkSaveOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        Channel.Complete(NetworkSnapshot.Of(network, options).WriteAsync(Channel.Synchronous(stream)));
    }

    /// <inheritdoc cref="SaveAsync{TNetwork}(TNetwork, string, NetworkSaveOptions, CancellationToken)"/>
    public static Task SaveAsync<TNetwork>(this TNetwork network, string path, CancellationToken cancellationToken = default)
        where TNetwork : class, ITrainableNetwork<TNetwork> => network.SaveAsync(path, null, cancellationToken);

    /// <summary>As <see cref="Save{TNetwork}(TNetwork, string, NetworkSaveOptions)"/>, without waiting for the disk.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Its parameters are copied before the method returns: training may then go on.</param>
    /// <param name="path">The file, which may exist.</param>
    /// <param name="options">A prefix, other networks beside it, preprocessing, and whether to save what is not finite; null is none of it.</param>
    /// <param name="cancellationToken">Ends the writing; the old file stays.</param>
    /// <exception cref="ArgumentException">Two networks' prefixes do not tell their tensors apart, or the preprocessing is for another network.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite, or the header would be too long. The old file stays.</exception>
    /// <exception cref="IOException">The path is a folder or not to be found, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task SaveAsync<TNetwork>(
        this TNetwork network, string path, NetworkSaveOptions? options, CancellationToken cancellationToken = default)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        NetworkSnapshot snapshot = NetworkSnapshot.Of(network, options);
        return AtomicFile.WriteAsync(
            path, stream => snapshot.WriteAsync(Channel.Asynchronous(stream, cancellationToken)), cancellationToken);
    }

    /// <inheritdoc cref="SaveAsync{TNetwork}(TNetwork, Stream, NetworkSaveOptions, CancellationToken)"/>
    public static Task SaveAsync<TNetwork>(this TNetwork network, Stream stream, CancellationToken cancellationToken = default)
        where TNetwork : class, ITrainableNetwork<TNetwork> => network.SaveAsync(stream, null, cancellationToken);

    /// <summary>As <see cref="Save{TNetwork}(TNetwork, Stream, NetworkSaveOptions)"/>, asynchronously.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. Its parameters are copied before the method returns: training may then go on.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="options">A prefix, other networks beside it, preprocessing, and whether to save what is not finite; null is none of it.</param>
    /// <param name="cancellationToken">Ends the writing, wherever it is.</param>
    /// <exception cref="ArgumentException">Two networks' prefixes do not tell their tensors apart, or the preprocessing is for another network.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite, or the header would be too long. Nothing is written.</exception>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task SaveAsync<TNetwork>(
        this TNetwork network, Stream stream, NetworkSaveOptions? options, CancellationToken cancellationToken = default)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        return NetworkSnapshot.Of(network, options).WriteAsync(Channel.Asynchronous(stream, cancellationToken)).AsTask();
    }

    /// <summary>Replaces the parameters by those of a file.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself; see the class for networks in use.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Which tensors are the network's, what they are called, and what else to accept; null is none of it.</param>
    /// <returns>
    /// What the file says of how raw values become inputs and what outputs stand for: see <see cref="Pipeline{TNetwork}"/>. Null where it
    /// says nothing.
    /// </returns>
    /// <exception cref="ArgumentException">The options' name map is not one of the network. The network has not changed.</exception>
    /// <exception cref="InvalidFileException">The file is damaged or does not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read. The network has not changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read. The network has not changed.</exception>
    public static Preprocessing? Load<TNetwork>(this TNetwork network, string path, NetworkLoadOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using FileStream stream = Open(path, FileOptions.SequentialScan);
        ParameterReading reading = ParameterReading.Of<TNetwork>(path, options);
        network.SetParameters(reading.Read(stream));
        return reading.Preprocessing;
    }

    /// <summary>Replaces the parameters by those that a stream has, from its position to its end. The stream stays open.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. This call needs it to itself; see the class for networks in use.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="options">Which tensors are the network's, what they are called, and what else to accept; null is none of it.</param>
    /// <returns>
    /// What the file says of how raw values become inputs and what outputs stand for: see <see cref="Pipeline{TNetwork}"/>. Null where it
    /// says nothing.
    /// </returns>
    /// <exception cref="ArgumentException">The options' name map is not one of the network. The network has not changed.</exception>
    /// <exception cref="InvalidFileException">The data are damaged or do not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The stream cannot be read. The network has not changed.</exception>
    public static Preprocessing? Load<TNetwork>(this TNetwork network, Stream stream, NetworkLoadOptions? options = null)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        ParameterReading reading = ParameterReading.Of<TNetwork>(NameOfStream, options);
        network.SetParameters(reading.Read(stream));
        return reading.Preprocessing;
    }

    /// <inheritdoc cref="LoadAsync{TNetwork}(TNetwork, string, NetworkLoadOptions, CancellationToken)"/>
    public static Task<Preprocessing?> LoadAsync<TNetwork>(this TNetwork network, string path, CancellationToken cancellationToken = default)
        where TNetwork : class, ITrainableNetwork<TNetwork> => network.LoadAsync(path, null, cancellationToken);

    /// <summary>As <see cref="Load{TNetwork}(TNetwork, string, NetworkLoadOptions)"/>, without waiting for the disk.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It changes just before the task is complete, and others must leave it alone then.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Which tensors are the network's, what they are called, and what else to accept; null is none of it.</param>
    /// <param name="cancellationToken">Ends the reading; the network stays as it is.</param>
    /// <returns>
    /// What the file says of how raw values become inputs and what outputs stand for: see <see cref="Pipeline{TNetwork}"/>. Null where it
    /// says nothing.
    /// </returns>
    /// <exception cref="ArgumentException">The options' name map is not one of the network. The network has not changed.</exception>
    /// <exception cref="InvalidFileException">The file is damaged or does not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read. The network has not changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read. The network has not changed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<Preprocessing?> LoadAsync<TNetwork>(
        this TNetwork network, string path, NetworkLoadOptions? options, CancellationToken cancellationToken = default)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        using FileStream stream = Open(path, FileOptions.SequentialScan | FileOptions.Asynchronous);
        ParameterReading reading = ParameterReading.Of<TNetwork>(path, options);
        network.SetParameters(await reading.ReadAsync(stream, cancellationToken).ConfigureAwait(false));
        return reading.Preprocessing;
    }

    /// <inheritdoc cref="LoadAsync{TNetwork}(TNetwork, Stream, NetworkLoadOptions, CancellationToken)"/>
    public static Task<Preprocessing?> LoadAsync<TNetwork>(this TNetwork network, Stream stream, CancellationToken cancellationToken = default)
        where TNetwork : class, ITrainableNetwork<TNetwork> => network.LoadAsync(stream, null, cancellationToken);

    /// <summary>As <see cref="Load{TNetwork}(TNetwork, Stream, NetworkLoadOptions)"/>, asynchronously.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network. It changes just before the task is complete, and others must leave it alone then.</param>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="options">Which tensors are the network's, what they are called, and what else to accept; null is none of it.</param>
    /// <param name="cancellationToken">Ends the reading; the network stays as it is.</param>
    /// <returns>
    /// What the file says of how raw values become inputs and what outputs stand for: see <see cref="Pipeline{TNetwork}"/>. Null where it
    /// says nothing.
    /// </returns>
    /// <exception cref="ArgumentException">The options' name map is not one of the network. The network has not changed.</exception>
    /// <exception cref="InvalidFileException">The data are damaged or do not fit. The network has not changed.</exception>
    /// <exception cref="IOException">The stream cannot be read. The network has not changed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<Preprocessing?> LoadAsync<TNetwork>(
        this TNetwork network, Stream stream, NetworkLoadOptions? options, CancellationToken cancellationToken = default)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        ParameterReading reading = ParameterReading.Of<TNetwork>(NameOfStream, options);
        network.SetParameters(await reading.ReadAsync(stream, cancellationToken).ConfigureAwait(false));
        return reading.Preprocessing;
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
