namespace Unrolled;

/// <summary>What becomes of a category that is none of the known ones.</summary>
public enum UnknownCategory
{
    /// <summary>It is an error.</summary>
    Refuse,

    /// <summary>The inputs of all categories are 0.</summary>
    Zeros,

    /// <summary>One more input, behind those of the known categories, is 1.</summary>
    Other,
}
