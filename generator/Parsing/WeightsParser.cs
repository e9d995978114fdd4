using Microsoft.CodeAnalysis;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>The weights that an attribute asks for.</summary>
/// <param name="File">The file, as the attribute names it.</param>
/// <param name="Location">Where it is named.</param>
internal sealed record WeightsUse(string File, Location Location);

/// <summary>Finds the weights that an attribute asks for among those that the build has read, and checks them against the topology.</summary>
internal static class WeightsParser
{
    /// <summary>The result with the weights in its spec, or with the reason why they cannot be.</summary>
    public static ParseResult Fit(ParseResult result, EquatableArray<ModelFile> files)
    {
        if (result is not { Spec: { } spec, Weights: { } weights })
        {
            return result;
        }

        ModelFile? file = files.FirstOrDefault(f => f.Description?[ModelDescription.Weights] == weights.File);
        if (file?.Description is not { } description)
        {
            return Refused(result, Descriptors.UnknownWeights, weights.Location, weights.File);
        }

        return description[ModelDescription.Resource] is not { } resource
            ? Refused(result, Descriptors.WrongWeights, weights.Location, weights.File, description[ModelDescription.Error] ?? "it could not be read")
            : Misfit(description, spec.Shape) is { } misfit
            ? Refused(result, Descriptors.WrongWeights, weights.Location, weights.File, misfit)
            : result with
            {
                Spec = spec with
                {
                    Type = spec.Type with { Parameters = ModelParser.ParametersOf(description, resource) },
                },
            };
    }

    private static ParseResult Refused(ParseResult result, DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        var complaints = new Complaints();
        complaints.Add(descriptor, location, arguments);
        return result with { Spec = null, Complaints = result.Complaints.Concat(complaints.ToEquatableArray()).ToEquatableArray() };
    }

    /// <summary>What was found and what is needed; null where the weights fit.</summary>
    private static string? Misfit(ModelDescription description, NetworkShape shape)
    {
        int[] layers = ModelParser.Layers(description);
        if (layers.Length != shape.Layers.Count)
        {
            return $"it has {Wording.Count(Math.Max(0, layers.Length - 1), "layer")} of weights ({string.Join("-", layers)}), "
                + $"but the network has {shape.Layers.Count - 1} ({string.Join("-", shape.Layers)})";
        }

        string[] tensors = [.. description.All(ModelDescription.WeightTensor)];
        for (int l = 1; l < layers.Length; l++)
        {
            if (layers[l] != shape.Layers[l] || layers[l - 1] != shape.Layers[l - 1])
            {
                string tensor = l <= tensors.Length ? tensors[l - 1] : $"the weight of layer {l}";
                return $"'{tensor}' is [{layers[l]}, {layers[l - 1]}], but layer {l} of the network needs [{shape.Layers[l]}, {shape.Layers[l - 1]}]";
            }
        }

        // A file that does not say what its activations were leaves it to the attribute.
        if (description[ModelDescription.Activations] is not { } found)
        {
            return null;
        }

        string needed = string.Join(" ", shape.Activations);
        return found != needed ? $"its activations are {found.Replace(" ", ", ")}, but those of the network are {needed.Replace(" ", ", ")}"
            : ModelParser.Shape(description) is not { } model ? "it could not be read"
            : model.InputStage is not null || model.OutputStage is not null
            ? "it scales or clamps its inputs or outputs, which an attribute cannot say: list it as <UnrolledModel Include=\"...\" /> in the project"
            : model.Alphas.Count > 0
            ? "an activation of it has a number of its own in its formula, which an attribute cannot say: list it as <UnrolledModel Include=\"...\" /> "
                + "in the project"
            : null;
    }
}
