namespace Unrolled;

/// <summary>What an output of a graph is.</summary>
internal enum OutputKind
{
    /// <summary>Numbers that a network gives.</summary>
    Scores,

    /// <summary>The class with the largest score, or a number that stands for true or false.</summary>
    Label,

    /// <summary>Inputs with a factor and something added.</summary>
    Scaled,

    /// <summary>Inputs as they are.</summary>
    Copy,

    /// <summary>The same for all inputs.</summary>
    Constant,

    /// <summary>None that can be compiled.</summary>
    Refused,
}

/// <summary>An output of a graph, and what becomes of it.</summary>
/// <param name="Output">The output.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Model">The network that gives it; null where it is constant or refused.</param>
/// <param name="Refusal">Why it cannot be compiled; else null.</param>
/// <param name="Advice">What would help; may be empty.</param>
internal sealed record OutputCandidate(OnnxValueInfo Output, OutputKind Kind, NetworkModel? Model, GraphRefusal? Refusal, string Advice)
{
    /// <summary>Why it is not the network's output, in a message.</summary>
    public string Reason => Kind switch
    {
        OutputKind.Constant => "is the same for all inputs.",
        OutputKind.Copy => "is an input as it is.",
        OutputKind.Refused => $"cannot be compiled: {Refusal!.Text} {Advice}".TrimEnd(),
        _ => "compiles.",
    };
}
