namespace Unrolled.Data;

/// <summary>What to throw for a value that a feature does not take.</summary>
internal static class FeatureDefect
{
    public static InvalidTableException Missing(Feature feature, TablePlace place) =>
        new(place, "no value", $"{Needed(feature)}, or a rule for missing values");

    public static InvalidTableException Other(Feature feature, TablePlace place, string text) => new(place, Printable.Quote(text), Needed(feature));

    /// <summary>What the feature takes, in words.</summary>
    public static string Needed(Feature feature) => feature.Kind switch
    {
        FeatureKind.Number => "a number or a date",
        FeatureKind.Boolean => BooleanText.Needed,
        _ => $"one of {Listing.Of(feature.Categories)}, as no other was there to learn from",
    };
}
