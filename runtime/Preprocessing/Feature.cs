namespace Unrolled;

/// <summary>A column of a table as a network takes it: what its values are, and how they become inputs.</summary>
/// <remarks>
/// In a row of raw values each feature is one float: a number as it is, a boolean as 0 or 1, a category as its index into
/// <see cref="Categories"/> (see <see cref="IndexOf"/>), below 0 where it is none of them; NaN is a value that is missing. It becomes one
/// input or, of a category, one for each (and one more with <see cref="UnknownCategory.Other"/>); behind them, if there is one, the
/// indicator of missing values. A feature does not change.
/// </remarks>
/// <example>
/// <code>
/// Feature[] features =
/// [
///     Feature.Number("age", missing: MissingValues.Median, missingIndicator: true),
///     Feature.Boolean("smoker"),
///     Feature.Category("city", ["Oslo", "Rome"], UnknownCategory.Other),
/// ];
/// </code>
/// </example>
public sealed class Feature
{
    private readonly string[] _categories;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    private Feature(
        string name,
        FeatureKind kind,
        Scaling scaling,
        IReadOnlyList<string> categories,
        UnknownCategory unknown,
        MissingValues missing,
        bool missingIndicator)
    {
        FeatureNames.Check(name, "The name of a feature", nameof(name));
        Require.Known(scaling, nameof(scaling));
        Require.Known(unknown, nameof(unknown));
        Require.Known(missing, nameof(missing));
        if (missingIndicator && missing == MissingValues.Refuse)
        {
            throw new ArgumentException(
                $"Feature {Printable.Quote(name)} has an indicator of missing values, which are refused: say what takes their place.", nameof(missingIndicator));
        }

        if (kind != FeatureKind.Number && missing is MissingValues.Mean or MissingValues.Median)
        {
            throw new ArgumentException(
                $"Feature {Printable.Quote(name)} is no number, so that it has no {missing}: {MissingValues.MostFrequent} can take the place of its "
                + "missing values.",
                nameof(missing));
        }

        Name = name;
        Kind = kind;
        Scaling = scaling;
        Unknown = unknown;
        Missing = missing;
        HasMissingIndicator = missingIndicator;
        _categories = [.. categories];
        int valueCount = kind != FeatureKind.Category ? 1 : _categories.Length + (unknown == UnknownCategory.Other ? 1 : 0);
        InputCount = valueCount + (missingIndicator ? 1 : 0);
        for (int i = 0; i < _categories.Length; i++)
        {
            FeatureNames.Check(_categories[i], $"Category {Wording.Number(i)} of feature {Printable.Quote(name)}", nameof(categories));
            if (!_indices.TryAdd(_categories[i], i))
            {
                throw new ArgumentException($"Feature {Printable.Quote(name)} has the category {Printable.Quote(_categories[i])} twice.", nameof(categories));
            }
        }
    }

    private Feature(Feature feature, float fill)
        : this(feature.Name, feature.Kind, feature.Scaling, feature._categories, feature.Unknown, feature.Missing, feature.HasMissingIndicator) => Fill = fill;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What the values are.</summary>
    public FeatureKind Kind { get; }

    /// <summary>How <see cref="Preprocessing.Fit"/> scales numbers; of other features <see cref="Scaling.None"/>.</summary>
    public Scaling Scaling { get; }

    /// <summary>The names of the categories, in the order of their inputs; of other features none.</summary>
    public IReadOnlyList<string> Categories => _categories;

    /// <summary>What becomes of other categories.</summary>
    public UnknownCategory Unknown { get; }

    /// <summary>What takes the place of missing values.</summary>
    public MissingValues Missing { get; }

    /// <summary>Whether one more input, behind the others, is 1 where the value is missing and 0 elsewhere.</summary>
    public bool HasMissingIndicator { get; }

    /// <summary>The raw value that takes the place of missing ones; null where they are refused, or before it is measured.</summary>
    public float? Fill { get; }

