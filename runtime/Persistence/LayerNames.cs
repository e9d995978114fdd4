namespace Unrolled;

/// <summary>What a layer's tensors are called in a file, where the user says so.</summary>
/// <param name="Weight">The name of the weights.</param>
/// <param name="Bias">The name of the biases; empty where there are none.</param>
internal sealed record LayerNames(string Weight, string Bias)
{
    /// <summary>The names of each layer's tensors; null where the name map does not name it.</summary>
    /// <exception cref="ArgumentException">
    /// A key is not one of the network's, half of a layer is missing, or a name stands there twice.
    /// </exception>
    public static LayerNames?[] Of(NetworkLoadOptions options, int layers) =>
        options.NameMap.Count == 0 ? new LayerNames?[layers] : InMap(options, layers);

    private static LayerNames?[] InMap(NetworkLoadOptions options, int layers)
    {
        HashSet<string> keys = new(options.NameMap.Keys, StringComparer.Ordinal);
        HashSet<string> values = new(StringComparer.Ordinal);
        LayerNames?[] names = [.. Enumerable.Range(0, layers).Select(NetworkTensors.LayerName).Select(Of)];
        return keys.Count == 0
            ? names
            : throw Defect(
                $"has the key {Printable.Quote(keys.First())}; the network's are {NetworkTensors.LayerName(0)} to "
                + $"{NetworkTensors.LayerName(layers - 1)}, each as it is, with .{LayerTensors.Weight} or with .{LayerTensors.Bias}");

        LayerNames? Of(string layer)
        {
            string? both = Value(layer);
            string? weight = Name(LayerTensors.Weight);
            string? bias = Name(LayerTensors.Bias);
            return (weight, bias) switch
            {
                (null, null) => null,
                (null, _) => throw Defect($"names {layer}.{LayerTensors.Bias}, but not {layer}.{LayerTensors.Weight}"),
                (_, null) when !options.MissingBiasIsZero => throw Defect(
                    $"names {layer}.{LayerTensors.Weight}, but not {layer}.{LayerTensors.Bias}, and "
                    + $"{nameof(NetworkLoadOptions.MissingBiasIsZero)} is false"),
                _ => new LayerNames(weight, bias ?? ""),
            };

            string? Name(string tensor)
            {
                string? name = Value($"{layer}.{tensor}") ?? (both is null ? null : $"{both}.{tensor}");
                return name is null || values.Add(name)
                    ? name is null ? null : options.Prefix + name
                    : throw Defect($"has the name {Printable.Quote(name)} twice");
            }
        }

        string? Value(string key) => keys.Remove(key) ? options.NameMap[key] : null;
    }

    private static ArgumentException Defect(string defect) =>
        new($"{nameof(NetworkLoadOptions.NameMap)} {defect}.", nameof(NetworkLoadOptions.NameMap));
}
