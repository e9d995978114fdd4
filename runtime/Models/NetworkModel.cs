namespace Unrolled;

/// <summary>A network as a file describes it: what it computes, its parameters, and what the file says of itself.</summary>
internal sealed record NetworkModel
{
    /// <summary>Units of each layer, from the inputs to the outputs.</summary>
    public required int[] Layers { get; init; }

    /// <summary>One for each layer after the inputs; empty where the file does not say.</summary>
    public required Activation[] Activations { get; init; }

    /// <summary>The number in each activation's formula; <see cref="ActivationRow.Alpha"/> where it has none of its own.</summary>
    public required float[] Alphas { get; init; }

    /// <summary>Weights and biases in canonical order.</summary>
    public required float[] Parameters { get; init; }

    /// <summary>What is done to the inputs; null for nothing.</summary>
    public Stage? InputStage { get; init; }

    /// <summary>What is done to the outputs; null for nothing.</summary>
    public Stage? OutputStage { get; init; }

    /// <summary>What makes its inputs of raw values; null where the file does not say. The network itself takes prepared ones.</summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>The tensors of each layer's weights and biases, for messages; null where there is none.</summary>
    public IReadOnlyList<(string Weight, string? Bias)> Tensors { get; init; } = [];

    /// <summary>What the file says of itself, line by line: the names of its inputs and outputs, who made it.</summary>
    public IReadOnlyList<string> Documentation { get; init; } = [];
}
