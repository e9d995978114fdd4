namespace Unrolled.Data;

/// <summary>What a text is to a feature, where it is not a number that has been read already.</summary>
internal static class FeatureText
{
    /// <summary>Makes a raw value of a text.</summary>
    /// <returns>Whether the feature takes it.</returns>
    public static bool TryRead(Feature feature, string text, out float value)
    {
        switch (feature.Kind)
        {
            case FeatureKind.Boolean:
                return BooleanText.TryParse(text, out value);
            case FeatureKind.Category:
                value = feature.IndexOf(text);
                return value >= 0 || feature.Unknown != UnknownCategory.Refuse;
            default:
                return TableDate.TryParse(text, out value);
        }
    }
}
