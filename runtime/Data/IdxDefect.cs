namespace Unrolled;

/// <summary>The one wording for whatever is wrong with an IDX file.</summary>
internal static class IdxDefect
{
    /// <param name="name">The file.</param>
    /// <param name="position">The offset in the IDX data, that is, after unpacking.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="found">What is there.</param>
    /// <param name="inner">What lower layers said.</param>
    public static InvalidDataException At(string name, long position, string expected, string found, Exception? inner = null) =>
        new($"{name}: at byte {position} of the IDX data: expected {expected}, found {found}.", inner);
}
