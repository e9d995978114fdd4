using System.IO.Enumeration;

namespace Unrolled;

/// <summary>Finds the place of each of a file's tensors in a network, or that it has none.</summary>
internal static class TensorPlacement
{
    /// <summary>The place of each of the header's tensors; null for those that are passed over.</summary>
    /// <param name="header">The header.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="needed">The network's tensors, weights and biases by turns.</param>
    /// <param name="options">Which tensors are the network's, and what they are called.</param>
    /// <exception cref="InvalidFileException">The tensors are not the network's.</exception>
    /// <exception cref="ArgumentException">The name map is not one of the network.</exception>
    public static NamedTensor?[] Place(SafetensorsHeader header, string file, List<NamedTensor> needed, NetworkLoadOptions options)
    {
        Dictionary<string, NamedTensor> places = new(StringComparer.Ordinal);
        Dictionary<string, TensorEntry> tensors = UnderPrefix(header, file, options.Prefix);
        LayerPlace[] layerPlaces = LayerPlace.Of(needed);
        LayerNames?[] names = LayerNames.Of(options, layerPlaces.Length);
        List<LayerPlace> unnamed = [];
        for (int i = 0; i < layerPlaces.Length; i++)
        {
            if (names[i] is { } known)
            {
                LayerTensors.Take(known.Weight, known.Bias, tensors).Fit(layerPlaces[i], file, options.MissingBiasIsZero, places);
            }
            else
            {
                unnamed.Add(layerPlaces[i]);
            }
        }

        List<TensorEntry> rest = [];
        foreach (TensorEntry tensor in tensors.Values)
        {
            if (!IsIgnored(tensor.Name, options.Ignore))
            {
                rest.Add(tensor);
            }
        }

        LayerTensors[] layers = LayerOrder.Arrange(LayerTensors.Of(rest, file), file, unnamed);
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i].Fit(unnamed[i], file, options.MissingBiasIsZero, places);
        }

        NamedTensor?[] inOrder = new NamedTensor?[header.Tensors.Count];
        for (int i = 0; i < inOrder.Length; i++)
        {
            places.TryGetValue(header.Tensors[i].Name, out inOrder[i]);
        }

        return inOrder;
    }

    private static Dictionary<string, TensorEntry> UnderPrefix(SafetensorsHeader header, string file, string prefix)
    {
        Dictionary<string, TensorEntry> tensors = new(StringComparer.Ordinal);
        foreach (TensorEntry tensor in header.Tensors)
        {
            if (tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                tensors.Add(tensor.Name, tensor);
            }
        }

        return tensors.Count > 0 || header.Tensors.Count == 0
            ? tensors
            : throw new InvalidFileException(
                file,
                null,
                $"no tensor whose name begins with {Printable.Quote(prefix)}, but {Printable.Quote(header.Tensors[0].Name)}",
                $"tensors under {nameof(NetworkLoadOptions)}.{nameof(NetworkLoadOptions.Prefix)}");
    }

    private static bool IsIgnored(string name, IReadOnlyList<string> patterns)
    {
        for (int i = 0; i < patterns.Count; i++)
        {
            if (FileSystemName.MatchesSimpleExpression(patterns[i], name, ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }
}
