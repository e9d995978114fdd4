namespace Unrolled;

/// <summary>How far the generator unrolls the loops of a network.</summary>
public enum Unroll
{
    /// <summary>Straight-line code for a layer that is small enough, register tiles in loops of constant trip count beyond.</summary>
    Auto,

    /// <summary>No loop over inputs at all: straight-line code everywhere, split into methods that the JIT still optimises.</summary>
    Full,
}
