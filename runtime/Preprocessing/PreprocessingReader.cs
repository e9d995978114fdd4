using System.Text.Json;

namespace Unrolled;

/// <summary>Reads preprocessing from a file's metadata, and refuses whatever it would not be written as.</summary>
internal sealed class PreprocessingReader
{
    private readonly string _file;

    private PreprocessingReader(string file) => _file = file;

    /// <summary>The preprocessing of a network; null where the file has none.</summary>
    /// <param name="header">The header of the file.</param>
    /// <param name="prefix">What the names of the network's tensors begin with.</param>
    /// <param name="file">The file, for messages.</param>
    /// <exception cref="InvalidFileException">It is damaged, or of another version.</exception>
    public static Preprocessing? Read(SafetensorsHeader header, string prefix, string file) =>
        header.Metadata.TryGetValue(prefix + PreprocessingJson.Key, out string? text) ? new PreprocessingReader(file).Read(text) : null;

    /// <summary>The same for a network that is known.</summary>
    /// <param name="header">The header of the file.</param>
    /// <param name="prefix">What the names of the network's tensors begin with.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="inputs">How many inputs it takes.</param>
    /// <param name="outputs">How many outputs it has.</param>
    /// <exception cref="InvalidFileException">It is damaged, of another version, or for other inputs or outputs.</exception>
    public static Preprocessing? Read(SafetensorsHeader header, string prefix, string file, int inputs, int outputs)
    {
        Preprocessing? preprocessing = Read(header, prefix, file);
        return preprocessing?.FindMisfit(inputs, outputs) is var (found, needed)
            ? throw new InvalidFileException(file, null, found, needed)
            : preprocessing;
    }

    private Preprocessing Read(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Defect("no JSON", "JSON without a defect", exception);
        }
        catch (ArgumentException exception)
        {
            throw Defect(Sentence(exception), "preprocessing as Save writes it", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw Defect("a string with half a surrogate pair", "whole characters", exception);
        }
    }

    private Preprocessing Read(JsonElement root)
    {
        Dictionary<string, JsonElement> members = Members(root, "an object");
        double version = Number(Take(members, PreprocessingJson.Version), PreprocessingJson.Version);
        if (version != PreprocessingJson.CurrentVersion)
        {
            throw Defect($"version {Wording.Number(version)}", $"version {Wording.Number(PreprocessingJson.CurrentVersion)}");
        }

        Feature[] features = Elements(Take(members, PreprocessingJson.Features), PreprocessingJson.Features, (element, _) => ReadFeature(element));
        Preprocessing preprocessing = new(features, new Standardizer(Numbers(members, PreprocessingJson.Offsets), Numbers(members, PreprocessingJson.Scales)));
        if (members.Remove(PreprocessingJson.Padding, out JsonElement padding))
        {
            preprocessing = padding.ValueKind == JsonValueKind.Number && padding.TryGetInt32(out int number) && number is > 0 and <= PreprocessingJson.MostPadding
                ? preprocessing.Padded(preprocessing.InputNames.Count + number)
                : throw Wrong(PreprocessingJson.Padding, $"a whole number from 1 to {Wording.Number(PreprocessingJson.MostPadding)}");
        }

        string[] targets = Texts(members, PreprocessingJson.Targets);
        string[] classes = Texts(members, PreprocessingJson.Classes);
        if (classes.Length > 0)
        {
            preprocessing = preprocessing.WithClasses(classes, targets is [string target] ? target : throw Defect(
                Wording.Exact(targets.Length, "target"), "one that the classes are of"));
            if (members.Remove(PreprocessingJson.Threshold, out JsonElement threshold))
            {
                preprocessing = classes.Length == 2
                    ? preprocessing.WithThreshold(Single(threshold, PreprocessingJson.Threshold))
                    : throw Defect($"a threshold for {Wording.Exact(classes.Length, "class")}", "2 classes for it");
            }
        }
        else if (targets.Length > 0)
        {
            preprocessing = preprocessing.WithTargets(
                targets, new TargetScaling(Numbers(members, PreprocessingJson.TargetOffsets), Numbers(members, PreprocessingJson.TargetScales)));
        }

        RequireNothingElse(members);
        return preprocessing;
    }

