namespace Unrolled.Data.Tests.Transforms;

/// <summary>A small table with a feature of each kind, gaps and an unknown category.</summary>
internal static class Table
{
    public const int Columns = 3;
    public const float Missing = float.NaN;
    public const float Unknown = -1;

    public static readonly Feature[] Features =
    [
        Feature.Number("age", missing: MissingValues.Median, missingIndicator: true),
        Feature.Boolean("member", MissingValues.MostFrequent),
        Feature.Category("city", ["Oslo", "Rome"], UnknownCategory.Other, MissingValues.MostFrequent),
    ];

    public static readonly string[] InputNames = ["age", "age (missing)", "member", "city=Oslo", "city=Rome", "city=(other)"];

    public static readonly float[] Rows =
    [
        31, 1, 0,
        Missing, 0, 1,
        54, 1, 1,
        18.5f, Missing, Unknown,
        40, 1, Missing,
    ];

    public static readonly string[] Classes = ["tourist", "pilgrim", "local"];

    public static Preprocessing Fitted { get; } = Preprocessing.Fit(Features, Rows);
}
