namespace Unrolled;

/// <summary>The two tensors of one fully connected layer in a file.</summary>
/// <param name="weightName">What the weights are called.</param>
/// <param name="biasName">What the biases are called.</param>
internal sealed class LayerTensors(string weightName, string biasName)
{
    public const string Weight = "weight";
    public const string Bias = "bias";

    private TensorEntry? _weight;
    private TensorEntry? _bias;

    public string WeightName => weightName;

    /// <summary>The layers of a file, in no order.</summary>
    /// <exception cref="InvalidFileException">A tensor is neither weight nor bias.</exception>
    public static List<LayerTensors> Of(List<TensorEntry> tensors, string file)
    {
        Dictionary<string, LayerTensors> layers = new(StringComparer.Ordinal);
        foreach (TensorEntry tensor in tensors)
        {
            string last = tensor.Name[(tensor.Name.LastIndexOf('.') + 1)..];
            if (last is not (Weight or Bias))
            {
                throw ForeignTensor.OfAnotherKind(tensor.Name, last, file);
            }

            string prefix = tensor.Name[..^last.Length];
            if (!layers.TryGetValue(prefix, out LayerTensors? layer))
            {
                layers.Add(prefix, layer = new LayerTensors(prefix + Weight, prefix + Bias));
            }

            (last == Weight ? ref layer._weight : ref layer._bias) = tensor;
        }

        return [.. layers.Values];
    }

    /// <summary>A layer whose tensors are known by their names; either may be missing.</summary>
    /// <param name="weightName">What the weights are called.</param>
    /// <param name="biasName">What the biases are called.</param>
    /// <param name="tensors">The tensors of the file. Those of the layer are taken out.</param>
    public static LayerTensors Take(string weightName, string biasName, Dictionary<string, TensorEntry> tensors)
    {
        LayerTensors layer = new(weightName, biasName);
        tensors.Remove(weightName, out layer._weight);
        tensors.Remove(biasName, out layer._bias);
        return layer;
    }

    public bool HasWeight(long[] shape) => _weight is not null && _weight.Shape.AsSpan().SequenceEqual(shape);

    /// <summary>The inputs of its units; only where the weights are a matrix.</summary>
    public int Inputs => (int)_weight!.Shape[1];

    /// <summary>Its units; only where the weights are a matrix.</summary>
    public int Outputs => (int)_weight!.Shape[0];

    /// <exception cref="InvalidFileException">The weights are missing, or no matrix of the size of a layer with such biases.</exception>
    public void RequireMatrix(string file)
    {
        long[] anyMatrix = [0, 0];
        if (_weight is null)
        {
            throw new InvalidFileException(file, weightName, "no such tensor", $"the weights to {Printable.Quote(biasName)}");
        }

        if (_weight.Shape is not [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue])
        {
            throw new InvalidFileException(
                file, weightName, $"shape {_weight.ShapeText}", $"shape [out, in]{ForeignTensor.Hint(_weight.Shape, anyMatrix)}");
        }

        if (_bias is { Shape: [long biases] } && biases != Outputs)
        {
            throw new InvalidFileException(
                file,
                weightName,
                $"shape {_weight.ShapeText} beside biases of {_bias.ShapeText}",
                $"[out, in] with as many outputs as biases{(biases == Inputs ? ForeignTensor.Transposed : "")}");
        }
    }

    /// <summary>What is wrong with the weights where they are missing or have not the shape of a place; else null.</summary>
    public InvalidFileException? Misfit(LayerPlace place, string file) => Misfit(_weight, weightName, place.Weight, file, "");

    /// <summary>Gives each of the two its place, if it is there and has the place's shape.</summary>
    /// <param name="place">The places.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="mayLackBias">Whether the biases may be missing.</param>
    /// <param name="places">Receives them.</param>
    /// <exception cref="InvalidFileException">One does not.</exception>
    public void Fit(LayerPlace place, string file, bool mayLackBias, Dictionary<string, NamedTensor> places)
    {
        Fit(_weight, weightName, place.Weight, "");
        if (_bias is not null || !mayLackBias)
        {
            Fit(_bias, biasName, place.Bias, $", or {nameof(NetworkLoadOptions)}.{nameof(NetworkLoadOptions.MissingBiasIsZero)}");
        }

        void Fit(TensorEntry? tensor, string name, NamedTensor needed, string instead)
        {
            if (Misfit(tensor, name, needed, file, instead) is { } misfit)
            {
                throw misfit;
            }

            places.Add(tensor!.Name, needed);
        }
    }

    private static InvalidFileException? Misfit(TensorEntry? tensor, string name, NamedTensor needed, string file, string instead) =>
        tensor switch
        {
            null => new InvalidFileException(file, name, "no such tensor", $"shape {needed.ShapeText}{instead}"),
            _ when !tensor.Shape.AsSpan().SequenceEqual(needed.Shape) => ForeignTensor.OfAnotherShape(tensor, needed, file),
            _ => null,
        };
}
