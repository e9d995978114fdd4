using System.ComponentModel;

namespace Unrolled.Internal;

/// <summary>Makes the layers of an integer network of one shape, from a network of floats or from a file.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Int8Maker
{
    private protected Int8Maker()
    {
    }

    /// <summary>Rounds a network.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="calibration">Samples whose pre-activations say which ranges the bytes are to cover.</param>
    /// <param name="options">How; null for the usual.</param>
    /// <exception cref="ArgumentException">The samples do not fit the network or tell nothing, or a parameter is not finite.</exception>
    public abstract Int8Engine Quantize<TNetwork>(TNetwork network, Dataset calibration, QuantizationOptions? options)
        where TNetwork : class, INetwork<TNetwork>;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidFileException">The file is damaged or of another network.</exception>
    public abstract Int8Engine Load(string path);
}

/// <inheritdoc/>
internal sealed class Int8Maker<TPasses> : Int8Maker where TPasses : struct, IInt8Passes
{
    public static readonly Int8Maker<TPasses> Instance = new();

    /// <inheritdoc/>
    public override Int8Engine Quantize<TNetwork>(TNetwork network, Dataset calibration, QuantizationOptions? options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(calibration);
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return new Int8Engine.Typed<TPasses>(new Int8Calibration<TPasses>(calibration, options ?? new QuantizationOptions()).Run(parameters));
    }

    /// <inheritdoc/>
    public override Int8Engine Load(string path) => new Int8Engine.Typed<TPasses>(Int8File.Load<TPasses>(path));
}
