using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the lines of one register tile: its sums, its vectors of b, and what adds the products of both up.</summary>
/// <param name="writer">Where to write.</param>
/// <param name="tile">The tile.</param>
/// <param name="sum">The variable for the sums in a row and a vector.</param>
/// <param name="operations">The type that knows the operations of a vector.</param>
/// <param name="vector">The type of a vector.</param>
internal sealed class TileWriter(CodeWriter writer, Tile tile, Func<int, int, string> sum, string operations = "S", string vector = "V")
{
    /// <summary>Declarations go on in the next line after so many variables.</summary>
    private const int VariablesPerLine = 10;

    /// <summary>With sums of a letter: c for outputs, w for weights.</summary>
    public TileWriter(CodeWriter writer, Tile tile, char sum)
        : this(writer, tile, (row, vector) => $"{sum}{row}_{vector}")
    {
    }

    /// <summary>A kernel's signature and, in the block that it returns, its body.</summary>
    public static CodeWriter.Block Method(CodeWriter writer, string name, string parameters)
    {
        writer.Line(Names.KernelAttribute);
        return writer.Begin($"private static void {name}({parameters})");
    }

    /// <summary>Starts all sums from the same vectors, and further chains at 0.</summary>
    /// <param name="source">The first number of the vectors, as code; null where they are 0.</param>
    public void Start(string? source)
    {
        if (source is null)
        {
            Declare([.. Each(v => $"{Sum(0, v)} = {operations}.Zero")]);
        }
        else
        {
            Load(source, v => Sum(0, v));
        }

        var copies = new List<string>();
        for (int row = 1; row < tile.Rows; row++)
        {
            copies.AddRange(Each(v => $"{Sum(row, v)} = {Sum(0, v)}"));
        }

        Declare(copies);
        StartChains();
    }

    /// <summary>Starts each sum from its own place, and further chains at 0.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="source">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    public void Start(int rows, string source, Func<int, int> offset)
    {
        for (int row = 0; row < rows; row++)
        {
            Load(Names.Place(source, offset(row)), v => Sum(row, v));
        }

        StartChains();
    }

    /// <summary>Reads the vectors of b for all steps that the tile holds in registers.</summary>
    /// <param name="stride">The distance between two of them.</param>
    public void Hold(int stride)
    {
        for (int step = 0; step < tile.Held; step++)
        {
            int held = step;
            Load(Names.Place("d", step * stride), v => HeldVector(held, v));
        }
    }

    /// <summary>The vectors of b that were read for a step.</summary>
    public IEnumerable<string> Held(int step) => Each(v => HeldVector(step, v));

    /// <summary>The variables for a row of b.</summary>
    public void DeclareVectors() => writer.Line($"{vector} {string.Join(", ", Each(B))};");

    /// <summary>One step of the walk: sums += a b for some rows, which share the vectors of b.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="chain">The chain whose turn it is.</param>
    /// <param name="b">The first number of b, as code.</param>
    /// <param name="a">The number that b is multiplied by in a row, as code.</param>
    public void Step(int rows, int chain, string b, Func<int, string> a)
    {
        if (tile.FromMemory)
        {
            Add(0, chain, [b], a(0));
            return;
        }

        writer.Line(tile.Vectors == 1
            ? $"{B(0)} = {operations}.Load({b});"
            : $"{operations}.Load({b}, {string.Join(", ", Each(v => $"out {B(v)}"))});");
        for (int row = 0; row < rows; row++)
        {
            Add(row, chain, Each(B), a(row));
        }
    }

    /// <summary>sums += a b for one row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="chain">The chain whose turn it is.</param>
    /// <param name="b">The vectors of b, or a reference to their first number.</param>
    /// <param name="a">The number that b is multiplied by, as code.</param>
    public void Add(int row, int chain, IEnumerable<string> b, string a) =>
        writer.Line($"{operations}.MultiplyAdd({string.Join(", ", b)}, {a}, {string.Join(", ", Each(v => $"ref {Sum(row, v, chain)}"))});");

    /// <summary>Adds the chains of the only row up in the first of them.</summary>
    public void AddChains()
    {
        for (int v = 0; tile.Chains > 1 && v < tile.Vectors; v++)
        {
            writer.Line($"{Sum(0, v)} = {Total(0, v)};");
        }
    }

    /// <summary>Stores all sums, their chains added pairwise, so that the additions do not wait for one another.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="destination">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    public void Store(int rows, string destination, Func<int, int> offset)
    {
        for (int row = 0; row < rows; row++)
        {
            IEnumerable<string> totals = Each(v => Total(row, v));
            writer.Line($"{operations}.Store({string.Join(", ", totals)}, {Names.Place(destination, offset(row))});");
        }
    }

    private static string HeldVector(int step, int vector) => $"d{step}_{vector}";

    private void Load(string source, Func<int, string> name) => writer.Line(tile.Vectors == 1
        ? $"{vector} {name(0)} = {operations}.Load({source});"
        : $"{operations}.Load({source}, {string.Join(", ", Each(v => $"out {vector} {name(v)}"))});");

    private static string B(int vector) => $"b{vector}";

    private string Sum(int row, int vector, int chain = 0) => chain == 0 ? sum(row, vector) : $"{sum(row, vector)}_{chain}";

    private string Total(int row, int vector)
    {
        string[] sums = [.. Enumerable.Range(0, tile.Chains).Select(chain => Sum(row, vector, chain))];
        while (sums.Length > 1)
        {
            int odd = sums.Length % 2;
            sums = [.. sums.Take(odd), .. Enumerable.Range(0, sums.Length / 2).Select(i => $"{operations}.Add({sums[odd + (2 * i)]}, {sums[odd + (2 * i) + 1]})")];
        }

        return sums[0];
    }

    private void StartChains() => Declare([.. Enumerable.Range(0, tile.Rows).SelectMany(row =>
        Enumerable.Range(1, tile.Chains - 1).SelectMany(chain => Each(v => $"{Sum(row, v, chain)} = {operations}.Zero")))]);

    private void Declare(IReadOnlyList<string> variables)
    {
        for (int i = 0; i < variables.Count; i += VariablesPerLine)
        {
            writer.Line($"{vector} {string.Join(", ", variables.Skip(i).Take(VariablesPerLine))};");
        }
    }

    private IEnumerable<string> Each(Func<int, string> text) => Enumerable.Range(0, tile.Vectors).Select(text);
}
