using System.Globalization;

namespace Unrolled.Data;

/// <summary>Makes of what a table has the raw value of a feature.</summary>
internal sealed class FeatureReading
{
    // Categories that are numbers, which may be written in several ways: 1 and 1.0.
    private readonly Dictionary<float, int> _byNumber = [];

    public FeatureReading(Feature feature)
    {
        Feature = feature;
        for (int i = 0; i < feature.Categories.Count; i++)
        {
            if (TryNumber(feature.Categories[i], out float number))
            {
                _byNumber.TryAdd(number, i);
            }
        }
    }

    public Feature Feature { get; }

    /// <summary>Whether the feature takes a text, of which it has not been said that it is a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The raw value.</param>
    public bool TryRead(ReadOnlySpan<char> text, out float value)
    {
        switch (Feature.Kind)
        {
            case FeatureKind.Boolean:
                return BooleanText.TryParse(text, out value);
            case FeatureKind.Number:
                // A column with a number and a text is one of texts; it is the text that is wrong.
                return TryNumber(text, out value) || TableDate.TryParse(text, out value);
            default:
                value = Feature.IndexOf(text);
                return value >= 0 || (TryNumber(text, out float number) ? TryRead(number, out value) : Feature.Unknown != UnknownCategory.Refuse);
        }
    }

    /// <summary>Whether the feature takes a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="value">The raw value.</param>
    public bool TryRead(float number, out float value)
    {
        if (Feature.Kind != FeatureKind.Category)
        {
            value = number;
            return Feature.Kind == FeatureKind.Number || number is 0 or 1;
        }

        value = _byNumber.TryGetValue(number, out int index) ? index : -1;
        return value >= 0 || Feature.Unknown != UnknownCategory.Refuse;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out float number)
    {
        number = 0;
        return text is not ['0', >= '0' and <= '9', ..]
            && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);
    }
}
