namespace Unrolled;

/// <summary>How far the generator unrolls the loops of a network.</summary>
public enum Unroll
{
    /// <summary>Straight-line code for a layer that is small enough, register tiles in loops of constant trip count beyond.</summary>
    Auto,

    /// <summary>
    /// No loop over a layer's units in the forward and backward passes: straight-line code, split into methods that the JIT still
    /// optimises. The update of the weights keeps its loop over rows.
    /// </summary>
    Full,
}
