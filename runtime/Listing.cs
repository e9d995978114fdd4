namespace Unrolled;

/// <summary>Names in a message: a file can have any number of them.</summary>
internal static class Listing
{
    private const int Most = 10;

    /// <summary>"'Age', 'Sex' and 3 more".</summary>
    public static string Of(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string listed = string.Join(", ", all.Take(Most).Select(Printable.Quote));
        return all.Length <= Most ? listed : $"{listed} and {Wording.Number(all.Length - Most)} more";
    }
}
