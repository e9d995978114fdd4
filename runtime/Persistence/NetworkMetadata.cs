using System.Globalization;

namespace Unrolled;

/// <summary>What a file says of its network besides the parameters: the topology, and what is done to numbers between the layers.</summary>
internal static class NetworkMetadata
{
    // With a prefix, since other programs use the plain words in their own way.
    public const string Topology = "unrolled.topology";
    public const string Activations = "unrolled.activations";
    public const string Loss = "unrolled.loss";
    private const string Documentation = "unrolled.documentation";
    private const string Alphas = "unrolled.alphas";
    private const string InputStage = "unrolled.input";
    private const string OutputStage = "unrolled.output";

    private const string Format = "units of two or more layers, as in '784-30-10'";

    /// <summary>The entries for a network. What it does as all do is not said.</summary>
    /// <param name="model">The network; its parameters do not matter.</param>
    /// <param name="prefix">What the keys begin with.</param>
    public static Dictionary<string, string> Of(NetworkModel model, string prefix = "")
    {
        Dictionary<string, string> entries = new()
        {
            // Python's readers ask for it: weights are [out, in], as PyTorch has them.
            ["format"] = "pt",
            [prefix + Topology] = string.Join('-', model.Layers.Select(units => units.ToString(CultureInfo.InvariantCulture))),
            [prefix + Activations] = string.Join(", ", model.Activations),
        };
        if (!model.Alphas.AsSpan().SequenceEqual(UsualAlphas(model.Activations)))
        {
            entries.Add(prefix + Alphas, ModelDescription.Text(model.Alphas));
        }

        AddStage(prefix + InputStage, model.InputStage);
        AddStage(prefix + OutputStage, model.OutputStage);
        if (model.Documentation.Count > 0)
        {
            entries.Add(prefix + Documentation, string.Join('\n', model.Documentation));
        }

        return entries;

        void AddStage(string key, Stage? stage)
        {
            foreach ((string part, float[] numbers) in Parts(stage).Where(list => list.Numbers.Length > 0))
            {
                entries.Add($"{key}-{part}", ModelDescription.Text(numbers));
            }
        }
    }

    /// <summary>The lists of a stage by their names; empty lists for no stage.</summary>
    public static (string Part, float[] Numbers)[] Parts(Stage? stage)
    {
        float[][] lists = stage is null
            ? [[], [], [], []]
            : [stage.Scale.ToArray(), stage.Offset.ToArray(), stage.Minimum.ToArray(), stage.Maximum.ToArray()];
        return [.. ModelDescription.StageParts.Zip(lists)];
    }

    /// <summary>The units of each layer; null where the file does not say.</summary>
    /// <exception cref="InvalidFileException">What it says is no topology.</exception>
    public static int[]? ReadTopology(SafetensorsHeader header, string file)
    {
        if (!header.Metadata.TryGetValue(Topology, out string? text))
        {
            return null;
        }

        string[] words = text.Split('-');
        int[] layers = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out layers[i]) || layers[i] < 1)
            {
                throw new InvalidFileException(file, null, $"topology {Printable.Quote(text)}", Format);
            }
        }

        return layers.Length >= 2 ? layers : throw new InvalidFileException(file, null, $"topology {Printable.Quote(text)}", Format);
    }

    /// <summary>The activation of each layer after the inputs; empty where the file does not say.</summary>
    /// <exception cref="InvalidFileException">There are more or fewer, or one is none.</exception>
    public static Activation[] ReadActivations(SafetensorsHeader header, int count, string file)
    {
        if (!header.Metadata.TryGetValue(Activations, out string? text))
        {
            return [];
        }

        Activation[] activations =
        [
            .. text.Split(',', StringSplitOptions.TrimEntries)
                .Select(name => Enum.TryParse(name, out Activation activation) && activation.ToString() == name
                    ? activation
                    : throw new InvalidFileException(
                        file, null, $"activation {Printable.Quote(name)}", $"one of {string.Join(", ", Enum.GetNames<Activation>())}")),
        ];
        return activations.Length == count
            ? activations
            : throw new InvalidFileException(
                file,
                null,
                $"activations {Printable.Quote(text)}",
                $"{Wording.Exact(count, "activation")}, one for each layer after the inputs");
    }

    /// <summary>The number in each activation's formula.</summary>
    /// <exception cref="InvalidFileException">There are more or fewer, or one is no number that the activation can have.</exception>
    public static float[] ReadAlphas(SafetensorsHeader header, Activation[] activations, string file)
    {
        float[] usual = UsualAlphas(activations);
        if (!header.Metadata.TryGetValue(Alphas, out string? text))
        {
            return usual;
        }

        float[]? alphas = ModelDescription.Numbers(text);
        return alphas?.Length == usual.Length && alphas.Zip(usual).All(pair => IsPossible(pair.First, pair.Second))
            ? alphas
            : throw new InvalidFileException(
                file,
                null,
                $"alphas {Printable.Quote(text)}",
                $"{Wording.Exact(usual.Length, "number")} like {ModelDescription.Text(usual)}");
    }

    private static bool IsPossible(float alpha, float usual) => usual == 0 ? alpha == 0 : alpha > 0 && float.IsFinite(alpha);

    /// <summary>What the file says of itself, line by line.</summary>
    public static string[] ReadDocumentation(SafetensorsHeader header) =>
        header.Metadata.GetValueOrDefault(Documentation, "").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is done to the inputs; null for nothing.</summary>
    /// <exception cref="InvalidFileException">It is not for so many elements, or makes no sense.</exception>
    public static Stage? ReadInputStage(SafetensorsHeader header, int size, string file) => ReadStage(header, InputStage, size, file);

    /// <summary>What is done to the outputs; null for nothing.</summary>
    /// <inheritdoc cref="ReadInputStage" path="/exception"/>
    public static Stage? ReadOutputStage(SafetensorsHeader header, int size, string file) => ReadStage(header, OutputStage, size, file);

    private static Stage? ReadStage(SafetensorsHeader header, string key, int size, string file)
    {
        float[][] lists = [.. ModelDescription.StageParts.Select(part => List($"{key}-{part}"))];
        try
        {
            return lists.All(list => list.Length == 0) ? null : new Stage(lists[0], lists[1], lists[2], lists[3]);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidFileException(
                file, null, $"{key}: {exception.Message}", "finite numbers, and limits that leave room between them", exception);
        }

        float[] List(string name)
        {
            if (!header.Metadata.TryGetValue(name, out string? text))
            {
                return [];
            }

            return ModelDescription.Numbers(text) is { } numbers && numbers.Length == size
                ? numbers
                : throw new InvalidFileException(file, null, $"{name} {Printable.Quote(text)}", Wording.Exact(size, "number"));
        }
    }

    /// <summary>The number in each activation's formula where nobody says another one.</summary>
    public static float[] UsualAlphas(Activation[] activations) =>
        [.. activations.Select(activation => ActivationRow.Of(activation).Alpha)];
}
