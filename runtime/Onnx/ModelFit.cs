namespace Unrolled;

/// <summary>Compares a model with the network that is to take its parameters.</summary>
internal static class ModelFit
{
    /// <param name="model">The model.</param>
    /// <param name="network">The network as a model; its parameters do not matter.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="InvalidFileException">They are different networks.</exception>
    public static void Require(NetworkModel model, NetworkModel network, string file)
    {
        if (!network.Layers.AsSpan().SequenceEqual(model.Layers))
        {
            throw new InvalidFileException(file, null, Units(model.Layers), Units(network.Layers));
        }

        for (int layer = 0; layer < model.Activations.Length; layer++)
        {
            string found = Text(model, layer);
            string needed = Text(network, layer);
            if (found != needed)
            {
                throw new InvalidFileException(
                    file, NameOf(model, layer), $"activation {found} behind layer {Wording.Number((long)layer)}", needed);
            }
        }

        RequireStage("input", model.InputStage, network.InputStage, file);
        RequireStage("output", model.OutputStage, network.OutputStage, file);
    }

    private static void RequireStage(string name, Stage? found, Stage? needed, string file)
    {
        foreach (((string part, float[] left), (_, float[] right)) in NetworkMetadata.Parts(found).Zip(NetworkMetadata.Parts(needed)))
        {
            if (!left.AsSpan().SequenceEqual(right))
            {
                throw new InvalidFileException(file, null, $"{name} stage with {part} {Numbers(left)}", Numbers(right));
            }
        }
    }

    private static string? NameOf(NetworkModel model, int layer) => model.Tensors[layer].Weight is { Length: > 0 } name ? name : null;

    private static string Units(int[] layers) => $"layers {string.Join('-', layers.Select(units => Wording.Number((long)units)))}";

    private static string Text(NetworkModel model, int layer)
    {
        Activation activation = model.Activations[layer];
        float alpha = model.Alphas[layer];
        return alpha == ActivationRow.Of(activation).Alpha ? $"{activation}" : $"{activation} with alpha {Wording.Number(alpha)}";
    }

    private static string Numbers(float[] numbers)
    {
        const int most = 8;
        string rest = numbers.Length > most ? ", ..." : "";
        return numbers.Length == 0 ? "none" : $"[{string.Join(", ", numbers.Take(most).Select(Wording.Number))}{rest}]";
    }
}
