using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Reads the parameters of a network from a file. Only what makes it depends on the class of the network.</summary>
internal sealed class ParameterReading
{
    private readonly string _file;
    private readonly NetworkLoadOptions _options;
    private readonly string _activations;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly float[] _parameters;
    private readonly List<NamedTensor> _tensors;
    private NamedTensor?[] _places = [];

    private ParameterReading(
        string file, NetworkLoadOptions options, string activations, int inputs, int outputs, float[] parameters, List<NamedTensor> tensors)
    {
        _file = file;
        _options = options;
        _activations = activations;
        _inputs = inputs;
        _outputs = outputs;
        _parameters = parameters;
        _tensors = tensors;
    }

    /// <summary>What the file says of raw values and answers; null where it says nothing, or has not been read yet.</summary>
    public Preprocessing? Preprocessing { get; private set; }

    /// <param name="file">What to call the file when something is wrong with it.</param>
    /// <param name="options">Which tensors are the network's; null is the default.</param>
    public static ParameterReading Of<TNetwork>(string file, NetworkLoadOptions? options) where TNetwork : class, IInferenceNetwork
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        return new ParameterReading(
            file,
            options ?? new NetworkLoadOptions(),
            NetworkTensors.ActivationNames<TNetwork>(),
            TNetwork.InputSize,
            TNetwork.OutputSize,
            parameters,
            NetworkTensors.Split(TNetwork.Layers, parameters));
    }

    /// <summary>The parameters in canonical order.</summary>
    /// <exception cref="InvalidFileException">The file is damaged or does not fit.</exception>
    /// <exception cref="ArgumentException">The name map is not one of the network.</exception>
    public float[] Read(Stream stream) => Checked(SafetensorsReader.Read(stream, _file, Place));

    /// <inheritdoc cref="Read"/>
    public async ValueTask<float[]> ReadAsync(Stream stream, CancellationToken cancellationToken) =>
        Checked(await SafetensorsReader.ReadAsync(stream, _file, Place, cancellationToken).ConfigureAwait(false));

    private NamedTensor?[] Place(SafetensorsHeader header)
    {
        NetworkTensors.CheckActivations(header, _file, _options.Prefix, _activations);
        Preprocessing = PreprocessingReader.Read(header, _options.Prefix, _file, _inputs, _outputs);
        return _places = TensorPlacement.Place(header, _file, _tensors, _options);
    }

    private float[] Checked(SafetensorsHeader header)
    {
        if (!_options.AllowNonFinite)
        {
            RequireFinite(header, _places, _file);
        }

        return _parameters;
    }

    /// <exception cref="InvalidFileException">A number is NaN or infinite.</exception>
    public static void RequireFinite(SafetensorsHeader header, NamedTensor?[] places, string file)
    {
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] is { } place && Finite.FirstOther(place.Values.Span) is var index and >= 0)
            {
                throw new InvalidFileException(
                    file,
                    header.Tensors[i].Name,
                    $"{Wording.Number(place.Values.Span[index])} at index {index}",
                    $"finite numbers, or {nameof(NetworkLoadOptions)}.{nameof(NetworkLoadOptions.AllowNonFinite)}");
            }
        }
    }
}
