namespace Unrolled;

/// <summary>Finds which layer of a file is which of a network, whatever the tensors are called.</summary>
/// <remarks>
/// The order in a file tells nothing: PyTorch's writer sorts by name, and puts 10 before 2. Shapes and the numbers in names do: where
/// names differ in nothing but numbers (<c>layers.0</c>, <c>net.2</c>, <c>fc1</c>), these tell which layer comes first, and all shapes
/// must be the network's. If only one order satisfies both, or none does and only one has the right shapes, it is the one. What neither
/// settles is refused rather than guessed.
/// </remarks>
internal static class LayerOrder
{
    private const string Tellable =
        $"names with a number in which alone they differ, or a {nameof(NetworkLoadOptions)}.{nameof(NetworkLoadOptions.NameMap)}, "
        + "to tell the order of the layers";

    private const string Selectable =
        $"{nameof(NetworkLoadOptions)}.{nameof(NetworkLoadOptions.Prefix)} and {nameof(NetworkLoadOptions.Ignore)} say which are the "
        + "network's";

    /// <summary>The layers in the order of the network's.</summary>
    /// <param name="layers">The layers of the file.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="places">The places of the network's layers.</param>
    /// <exception cref="InvalidFileException">There is no such order, or more than one.</exception>
    public static LayerTensors[] Arrange(List<LayerTensors> layers, string file, List<LayerPlace> places)
    {
        NumberedLayer[] numbered = new NumberedLayer[layers.Count];
        for (int i = 0; i < numbered.Length; i++)
        {
            numbered[i] = NumberedLayer.Of(layers[i]);
        }

        if (layers.Count == places.Count)
        {
            ChainSearch search = ChainSearch.Run(numbered, Fits, byNumber: true);
            if (search.Found.Count == 0 && search.IsComplete)
            {
                search = ChainSearch.Run(numbered, Fits, byNumber: false);
            }

            if (search.Found.Count > 1 || !search.IsComplete)
            {
                throw Ambiguous(search.Found, layers, file);
            }

            if (search.Found.Count == 1)
            {
                return search.Found[0];
            }
        }

        throw NumberedLayer.Sort(numbered) is { } sorted ? MisfitInOrder(sorted, file, places) : MisfitOfShapes(layers, file, places);

        bool Fits(LayerTensors? before, int index, LayerTensors layer) => layer.HasWeight(places[index].Weight.Shape);
    }

    /// <summary>
    /// The units of each layer, where the file alone tells them: those of one are the inputs of the next, and numbers are not
    /// contradicted, since weights that are [in, out] make a chain backwards.
    /// </summary>
    /// <param name="layers">The layers of the file.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="InvalidFileException">There is no layer, or they do not follow each other, or in more than one way.</exception>
    public static int[] Topology(List<LayerTensors> layers, string file)
    {
        if (layers.Count == 0)
        {
            throw new InvalidFileException(file, null, "no tensor", "a weight for each layer");
        }

        foreach (LayerTensors layer in layers)
        {
            layer.RequireMatrix(file);
        }

        NumberedLayer[] numbered = [.. layers.Select(NumberedLayer.Of)];
        ChainSearch search = ChainSearch.Run(
            numbered, (before, _, layer) => before is null || layer.Inputs == before.Outputs, byNumber: true);
        if (search.Found.Count > 1 || !search.IsComplete)
        {
            throw Ambiguous(search.Found, layers, file);
        }

        return search.Found.Count == 1
            ? [search.Found[0][0].Inputs, .. search.Found[0].Select(layer => layer.Outputs)]
            : throw Unchained(NumberedLayer.Sort(numbered) ?? [.. layers], file);
    }

    private static InvalidFileException Unchained(LayerTensors[] layers, string file)
    {
        (LayerTensors before, LayerTensors layer) = layers.Zip(layers.Skip(1)).First(pair => pair.First.Outputs != pair.Second.Inputs);
        bool isTransposed = layers.Zip(layers.Skip(1)).All(pair => pair.First.Inputs == pair.Second.Outputs);
        long[] found = [layer.Outputs, layer.Inputs];
        return new InvalidFileException(
            file,
            layer.WeightName,
            $"shape {TensorShape.Text(found)}",
            $"[out, in] with the {Wording.Exact(before.Outputs, "output")} of {Printable.Quote(before.WeightName)} as its inputs"
                + (isTransposed ? ForeignTensor.Transposed : ""));
    }

    private static InvalidFileException Ambiguous(IReadOnlyList<LayerTensors[]> orders, List<LayerTensors> layers, string file)
    {
        (LayerTensors first, LayerTensors second) = orders.Count > 1
            ? orders[0].Zip(orders[1]).First(pair => pair.First != pair.Second)
            : (layers[0], layers[1]);
        return new InvalidFileException(
            file, first.WeightName, $"the same shape as that of {Printable.Quote(second.WeightName)}", Tellable);
    }

    private static InvalidFileException MisfitInOrder(LayerTensors[] layers, string file, List<LayerPlace> places)
    {
        for (int i = 0; i < places.Count; i++)
        {
            if (i == layers.Length)
            {
                return Missing(places[i], "no such tensor", file);
            }

            if (layers[i].Misfit(places[i], file) is { } misfit)
            {
                return misfit;
            }
        }

        return TooMany(layers[places.Count], layers.Length, file, places);
    }

    private static InvalidFileException MisfitOfShapes(List<LayerTensors> layers, string file, List<LayerPlace> places)
    {
        foreach (LayerPlace place in places)
        {
            int needed = places.Count(other => other.Weight.ShapeText == place.Weight.ShapeText);
            int found = layers.Count(layer => layer.HasWeight(place.Weight.Shape));
            if (found < needed)
            {
                long[] transpose = [place.Weight.Shape[1], place.Weight.Shape[0]];
                string hint = layers.Any(layer => layer.HasWeight(transpose)) ? ForeignTensor.Hint(transpose, place.Weight.Shape) : "";
                return Missing(place, found == 0 ? "no weight of its shape" : $"fewer than {needed} weights of its shape", file, hint);
            }
        }

        return TooMany(layers[^1], layers.Count, file, places);
    }

    private static InvalidFileException Missing(LayerPlace place, string found, string file, string hint = "") =>
        new(file, place.Weight.Name, found, $"shape {place.Weight.ShapeText}{hint}");

    private static InvalidFileException TooMany(LayerTensors layer, int found, string file, List<LayerPlace> places) => new(
        file,
        layer.WeightName,
        $"{Wording.Exact(found, "layer")} with parameters",
        $"{places.Count}; {Selectable}");
}
