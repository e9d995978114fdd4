using System.Globalization;

namespace Unrolled;

/// <summary>Named values as a raw row.</summary>
internal static class RowValues
{
    /// <param name="features">The features.</param>
    /// <param name="values">A value for each of them.</param>
    /// <param name="row">Receives the raw values.</param>
    /// <exception cref="ArgumentException">A name is missing or not known, or a value is not of its feature's kind.</exception>
    public static void Encode(IReadOnlyList<Feature> features, IReadOnlyDictionary<string, object?> values, Span<float> row)
    {
        int found = 0;
        for (int i = 0; i < features.Count; i++)
        {
            if (values.TryGetValue(features[i].Name, out object? value))
            {
                row[i] = Raw(features[i], value);
                found++;
            }
        }

        if (found < features.Count)
        {
            string[] missing = [.. features.Select(feature => feature.Name).Where(name => !values.ContainsKey(name))];
            throw new ArgumentException($"There is no value for {Listing.Of(missing)}; null says that one is missing.", nameof(values));
        }

        if (found < values.Count)
        {
            string[] known = [.. features.Select(feature => feature.Name)];
            string[] unknown = [.. values.Keys.Except(known).Order(StringComparer.Ordinal)];
            throw new ArgumentException(
                $"There is no feature {Listing.Of(unknown)}; there {Wording.Are(features.Count)} {Listing.Of(known)}.",
                nameof(values));
        }
    }

    private static float Raw(Feature feature, object? value)
    {
        if (value is null)
        {
            return float.NaN;
        }

        return (feature.Kind, value) switch
        {
            (FeatureKind.Boolean, bool flag) => flag ? 1 : 0,
            (FeatureKind.Category, string category) => Index(feature, category),
            (FeatureKind.Number, float or double or decimal or int or long or short or byte or sbyte or uint or ulong or ushort) =>
                Number(feature, ((IConvertible)value).ToDouble(CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException(
                $"Feature {Printable.Quote(feature.Name)} was given {Shown(value)} of type {value.GetType().Name}; {Needed(feature.Kind)} is needed.",
                "values"),
        };
    }

    private static float Index(Feature feature, string category)
    {
        int index = feature.IndexOf(category);
        return index < 0 && feature.FindDefect(index) is not null
            ? throw new ArgumentException(
                $"Feature {Printable.Quote(feature.Name)} was given {Printable.Quote(category)}, but is one of {Listing.Of(feature.Categories)}.",
                "values")
            : index;
    }

    // NaN says that it is missing, as in a row.
    private static float Number(Feature feature, double number)
    {
        float raw = (float)number;
        return float.IsInfinity(raw)
            ? throw new ArgumentException(
                $"Feature {Printable.Quote(feature.Name)} was given {Wording.Number(number)}; a number that a float holds is needed.", "values")
            : raw;
    }

    private static string Shown(object value) => Printable.Quote(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    private static string Needed(FeatureKind kind) => kind switch
    {
        FeatureKind.Number => "a number",
        FeatureKind.Boolean => "true or false",
        _ => "a string",
    };
}