    private Feature ReadFeature(JsonElement element)
    {
        Dictionary<string, JsonElement> members = Members(element, "an object for each feature");
        string name = Text(Take(members, PreprocessingJson.Name), PreprocessingJson.Name);
        FeatureKind kind = Member<FeatureKind>(members, PreprocessingJson.Kind) ?? throw Missing(PreprocessingJson.Kind);
        Scaling scaling = kind == FeatureKind.Number
            ? Member<Scaling>(members, PreprocessingJson.Scaling) ?? throw Missing(PreprocessingJson.Scaling)
            : Scaling.None;
        string[] categories = kind == FeatureKind.Category ? Texts(members, PreprocessingJson.Categories) : [];
        UnknownCategory unknown = kind == FeatureKind.Category
            ? Member<UnknownCategory>(members, PreprocessingJson.Unknown) ?? UnknownCategory.Refuse
            : UnknownCategory.Refuse;
        MissingValues missing = Member<MissingValues>(members, PreprocessingJson.Missing) ?? MissingValues.Refuse;
        bool hasIndicator = missing != MissingValues.Refuse && Flag(Take(members, PreprocessingJson.Indicator), PreprocessingJson.Indicator);
        Feature feature = kind switch
        {
            FeatureKind.Number => Feature.Number(name, scaling, missing, hasIndicator),
            FeatureKind.Boolean => Feature.Boolean(name, missing, hasIndicator),
            _ => Feature.Category(name, categories, unknown, missing, hasIndicator),
        };
        if (missing != MissingValues.Refuse)
        {
            feature = feature.WithFill(Single(Take(members, PreprocessingJson.Fill), PreprocessingJson.Fill));
        }

        RequireNothingElse(members);
        return feature;
    }

    private Dictionary<string, JsonElement> Members(JsonElement element, string needed)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Defect(Words(element), needed);
        }

        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!members.TryAdd(property.Name, property.Value))
            {
                throw Defect($"{Printable.Quote(property.Name)} twice", "it once");
            }
        }

        return members;
    }

    private JsonElement Take(Dictionary<string, JsonElement> members, string name) =>
        members.Remove(name, out JsonElement element) ? element : throw Missing(name);

    private void RequireNothingElse(Dictionary<string, JsonElement> members)
    {
        if (members.Count > 0)
        {
            throw Defect($"{Printable.Quote(members.Keys.First())}, which means nothing there", "nothing that this version does not know");
        }
    }

    private T[] Elements<T>(JsonElement array, string name, Func<JsonElement, string, T> read) => array.ValueKind == JsonValueKind.Array
        ? [.. array.EnumerateArray().Select(element => read(element, name))]
        : throw Wrong(name, "an array");

    private double[] Numbers(Dictionary<string, JsonElement> members, string name) => Elements(Take(members, name), name, Number);

    // There may be none.
    private string[] Texts(Dictionary<string, JsonElement> members, string name) =>
        members.Remove(name, out JsonElement array) ? Elements(array, name, Text) : [];

    private double Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) ? number : throw Wrong(name, "a number");

    // Not by way of a double, which would round twice.
    private float Single(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetSingle(out float number) ? number : throw Wrong(name, "a number");

    private string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong(name, "a string");

    private bool Flag(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Wrong(name, "true or false");

    private TEnum? Member<TEnum>(Dictionary<string, JsonElement> members, string name) where TEnum : struct, Enum
    {
        if (!members.Remove(name, out JsonElement element))
        {
            return null;
        }

        string text = Text(element, name);
        return Enum.TryParse(text, out TEnum member) && member.ToString() == text
            ? member
            : throw Defect($"{name} {Printable.Quote(text)}", $"one of {string.Join(", ", Enum.GetNames<TEnum>())}");
    }

    private static string Words(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Printable.Quote(element.GetRawText()),
    };

    // Without the parameter, which is one of methods that the file knows nothing of.
    private static string Sentence(ArgumentException exception) =>
        exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal).TrimEnd('.');

    private InvalidFileException Missing(string name) => Defect($"no {Printable.Quote(name)}", "it");

    private InvalidFileException Wrong(string name, string needed) => Defect($"{Printable.Quote(name)} of another kind", $"{needed} there");

    private InvalidFileException Defect(string found, string needed, Exception? inner = null) =>
        new(_file, null, $"in {Printable.Quote(PreprocessingJson.Key)}: {found}", needed, inner);
}
