namespace Unrolled;

/// <summary>Pipelines in files: a network's file with its preprocessing in the metadata, which PyTorch and others read as any other.</summary>
/// <remarks>
/// The file is that of <see cref="NetworkFile"/>, by the same rules. Another program that loads it answers raw values with the same bits.
/// </remarks>
/// <example>
/// <code>
/// new Pipeline&lt;Iris&gt;(network, preprocessing).Save("iris.safetensors");
/// Pipeline&lt;Iris&gt; pipeline = Pipeline.Load&lt;Iris&gt;("iris.safetensors");
/// </code>
/// </example>
public static class Pipeline
{
    /// <summary>Saves the network and its preprocessing. The old file stays until the new one is whole and on the disk.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="path">The file, which may exist.</param>
    /// <exception cref="InvalidOperationException">
    /// A parameter is not finite, or there are more names than the header of a file holds. The old file stays.
    /// </exception>
    /// <exception cref="IOException">The path is a folder or not to be found, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    public static void Save<TNetwork>(this Pipeline<TNetwork> pipeline, string path) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.Network.Save(path, new NetworkSaveOptions { Preprocessing = pipeline.Preprocessing });
    }

    /// <summary>Loads a network and its preprocessing.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="options">Which tensors are the network's, what they are called, and what else to accept; null is none of it.</param>
    /// <exception cref="ArgumentException">The options' name map is not one of the network.</exception>
    /// <exception cref="InvalidFileException">The file is damaged, does not fit, or has no preprocessing.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Pipeline<TNetwork> Load<TNetwork>(string path, NetworkLoadOptions? options = null) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(0);
        return new Pipeline<TNetwork>(network, Preprocessing.Found(network.Load(path, options), path));
    }

    /// <summary>Loads a network and its preprocessing from a stream, from its position to its end. The stream stays open.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="options">Which tensors are the network's, what they are called, and what else to accept; null is none of it.</param>
    /// <exception cref="ArgumentException">The options' name map is not one of the network.</exception>
    /// <exception cref="InvalidFileException">The data are damaged, do not fit, or have no preprocessing.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Pipeline<TNetwork> Load<TNetwork>(Stream stream, NetworkLoadOptions? options = null) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(0);
        return new Pipeline<TNetwork>(network, Preprocessing.Found(network.Load(stream, options), NetworkFile.NameOfStream));
    }
}
