namespace Unrolled;

/// <summary>
/// A network's parameters as the tensors of a file: <c>layers.N.weight</c> [out, in] and <c>layers.N.bias</c> [out], N from 0.
/// </summary>
internal static class NetworkTensors
{
    /// <summary>What a layer is called, counted from 0.</summary>
    public static string LayerName(int layer) => $"layers.{Wording.Number(layer)}";

    /// <summary>The tensors, weights and biases by turns, as parts of the parameters in canonical order.</summary>
    /// <param name="layers">The units of each layer.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="prefix">What the names begin with.</param>
    public static List<NamedTensor> Split(ReadOnlySpan<int> layers, Memory<float> parameters, string prefix = "")
    {
        List<NamedTensor> tensors = [];
        int start = 0;
        for (int i = 1; i < layers.Length; i++)
        {
            DenseLayer layer = new(layers[i - 1], layers[i]);
            string name = $"{prefix}{LayerName(i - 1)}.";
            int weights = (int)layer.Weights;
            tensors.Add(new NamedTensor(name + LayerTensors.Weight, [layer.FanOut, layer.FanIn], parameters.Slice(start, weights)));
            tensors.Add(new NamedTensor(name + LayerTensors.Bias, [layer.FanOut], parameters.Slice(start + weights, layer.FanOut)));
            start += (int)layer.Parameters;
        }

        return tensors;
    }

    /// <summary>What a file says of its network besides the parameters.</summary>
    /// <param name="prefix">What the names of its tensors begin with.</param>
    public static Dictionary<string, string> Describe<TNetwork>(string prefix = "") where TNetwork : class, IInferenceNetwork
    {
        Dictionary<string, string> entries = NetworkMetadata.Of(ModelOf<TNetwork>([]), prefix);
        entries.Add(prefix + NetworkMetadata.Loss, TrainedLoss<TNetwork>.Name);
        return entries;
    }

    /// <summary>The same in words: topology, activations and loss.</summary>
    public static string InWords<TNetwork>() where TNetwork : class, IInferenceNetwork
    {
        Dictionary<string, string> entries = Describe<TNetwork>();
        return $"{entries[NetworkMetadata.Topology]} ({entries[NetworkMetadata.Activations]}; {entries[NetworkMetadata.Loss]})";
    }

    /// <summary>A network as the model that a file of it would be.</summary>
    /// <param name="parameters">Its parameters, where they matter.</param>
    public static NetworkModel ModelOf<TNetwork>(float[] parameters) where TNetwork : class, IInferenceNetwork => new()
    {
        Layers = TNetwork.Layers.ToArray(),
        Activations = TNetwork.Activations.ToArray(),
        Alphas = TNetwork.Alphas.IsEmpty ? NetworkMetadata.UsualAlphas(TNetwork.Activations.ToArray()) : TNetwork.Alphas.ToArray(),
        Parameters = parameters,
        InputStage = TNetwork.InputStage,
        OutputStage = TNetwork.OutputStage,
    };

    /// <summary>
    /// Requires the activations that the file names, if it does. The loss may be another: networks are also trained further.
    /// </summary>
    /// <param name="header">The header of the file.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="prefix">What the names of the network's tensors begin with.</param>
    /// <param name="needed">The network's: <see cref="ActivationNames"/>.</param>
    /// <exception cref="InvalidFileException">They are not the network's.</exception>
    public static void CheckActivations(SafetensorsHeader header, string file, string prefix, string needed)
    {
        if (header.Metadata.TryGetValue(prefix + NetworkMetadata.Activations, out string? found) && found != needed)
        {
            throw new InvalidFileException(file, null, $"activations {Printable.Quote(found)}", Printable.Quote(needed));
        }
    }

    /// <summary>The activations as a file names them.</summary>
    public static string ActivationNames<TNetwork>() where TNetwork : class, IInferenceNetwork
    {
        string[] names = new string[TNetwork.Activations.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = TNetwork.Activations[i].ToString();
        }

        return string.Join(", ", names);
    }
}
