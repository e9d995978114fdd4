using System.Text.Json;
using System.Text.Json.Serialization;

namespace Unrolled;

/// <summary>A score as a line of a results file, and as what processes tell one another.</summary>
internal sealed record SearchRecord
{
    /// <summary>The number of the candidate.</summary>
    public required int Candidate { get; init; }

    /// <summary>What it is called, in a file: for who reads it.</summary>
    public string? Name { get; init; }

    /// <summary>The number of the fold.</summary>
    public required int Fold { get; init; }

    public double? Accuracy { get; init; }

    public double? MicroF1 { get; init; }

    public double? Rmse { get; init; }

    public required double Loss { get; init; }

    [JsonIgnore]
    public FoldScore Score => new(Accuracy, Loss) { MicroF1 = MicroF1, Rmse = Rmse };

    public static SearchRecord Of(int candidate, int fold, FoldScore score, string? name = null) => new()
    {
        Candidate = candidate,
        Name = name,
        Fold = fold,
        Accuracy = score.Accuracy,
        MicroF1 = score.MicroF1,
        Rmse = score.Rmse,
        Loss = score.Loss,
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, SearchJson.Default.SearchRecord);

    public static SearchRecord FromBytes(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, SearchJson.Default.SearchRecord)!;
}

/// <summary>The first line of a results file: of which search it is.</summary>
internal sealed record SearchHeader
{
    public required string Search { get; init; }
}

/// <summary>Turns records into text without reflection.</summary>
[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SearchRecord))]
[JsonSerializable(typeof(SearchRecord[]))]
[JsonSerializable(typeof(SearchHeader))]
internal sealed partial class SearchJson : JsonSerializerContext;
