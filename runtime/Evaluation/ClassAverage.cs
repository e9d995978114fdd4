namespace Unrolled;

/// <summary>How the figures of several classes or labels become one.</summary>
public enum ClassAverage
{
    /// <summary>Their mean, in which each counts the same.</summary>
    Macro,

    /// <summary>Their mean, in which each counts as often as there are samples of it; those without any not at all.</summary>
    Weighted,
}
