using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>The number in the formula of an activation that a network may have its own of; a type, so that the JIT compiles it in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAlpha
{
    /// <summary>The number, above 0.</summary>
    static abstract float Value { get; }
}
