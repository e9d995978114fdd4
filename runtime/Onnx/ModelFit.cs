namespace Unrolled;

/// <summary>Compares a model with a network that is to take its parameters.</summary>
internal static class ModelFit
{
    /// <exception cref="InvalidFileException">It is another network.</exception>
    public static void Require<TNetwork>(NetworkModel model, string file) where TNetwork : IInferenceNetwork
    {
        if (!TNetwork.Layers.SequenceEqual(model.Layers))
        {
            throw Misfit(Units(model.Layers), Units(TNetwork.Layers));
        }

        for (int layer = 0; layer < model.Activations.Length; layer++)
        {
            string found = Text(model.Activations[layer], model.Alphas[layer]);
            string needed = Text(TNetwork.Activations[layer], ActivationAlphas.Of<TNetwork>(layer));
            if (found != needed)
            {
                throw new InvalidFileException(
                    file, NameOf(model, layer), $"activation {found} behind layer {Wording.Number((long)layer)}", needed);
            }
        }

        RequireStage("input", model.InputStage, TNetwork.InputStage);
        RequireStage("output", model.OutputStage, TNetwork.OutputStage);

        InvalidFileException Misfit(string found, string needed) => new(file, null, found, needed);

        void RequireStage(string name, Stage? found, Stage? needed)
        {
            foreach ((string part, StagePart of) in s_parts)
            {
                ReadOnlySpan<float> left = of(found), right = of(needed);
                if (!left.SequenceEqual(right))
                {
                    throw Misfit($"{name} stage with {part} {Numbers(left)}", Numbers(right));
                }
            }
        }
    }

    private delegate ReadOnlySpan<float> StagePart(Stage? stage);

    private static readonly (string Name, StagePart Of)[] s_parts =
    [
        ("scale", static stage => stage is null ? [] : stage.Scale),
        ("offset", static stage => stage is null ? [] : stage.Offset),
        ("minimum", static stage => stage is null ? [] : stage.Minimum),
        ("maximum", static stage => stage is null ? [] : stage.Maximum),
    ];

    private static string? NameOf(NetworkModel model, int layer) => model.Tensors[layer].Weight is { Length: > 0 } name ? name : null;

    private static string Units(ReadOnlySpan<int> layers) =>
        $"layers {string.Join('-', layers.ToArray().Select(units => Wording.Number((long)units)))}";

    private static string Text(Activation activation, float alpha) =>
        alpha == ActivationRow.Of(activation).Alpha ? $"{activation}" : $"{activation} with alpha {Wording.Number(alpha)}";

    private static string Numbers(ReadOnlySpan<float> numbers)
    {
        const int most = 8;
        return numbers.IsEmpty
            ? "none"
            : $"[{string.Join(", ", numbers[..Math.Min(most, numbers.Length)].ToArray().Select(Wording.Number))}{(numbers.Length > most
                ? ", ..."
                : "")}]";
    }
}
