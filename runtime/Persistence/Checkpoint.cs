using System.Text.Json.Serialization;

namespace Unrolled;

/// <summary>What a checkpoint holds: the state of a training, and of which.</summary>
internal sealed record Checkpoint
{
    /// <summary>The version that this one writes and reads. Before 2 there was no version, and no metric in what watches one.</summary>
    public const int CurrentVersion = 2;

    /// <summary>The version of all this.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What must be the same for the training to go on as it began: network, data, mini-batches, their order, optimizer.</summary>
    public required string Training { get; init; }

    /// <summary>The checksum of the vectors, in a file.</summary>
    public string VectorChecksum { get; init; } = "";

    /// <summary>The state. In a file its vectors are tensors, the rest is text.</summary>
    public required TrainingState State { get; init; }
}

/// <summary>What a checkpoint of any version holds, so that a foreign one can be named.</summary>
internal sealed record CheckpointVersion
{
    /// <summary>The version; 1 where there is none. Not init: generated code sets every such property, to 0 where the text has none.</summary>
    public int Version { get; set; } = 1;
}

/// <summary>Turns checkpoints into text without reflection.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(CheckpointVersion))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