    /// <summary>The number of inputs.</summary>
    public int InputCount { get; }

    /// <summary>The names of the inputs: <c>age</c>, <c>city=Oslo</c>, <c>city=(other)</c>, <c>age (missing)</c>.</summary>
    internal IEnumerable<string> InputNames
    {
        get
        {
            IEnumerable<string> names = Kind == FeatureKind.Category ? _categories.Select(category => $"{Name}={category}") : [Name];
            names = Unknown == UnknownCategory.Other ? names.Append($"{Name}=(other)") : names;
            return HasMissingIndicator ? names.Append($"{Name} (missing)") : names;
        }
    }

    // Without the indicator.
    private int ValueCount => InputCount - (HasMissingIndicator ? 1 : 0);

    /// <summary>A feature of numbers.</summary>
    /// <param name="name">The name.</param>
    /// <param name="scaling">How they are scaled.</param>
    /// <param name="missing">What takes the place of missing values.</param>
    /// <param name="missingIndicator">Whether one more input says that the value is missing.</param>
    /// <exception cref="ArgumentException">
    /// The name is empty or has a control character; or there is an indicator of missing values, which are refused.
    /// </exception>
    public static Feature Number(
        string name, Scaling scaling = Scaling.Standard, MissingValues missing = MissingValues.Refuse, bool missingIndicator = false) =>
        new(name, FeatureKind.Number, scaling, [], UnknownCategory.Refuse, missing, missingIndicator);

    /// <summary>A feature of 0 and 1.</summary>
    /// <param name="name">The name.</param>
    /// <param name="missing">What takes the place of missing values: nothing, or the more frequent of the two.</param>
    /// <param name="missingIndicator">Whether one more input says that the value is missing.</param>
    /// <exception cref="ArgumentException">
    /// The name is empty or has a control character; the rule for missing values is one for numbers; or there is an indicator of missing
    /// values, which are refused.
    /// </exception>
    public static Feature Boolean(string name, MissingValues missing = MissingValues.Refuse, bool missingIndicator = false) =>
        new(name, FeatureKind.Boolean, Scaling.None, [], UnknownCategory.Refuse, missing, missingIndicator);

    /// <summary>A feature of categories.</summary>
    /// <param name="name">The name.</param>
    /// <param name="categories">The names of the categories, one at least, compared letter by letter.</param>
    /// <param name="unknown">What becomes of other categories.</param>
    /// <param name="missing">What takes the place of missing values: nothing, or the most frequent category.</param>
    /// <param name="missingIndicator">Whether one more input says that the value is missing.</param>
    /// <exception cref="ArgumentException">
    /// A name is empty, has a control character or is there twice; there is no category; the rule for missing values is one for numbers; or
    /// there is an indicator of missing values, which are refused.
    /// </exception>
    public static Feature Category(
        string name,
        IReadOnlyList<string> categories,
        UnknownCategory unknown = UnknownCategory.Refuse,
        MissingValues missing = MissingValues.Refuse,
        bool missingIndicator = false)
    {
        ArgumentNullException.ThrowIfNull(categories);
        Require.AtLeastOne(categories.Count, "categories.Count", nameof(categories));
        return new(name, FeatureKind.Category, Scaling.None, categories, unknown, missing, missingIndicator);
    }

    /// <summary>The same feature with the raw value that takes the place of missing ones.</summary>
    /// <param name="fill">The value, as a row would have it: of a category its index.</param>
    /// <exception cref="ArgumentException">Missing values are refused, or it is no value that the feature can have.</exception>
    public Feature WithFill(float fill)
    {
        if (Missing == MissingValues.Refuse)
        {
            throw new ArgumentException($"Feature {Printable.Quote(Name)} refuses missing values: nothing takes their place.", nameof(fill));
        }

        return !IsValue(fill) || (fill < 0 && Kind == FeatureKind.Category)
            ? throw new ArgumentException(
                $"What takes the place of missing values of feature {Printable.Quote(Name)} is {Wording.Number(fill)}: {Needed} is needed.", nameof(fill))
            : new Feature(this, fill);
    }

