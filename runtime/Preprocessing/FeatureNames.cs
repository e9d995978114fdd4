namespace Unrolled;

/// <summary>Names of features, categories, targets and classes, which users and files give.</summary>
internal static class FeatureNames
{
    /// <summary>Requires a name that says something and keeps the line.</summary>
    /// <param name="name">The name.</param>
    /// <param name="what">What it is, at the beginning of a message.</param>
    /// <param name="parameter">The caller's parameter.</param>
    /// <exception cref="ArgumentException">It is empty or has a control character.</exception>
    public static void Check(string name, string what, string parameter)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl))
        {
            string given = name is null ? "null" : Printable.Quote(name);
            throw new ArgumentException($"{what} is {given}: it must say something, without control characters.", parameter);
        }
    }

    /// <summary>Names that all are sound, and no two the same: a copy.</summary>
    /// <inheritdoc cref="Check" path="/param"/>
    /// <exception cref="ArgumentException">One is empty, has a control character, or is there twice; or there is none.</exception>
    public static string[] CheckAll(IEnumerable<string> names, string what, string parameter)
    {
        string[] all = [.. names];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in all)
        {
            Check(name, what, parameter);
            if (!seen.Add(name))
            {
                throw new ArgumentException($"{what} is {Printable.Quote(name)} twice: each needs one of its own.", parameter);
            }
        }

        return all.Length > 0 ? all : throw new ArgumentException($"{what} is needed, but there is none.", parameter);
    }
}
