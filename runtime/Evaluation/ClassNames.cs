namespace Unrolled;

/// <summary>Checks the names of classes or labels.</summary>
internal static class ClassNames
{
    /// <summary>A copy of the names.</summary>
    /// <param name="names">What was given.</param>
    /// <param name="count">How many are needed.</param>
    /// <param name="thing">What one of them names, in a message: class or label.</param>
    /// <exception cref="ArgumentException">There are more or fewer, or one says nothing or breaks the line.</exception>
    public static string[] Checked(IReadOnlyList<string> names, int count, string thing)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count != count)
        {
            throw new ArgumentException(
                $"The number of names is {names.Count}, but there {Wording.Are(count)} {Wording.Exact(count, thing)} to name.",
                nameof(names));
        }

        for (int i = 0; i < count; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]) || names[i].Any(char.IsControl))
            {
                throw new ArgumentException($"The name of {thing} {i} is empty or has a control character.", nameof(names));
            }
        }

        return [.. names];
    }
}