    /// <summary>The index of a category, which is its raw value; -1 where it is none of <see cref="Categories"/>. Nothing is allocated.</summary>
    /// <param name="category">The name.</param>
    public int IndexOf(ReadOnlySpan<char> category) =>
        _indices.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(category, out int index) ? index : -1;

    /// <summary>
    /// What is wrong with a raw value, to stand behind its name in a message, as in "is missing; a finite number is needed"; null where
    /// the feature takes it.
    /// </summary>
    /// <param name="value">The value.</param>
    public string? FindDefect(float value)
    {
        if (float.IsNaN(value))
        {
            MissingValues rule = Kind == FeatureKind.Number ? MissingValues.Median : MissingValues.MostFrequent;
            return Missing != MissingValues.Refuse
                ? null
                : $"is missing; {Needed} is needed, or a rule for what is missing, as {nameof(MissingValues)}.{rule}";
        }

        return !IsValue(value) ? $"is {Wording.Number(value)}; {Needed} is needed"
            : IsUnknownRefused(value)
                ? $"is a category that is not known; one of {Listing.Of(_categories)} is needed, "
                    + $"or a rule for others, as {nameof(UnknownCategory)}.{UnknownCategory.Other}"
            : null;
    }

    /// <summary>Kind and rules.</summary>
    public override string ToString()
    {
        string kind = Kind switch
        {
            FeatureKind.Number => Scaling == Scaling.None ? "number" : $"number ({Scaling})",
            FeatureKind.Boolean => "boolean",
            _ => Wording.Count(_categories.Length, "category"),
        };
        string unknown = Unknown == UnknownCategory.Refuse ? "" : $", others {Unknown}";
        string missing = Missing == MissingValues.Refuse ? "" : $", missing {Missing}";
        string fill = Fill is { } value ? $" ({Wording.Number(value)})" : "";
        return $"{Name}: {kind}{unknown}{missing}{fill}{(HasMissingIndicator ? ", indicator" : "")}";
    }

    /// <summary>Whether a raw value is itself the one input that it becomes: so is most of what most tables have.</summary>
    internal bool IsPlain(float value) => Kind == FeatureKind.Number && !HasMissingIndicator && float.IsFinite(value);

    /// <summary>Writes the inputs of a raw value, unscaled.</summary>
    /// <param name="value">The value.</param>
    /// <param name="inputs">A place for each input.</param>
    /// <returns>Whether the feature takes the value; else nothing has been written.</returns>
    internal bool TryExpand(float value, Span<float> inputs)
    {
        bool isMissing = float.IsNaN(value);
        float present = isMissing && Fill is { } fill ? fill : value;
        if (!IsValue(present) || IsUnknownRefused(present))
        {
            return false;
        }

        if (Kind == FeatureKind.Category)
        {
            inputs.Clear();
            int index = present < 0 ? _categories.Length : (int)present;
            if (index < ValueCount)
            {
                inputs[index] = 1;
            }
        }
        else
        {
            inputs[0] = present;
        }

        if (HasMissingIndicator)
        {
            inputs[^1] = isMissing ? 1 : 0;
        }

        return true;
    }

    private bool IsValue(float value) => Kind switch
    {
        FeatureKind.Number => float.IsFinite(value),
        FeatureKind.Boolean => value is 0 or 1,
        _ => float.IsInteger(value) && value < _categories.Length,
    };

    private bool IsUnknownRefused(float value) => Kind == FeatureKind.Category && value < 0 && Unknown == UnknownCategory.Refuse;

    private string Needed => Kind switch
    {
        FeatureKind.Number => "a finite number",
        FeatureKind.Boolean => "0 or 1",
        _ => $"an index from 0 to {Wording.Number(_categories.Length - 1)}, or below 0 for a category that is not known,",
    };
}
