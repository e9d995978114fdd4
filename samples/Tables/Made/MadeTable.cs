using System.Text;
using Unrolled;

namespace TablesSample.Made;

/// <summary>
/// A table that this program makes up, so that it needs neither a file nor a network connection: rows from a formula and random numbers with
/// a seed, the same on every machine. It is nobody's data, and says nothing of the world.
/// </summary>
internal abstract class MadeTable
{
    public const int Rows = 1200;
    public const int NewRows = 3;

    public static IReadOnlyList<MadeTable> All { get; } = [new Houses(), new Passengers()];

    public abstract string Name { get; }

    public abstract string Description { get; }

    /// <summary>The column to tell, the last one.</summary>
    public abstract string Target { get; }

    protected abstract string Header { get; }

    /// <summary>Writes rows to a file, in UTF-8.</summary>
    /// <returns>The file.</returns>
    public string Write(string folder, string name, int rows, int seed)
    {
        string path = Path.Combine(folder, name);
        using AtomicFile file = new(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(ToText(rows, seed)));
        file.Commit();
        return path;
    }

    /// <summary>The table as CSV.</summary>
    internal string ToText(int rows, int seed)
    {
        var random = new Random(seed);
        StringBuilder text = new StringBuilder(Header).Append('\n');
        for (int row = 0; row < rows; row++)
        {
            text.Append(Row(random)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A row without its line end.</summary>
    protected abstract string Row(Random random);

    /// <summary>A value that is missing now and then.</summary>
    protected static string WithGaps(Random random, double share, FormattableString value) =>
        random.NextDouble() < share ? "" : FormattableString.Invariant(value);

    protected static string OneOf(Random random, params ReadOnlySpan<string> values) => values[random.Next(values.Length)];
}
