using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>Turns the description of a model into the <see cref="NetworkSpec"/> of a class, or into diagnostics.</summary>
internal static class ModelParser
{
    private const string Public = "public";

    /// <summary>The descriptions of classes; weights of annotated classes are those of <see cref="WeightsParser"/>.</summary>
    public static bool IsClass(ModelFile file) => file.Description is not { } description || description[ModelDescription.Class] is not null;

    /// <summary>The name of the class that a description asks for.</summary>
    public static string? NameOf(ModelFile file) => file.Description?[ModelDescription.Class];

    /// <param name="file">The description.</param>
    /// <param name="surroundings">The project.</param>
    /// <param name="others">Who has the same name already: an annotated class, or an earlier model; null if nobody.</param>
    public static ParseResult Parse(ModelFile file, ModelSurroundings surroundings, string? others)
    {
        var complaints = new Complaints();
        string? name = NameOf(file);
        NetworkShape? shape = file.Description is { } description ? Shape(description) : null;
        if (name is null || !name.Split('.').All(SyntaxFacts.IsValidIdentifier) || shape is null || file.Description![ModelDescription.Resource] is not { } resource)
        {
            complaints.Add(Descriptors.UnreadableModel, file.Location, System.IO.Path.GetFileName(file.Path));
            return new ParseResult(null, complaints.ToEquatableArray());
        }

        if (surroundings.OldLanguage is { } language)
        {
            complaints.Add(Descriptors.LanguageTooOld, file.Location, language);
        }

        if (others is not null)
        {
            complaints.Add(Descriptors.ModelClassTaken, file.Location, name, others);
        }

        if (complaints.HasErrors)
        {
            return new ParseResult(null, complaints.ToEquatableArray());
        }

        TypeSpec type = Type(file.Description, name, ParametersOf(file.Description, resource) with { IsModel = true });
        bool isMarked = surroundings.AsksForCompliance && AccessibilityOf(file.Description) == Public;
        return new ParseResult(new NetworkSpec(isMarked ? type with { ClsMark = ClsMark.Class } : type, shape), default);
    }

    /// <summary>Where the class of a model goes.</summary>
    /// <param name="description">The model.</param>
    /// <param name="name">The full name of the class.</param>
    /// <param name="parameters">What it starts from.</param>
    public static TypeSpec Type(ModelDescription description, string name, BakedParameters parameters)
    {
        int dot = name.LastIndexOf('.');
        string type = TypePlace.Escape(name.Substring(dot + 1));
        string space = dot < 0 ? "" : string.Join(".", name.Substring(0, dot).Split('.').Select(TypePlace.Escape));
        string declaration = $"{AccessibilityOf(description)} sealed partial class {type}";
        return new TypeSpec(space, new[] { declaration }.ToEquatableArray(), type, type, name, Parameters: parameters);
    }

    /// <summary>What a network starts from.</summary>
    /// <param name="description">The model.</param>
    /// <param name="resource">The resource with its parameters.</param>
    public static BakedParameters ParametersOf(ModelDescription description, string resource) => new(
        resource,
        description[ModelDescription.File] ?? description[ModelDescription.Weights] ?? "a model",
        description.All(ModelDescription.Documentation).ToEquatableArray());

    private static string AccessibilityOf(ModelDescription description) => description[ModelDescription.Accessibility] ?? Public;

    /// <summary>What is computed; null where the description does not say it, or not rightly.</summary>
    public static NetworkShape? Shape(ModelDescription description)
    {
        int[] layers = Layers(description);
        Activation[] activations = [.. Words(description[ModelDescription.Activations]).Select(Member<Activation>).OfType<Activation>()];
        float[]? alphas = ModelDescription.Numbers(description[ModelDescription.Alphas]);
        StageShape? input = null;
        StageShape? output = null;
        if (layers.Length < 2
            || layers.Any(units => units < 1)
            || NetworkShape.CountParameters(layers) > AttributeParser.MaxParameters
            || activations.Length != layers.Length - 1
            || activations.Take(activations.Length - 1).Any(a => ActivationRow.Of(a).IsOutputOnly)
            || alphas is null || (alphas.Length > 0 && alphas.Length != activations.Length)
            || !TryStage(description, ModelDescription.InputStage, layers[0], ref input)
            || !TryStage(description, ModelDescription.OutputStage, layers[layers.Length - 1], ref output))
        {
            return null;
        }

        Loss loss = Member<Loss>(description[ModelDescription.Loss] ?? "") ?? AttributeDefaults.Loss;
        Loss possible = output is null && LossRow.Of(loss).GoesWith(activations[activations.Length - 1]) ? loss : AttributeDefaults.Loss;
        return new NetworkShape(
            layers.ToEquatableArray(), activations.ToEquatableArray(), possible, UnrollKind.Auto, SparseInput: false,
            Enumerable.Repeat(0.0, layers.Length - 2).ToEquatableArray(), Usual(alphas, activations) ? default : alphas.ToEquatableArray(), input, output);
    }

    /// <summary>The units of each layer; none where they are not said rightly.</summary>
    public static int[] Layers(ModelDescription description)
    {
        string[] words = Words(description[ModelDescription.Layers]);
        int[] layers = [.. words.Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out int units) ? units : 0)];
        return layers.Contains(0) ? [] : layers;
    }

    private static string[] Words(string? text) => text is null ? [] : text.Split([' '], StringSplitOptions.RemoveEmptyEntries);

    private static bool Usual(float[] alphas, Activation[] activations) =>
        alphas.Zip(activations, (alpha, activation) => alpha == ActivationRow.Of(activation).Alpha).All(same => same);

    private static TEnum? Member<TEnum>(string name) where TEnum : struct, Enum =>
        Enum.IsDefined(typeof(TEnum), name) && Enum.TryParse(name, out TEnum member) ? member : null;

    private static bool TryStage(ModelDescription description, string place, int size, ref StageShape? stage)
    {
        float[]?[] parts = [.. ModelDescription.StageParts.Select(part => ModelDescription.Numbers(description[$"{place}-{part}"]))];
        if (parts.Any(part => part is null || (part.Length > 0 && part.Length != size)))
        {
            return false;
        }

        if (parts.Any(part => part!.Length > 0))
        {
            stage = new StageShape(
                parts[0]!.ToEquatableArray(), parts[1]!.ToEquatableArray(), parts[2]!.ToEquatableArray(), parts[3]!.ToEquatableArray());
        }

        return true;
    }
}
