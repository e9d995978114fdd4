namespace Unrolled.Build;

/// <summary>What the compiler gets of a model: a description, and the parameters that it leads to.</summary>
internal static class ModelFiles
{
    /// <summary>The ending of a file of parameters.</summary>
    public const string WeightsExtension = ".weights";

    private const string ResourcePrefix = "Unrolled.";

    /// <summary>The name of the resource with the parameters. packaging/Unrolled.targets makes it of the file's in the same way.</summary>
    /// <param name="name">The file without its ending.</param>
    public static string Resource(string name) => $"{ResourcePrefix}{name}{WeightsExtension}";

    /// <summary>The parameters as the resource has them.</summary>
    public static byte[] Bytes(NetworkModel model)
    {
        byte[] bytes = new byte[model.Parameters.Length * sizeof(float)];
        SafetensorsWriter.Encode(model.Parameters, bytes);
        return bytes;
    }

    /// <summary>Writes the parameters of a model.</summary>
    /// <returns>The name of the resource.</returns>
    public static string WriteParameters(OutputFolder folder, string name, NetworkModel model)
    {
        folder.Write(name + WeightsExtension, Bytes(model));
        return Resource(name);
    }

    /// <summary>The description of a class.</summary>
    /// <param name="item">What was asked for.</param>
    /// <param name="name">The full name of the class.</param>
    /// <param name="model">The model.</param>
    /// <param name="resource">The resource with its parameters.</param>
    public static ModelDescription Describe(ModelItem item, string name, NetworkModel model, string resource) => new(
    [
        new(ModelDescription.Class, name),
        new(ModelDescription.Accessibility, item.IsInternal ? ModelItem.Internal : ModelItem.Public),
        new(ModelDescription.File, Path.GetFileName(item.File)),
        .. Lines(model, resource),
    ]);

    /// <summary>The lines that say what a model is.</summary>
    /// <param name="model">The model.</param>
    /// <param name="resource">The resource with its parameters.</param>
    public static IEnumerable<KeyValuePair<string, string>> Lines(NetworkModel model, string resource)
    {
        yield return new(ModelDescription.Resource, resource);
        yield return new(ModelDescription.Layers, string.Join(' ', Array.ConvertAll(model.Layers, units => Wording.Number((long)units))));
        if (model.Activations.Length > 0)
        {
            yield return new(ModelDescription.Activations, string.Join(' ', model.Activations));
            yield return new(ModelDescription.Alphas, ModelDescription.Text(model.Alphas));
        }

        foreach ((string weight, string? bias) in model.Tensors)
        {
            yield return new(ModelDescription.WeightTensor, weight);
            yield return new(ModelDescription.BiasTensor, bias ?? "");
        }

        (string, Stage?)[] stages = [(ModelDescription.InputStage, model.InputStage), (ModelDescription.OutputStage, model.OutputStage)];
        foreach ((string prefix, Stage? stage) in stages)
        {
            foreach ((string part, float[] numbers) in NetworkMetadata.Parts(stage))
            {
                if (numbers.Length > 0)
                {
                    yield return new($"{prefix}-{part}", ModelDescription.Text(numbers));
                }
            }
        }

        foreach (string line in model.Documentation)
        {
            yield return new(ModelDescription.Documentation, line);
        }

        if (model.Preprocessing is { } preprocessing)
        {
            yield return new(
                ModelDescription.Documentation,
                $"Takes prepared inputs: {preprocessing}. The file says how they are made: see Preprocessing.Load.");
        }
    }
}
