using System.Text.Json.Serialization;

namespace Unrolled;

/// <summary>What a checkpoint holds: the state of a training, and of which.</summary>
internal sealed record Checkpoint
{
    /// <summary>What must be the same for the training to go on as it began: network, data, mini-batches, their order, optimizer.</summary>
    public required string Training { get; init; }

    /// <summary>The best value up to now of the metric by which the best network is kept; null before the first epoch.</summary>
    public double? Best { get; init; }

    /// <summary>The checksum of the vectors, in a file.</summary>
    public string VectorChecksum { get; init; } = "";

    /// <summary>The state. In a file its vectors are tensors, the rest is text.</summary>
    public required TrainingState State { get; init; }
}

/// <summary>Turns checkpoints into text without reflection.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Checkpoint))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
