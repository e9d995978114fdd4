using System.IO.Enumeration;

namespace Unrolled;

/// <summary>Finds the place of each of a file's tensors in a network, or that it has none.</summary>
internal static class TensorPlacement
{
    /// <summary>The place of each of the header's tensors; an empty one for those that are passed over.</summary>
    /// <param name="header">The header.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="needed">The network's tensors, weights and biases by turns.</param>
    /// <param name="options">Which tensors are the network's, and what they are called.</param>
    /// <exception cref="InvalidFileException">The tensors are not the network's.</exception>
    /// <exception cref="ArgumentException">The name map is not one of the network.</exception>
    public static IReadOnlyList<Memory<float>> Place(
        SafetensorsHeader header, string file, IReadOnlyList<NamedTensor> needed, NetworkLoadOptions options)
    {
        Dictionary<string, Memory<float>> places = new(StringComparer.Ordinal);
        Dictionary<string, TensorEntry> tensors = UnderPrefix(header, file, options.Prefix);
        LayerNames?[] names = LayerNames.Of(options, needed.Count / 2);
        List<LayerPlace> unnamed = [];
        foreach ((LayerPlace place, LayerNames? name) in LayerPlace.Of(needed).Zip(names))
        {
            if (name is { } known)
            {
                LayerTensors.Take(known.Weight, known.Bias, tensors).Fit(place, file, options.MissingBiasIsZero, places);
            }
            else
            {
                unnamed.Add(place);
            }
        }

        IEnumerable<TensorEntry> rest = tensors.Values.Where(tensor => !IsIgnored(tensor.Name, options.Ignore));
        IReadOnlyList<LayerTensors> layers = LayerOrder.Arrange(LayerTensors.Of(rest, file), file, unnamed);
        for (int i = 0; i < layers.Count; i++)
        {
            layers[i].Fit(unnamed[i], file, options.MissingBiasIsZero, places);
        }

        return [.. header.Tensors.Select(tensor => places.GetValueOrDefault(tensor.Name))];
    }

    private static Dictionary<string, TensorEntry> UnderPrefix(SafetensorsHeader header, string file, string prefix)
    {
        Dictionary<string, TensorEntry> tensors = header.Tensors
            .Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        return tensors.Count > 0 || header.Tensors.Count == 0
            ? tensors
            : throw new InvalidFileException(
                file,
                null,
                $"no tensor whose name begins with {Printable.Quote(prefix)}, but {Printable.Quote(header.Tensors[0].Name)}",
                $"tensors under {nameof(NetworkLoadOptions)}.{nameof(NetworkLoadOptions.Prefix)}");
    }

    private static bool IsIgnored(string name, IReadOnlyList<string> patterns) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
