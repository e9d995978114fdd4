namespace Unrolled;

/// <summary>
/// A safetensors file as a model, without a network that it is to fit: the topology is what the file says of itself, or else what its
/// tensors make without doubt. Everything else goes by the rules of <see cref="NetworkFile"/>.
/// </summary>
internal static class SafetensorsModel
{
    // A layer without biases is one whose biases are 0, and nobody is there to say that it was meant.
    private static readonly NetworkLoadOptions s_options = new() { MissingBiasIsZero = true };

    /// <summary>Reads a file to its end.</summary>
    /// <param name="stream">The file from its first byte on. It must know its length.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <exception cref="InvalidFileException">The file is damaged, or its tensors are no network.</exception>
    public static NetworkModel Read(Stream stream, string file)
    {
        int[] layers = [];
        List<NamedTensor> needed = [];
        NamedTensor?[] places = [];
        float[] parameters = [];
        SafetensorsHeader header = SafetensorsReader.Read(stream, file, header =>
        {
            layers = NetworkMetadata.ReadTopology(header, file) ?? LayerOrder.Topology(LayerTensors.Of([.. header.Tensors], file), file);
            parameters = new float[ParameterCount(layers, stream.Length - stream.Position, file)];
            needed = NetworkTensors.Split(layers, parameters);
            return places = TensorPlacement.Place(header, file, needed, s_options);
        });
        ParameterReading.RequireFinite(header, places, file);
        Activation[] activations = NetworkMetadata.ReadActivations(header, layers.Length - 1, file);
        return new NetworkModel
        {
            Layers = layers,
            Activations = activations,
            Alphas = NetworkMetadata.ReadAlphas(header, activations, file),
            Parameters = parameters,
            InputStage = NetworkMetadata.ReadInputStage(header, layers[0], file),
            OutputStage = NetworkMetadata.ReadOutputStage(header, layers[^1], file),
            Preprocessing = PreprocessingReader.Read(header, "", file, layers[0], layers[^1]),
            Documentation = NetworkMetadata.ReadDocumentation(header),
            Tensors = [.. LayerPlace.Of(needed).Select(layer => (NameAt(layer.Weight)!, NameAt(layer.Bias)))],
        };

        string? NameAt(NamedTensor place) => Array.IndexOf(places, place) is var index and >= 0 ? header.Tensors[index].Name : null;
    }

    /// <summary>Writes a model as <see cref="NetworkFile"/> writes a network.</summary>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    public static void Write(NetworkModel model, Stream stream)
    {
        Dictionary<string, string> metadata = NetworkMetadata.Of(model);
        PreprocessingWriter.AddTo(metadata, "", model.Preprocessing);
        Channel.Complete(SafetensorsWriter.WriteAsync(
            Channel.Synchronous(stream), NetworkTensors.Split(model.Layers, model.Parameters), metadata));
    }

    /// <summary>How many numbers to make room for: never for more than a file of that size can hold.</summary>
    private static long ParameterCount(int[] layers, long bytes, string file)
    {
        long weights = 0;
        long parameters = 0;
        foreach (DenseLayer layer in DenseLayer.Of(layers))
        {
            weights += layer.Weights;
            parameters += layer.Parameters;
            if (weights > bytes / TensorTypes.LeastSize)
            {
                throw new InvalidFileException(
                    file,
                    null,
                    Wording.Exact(bytes, "byte") + " of tensors",
                    $"{Wording.Exact(weights * TensorTypes.LeastSize, "byte")} or more for {string.Join('-', layers)}");
            }
        }

        return parameters;
    }
}
