namespace Unrolled;

/// <summary>The two tensors of one fully connected layer in a file.</summary>
/// <param name="prefix">What both names begin with.</param>
internal sealed class LayerTensors(string prefix)
{
    public const string Weight = "weight";
    public const string Bias = "bias";

    private TensorEntry? _weight;
    private TensorEntry? _bias;

    public string Prefix => prefix;

    public string WeightName => prefix + Weight;

    /// <summary>The layers of a file, in no order.</summary>
    /// <exception cref="NetworkFileException">A tensor is neither weight nor bias.</exception>
    public static List<LayerTensors> Of(SafetensorsHeader header, string file)
    {
        Dictionary<string, LayerTensors> layers = new(StringComparer.Ordinal);
        foreach (TensorEntry tensor in header.Tensors)
        {
            string last = tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];
            if (last is not (Weight or Bias))
            {
                throw new NetworkFileException(
                    file, tensor.Name, "a tensor of another kind", "a weight and a bias for each layer and nothing else");
            }

            string prefix = tensor.Name[..^last.Length];
            if (!layers.TryGetValue(prefix, out LayerTensors? layer))
            {
                layers.Add(prefix, layer = new LayerTensors(prefix));
            }

            (last == Weight ? ref layer._weight : ref layer._bias) = tensor;
        }

        return [.. layers.Values];
    }

    public bool HasWeight(long[] shape) => _weight is not null && _weight.Shape.AsSpan().SequenceEqual(shape);

    /// <summary>Gives each of the two its place, if it is there and has the place's shape.</summary>
    /// <exception cref="NetworkFileException">One does not.</exception>
    public void Fit(NamedTensor weight, NamedTensor bias, string file, Dictionary<string, Memory<float>> places)
    {
        Fit(_weight, Weight, weight);
        Fit(_bias, Bias, bias);

        void Fit(TensorEntry? tensor, string last, NamedTensor place)
        {
            if (tensor is null || !tensor.Shape.AsSpan().SequenceEqual(place.Shape))
            {
                string found = tensor is null ? "no such tensor" : $"shape {tensor.ShapeText}";
                throw new NetworkFileException(file, prefix + last, found, $"shape {place.ShapeText}");
            }

            places.Add(tensor.Name, place.Values);
        }
    }
}
