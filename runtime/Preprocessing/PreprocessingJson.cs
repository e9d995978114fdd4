namespace Unrolled;

/// <summary>The words of preprocessing in a network's file: an object of JSON in one entry of the metadata, where Python finds it too.</summary>
internal static class PreprocessingJson
{
    public const string Key = "unrolled.preprocessing";

    /// <summary>A change of what the words mean is another number.</summary>
    public const int CurrentVersion = 1;

    /// <summary>More inputs than this are a defect: each gets a name, for which a few bytes of a file are not to take much memory.</summary>
    public const int MostPadding = 1 << 16;

    public const string Version = "version";
    public const string Features = "features";
    public const string Offsets = "offsets";
    public const string Scales = "scales";
    public const string Padding = "padding";
    public const string Targets = "targets";
    public const string TargetOffsets = "targetOffsets";
    public const string TargetScales = "targetScales";
    public const string Classes = "classes";
    public const string Threshold = "threshold";

    // Of a feature.
    public const string Name = "name";
    public const string Kind = "kind";
    public const string Scaling = "scaling";
    public const string Categories = "categories";
    public const string Unknown = "unknown";
    public const string Missing = "missing";
    public const string Fill = "fill";
    public const string Indicator = "indicator";
}
