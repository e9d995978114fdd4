namespace Unrolled;

/// <summary>What every generated accumulator network offers to code that is generic over them: its shape, and parameters in and out.</summary>
/// <remarks>
/// A network does not change once it is made, and any number of threads may evaluate with it, each with an <c>Accumulator</c> of its own.
/// The order of parameters, in files and in <see cref="FromFloats"/>: the feature weights <c>[features][units]</c>, the feature biases; for
/// each further hidden layer its weights <c>[units][inputs]</c> and its biases; the output weights <c>[buckets][inputs]</c> and the output
/// biases. The inputs of the layer behind the accumulators are the units of the side to move, then those of the other side.
/// </remarks>
/// <typeparam name="TSelf">The network class itself.</typeparam>
public interface IAccumulatorNetwork<TSelf> where TSelf : class, IAccumulatorNetwork<TSelf>
{
    /// <summary>What the network computes.</summary>
    static abstract AccumulatorShape Shape { get; }

    /// <summary>A network from those parameters of a trained one, rounded to the nearest integers at their scales.</summary>
    /// <remarks>
    /// Feature weights and biases are multiplied by <see cref="AccumulatorShape.HiddenScale"/>, weights behind by
    /// <see cref="AccumulatorShape.OutputScale"/>, and biases behind by both.
    /// </remarks>
    /// <param name="parameters">All of them in the order of the file, <see cref="AccumulatorShape.ParameterCount"/> numbers.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">
    /// There are more or fewer, one is not finite or has no integer of its size, or sums of them may overflow: it says in which layer.
    /// </exception>
    static abstract TSelf FromFloats(ReadOnlySpan<float> parameters);

    /// <summary>Reads a network from a file of 16-bit integers, little-endian, in the order of the parameters.</summary>
    /// <param name="path">The file. It may be filled up to a multiple of 64 bytes, with whatever bytes.</param>
    /// <returns>The network.</returns>
    /// <exception cref="InvalidFileException">The file has another size, a number out of range, or sums of them may overflow.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    static abstract TSelf Load(string path);

    /// <summary>Reads a network from a stream, to its end.</summary>
    /// <param name="stream">The stream; need not seek, and stays open.</param>
    /// <returns>The network.</returns>
    /// <exception cref="InvalidFileException">There are more or fewer bytes, a number is out of range, or sums may overflow.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    static abstract TSelf Load(Stream stream);

    /// <summary>Writes the network as <see cref="Load(string)"/> reads it, filled up with zeros to a multiple of 64 bytes.</summary>
    /// <param name="path">The file, which may exist: the old one stays until the new one is whole and on the disk.</param>
    /// <exception cref="IOException">The path is a folder or not to be found, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
    void Save(string path);

    /// <summary>Writes the network to a stream, which stays open.</summary>
    /// <param name="stream">The stream; need not seek.</param>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    void Save(Stream stream);
}
