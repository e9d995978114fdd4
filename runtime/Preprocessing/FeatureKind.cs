namespace Unrolled;

/// <summary>What the values of a feature are.</summary>
public enum FeatureKind
{
    /// <summary>Finite numbers, which become one input.</summary>
    Number,

    /// <summary>0 or 1, which become one input as they are.</summary>
    Boolean,

    /// <summary>One of some names, which become an input each: 1 for the name that a row has, 0 for the others (one-hot).</summary>
    Category,
}
