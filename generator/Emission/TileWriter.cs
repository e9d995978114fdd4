using System.Globalization;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>
/// Writes the lines of one register tile: its sums, its vectors of b, and what adds the products of both up. A line takes two rows, where
/// there are as many.
/// </summary>
/// <param name="writer">Where to write.</param>
/// <param name="tile">The tile.</param>
/// <param name="sum">The variable for the sums in a row and a vector.</param>
/// <param name="operations">The type that knows the operations of a vector.</param>
/// <param name="vector">The type of a vector.</param>
internal sealed class TileWriter(CodeWriter writer, Tile tile, Func<int, int, string> sum, string operations = "S", string vector = "V")
{
    /// <summary>Declarations go on in the next line after so many variables.</summary>
    private const int VariablesPerLine = 12;

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
    /// <param name="source">The variable; null where the vectors are 0.</param>
    /// <param name="offset">Where the vectors start.</param>
    public void Start(string? source, int offset = 0)
    {
        if (source is null)
        {
            Declare([.. Each(v => $"{Sum(0, v)} = {operations}.Zero")]);
        }
        else
        {
            Read(source, [offset.ToString(CultureInfo.InvariantCulture)], [.. Each(v => Sum(0, v))]);
        }

        IEnumerable<string> copies = Enumerable.Range(1, tile.Rows - 1).SelectMany(row => Each(v => $"{Sum(row, v)} = {Sum(0, v)}"));
        Declare([.. copies, .. Chains()]);
    }

    /// <summary>Starts each sum from its own place, and further chains at 0.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="source">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    public void Start(int rows, string source, Func<int, int> offset)
    {
        foreach (int[] pair in Pairs(rows))
        {
            Read(source, [.. pair.Select(row => offset(row).ToString(CultureInfo.InvariantCulture))], [.. pair.SelectMany(row => Each(v => Sum(row, v)))]);
        }

        Declare([.. Chains()]);
    }

    /// <summary>Reads the vectors of b for all steps that the tile holds in registers.</summary>
    /// <param name="stride">The distance between two of them.</param>
    public void Hold(int stride)
    {
        foreach (int[] pair in Pairs(tile.Held))
        {
            Read("d", [.. pair.Select(step => (step * stride).ToString(CultureInfo.InvariantCulture))], [.. pair.SelectMany(Held)]);
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
    /// <param name="a">The variable with the numbers that b is multiplied by.</param>
    /// <param name="offset">Where that of a row stands.</param>
    public void Step(int rows, int chain, string b, string a, Func<int, string> offset)
    {
        writer.Line(tile.Vectors == 1
            ? $"{B(0)} = {operations}.Load({b});"
            : $"{operations}.Load({b}, {string.Join(", ", Each(v => $"out {B(v)}"))});");
        Add(rows, chain, Each(B), a, offset);
    }

    /// <summary>
    /// The same for the only row, which takes b as operands in memory: less text, but 5 % slower where b streams from the second-level cache.
    /// </summary>
    /// <param name="chain">The chain whose turn it is.</param>
    /// <param name="b">The first number of b, as code.</param>
    /// <param name="a">The number that b is multiplied by, as code.</param>
    public void StepFromMemory(int chain, string b, string a) =>
        writer.Line($"{operations}.MultiplyAdd({b}, {a}, {string.Join(", ", Each(v => $"ref {Sum(0, v, chain)}"))});");

    /// <summary>sums += a b for some rows.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="chain">The chain whose turn it is.</param>
    /// <param name="b">The vectors of b.</param>
    /// <param name="a">The variable with the numbers that b is multiplied by.</param>
    /// <param name="offset">Where that of a row stands.</param>
    public void Add(int rows, int chain, IEnumerable<string> b, string a, Func<int, string> offset)
    {
        foreach (int[] pair in Pairs(rows))
        {
            IEnumerable<string> sums = pair.SelectMany(row => Each(v => $"ref {Sum(row, v, chain)}"));
            writer.Line($"{operations}.MultiplyAdd({string.Join(", ", b)}, ref {a}, {string.Join(", ", pair.Select(offset).Concat(sums))});");
        }
    }

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
        foreach (int[] pair in Pairs(rows))
        {
            IEnumerable<string> totals = pair.SelectMany(row => Each(v => Total(row, v)));
            writer.Line($"{operations}.Store({string.Join(", ", totals)}, ref {destination}, {string.Join(", ", pair.Select(offset))});");
        }
    }

    private static string HeldVector(int step, int vector) => $"d{step}_{vector}";

    /// <summary>Rows two by two, and the last one alone where they are odd.</summary>
    private static IEnumerable<int[]> Pairs(int rows) =>
        Enumerable.Range(0, (rows + 1) / 2).Select(i => (2 * i) + 1 < rows ? [2 * i, (2 * i) + 1] : new[] { 2 * i });

    /// <summary>Declares variables and reads their vectors from some places.</summary>
    private void Read(string source, IReadOnlyList<string> offsets, IReadOnlyList<string> names)
    {
        string place = $"ref {source}, {string.Join(", ", offsets)}";
        writer.Line(names.Count == 1
            ? $"{vector} {names[0]} = {operations}.Load({place});"
            : $"{operations}.Load({place}, {string.Join(", ", names.Select(name => $"out {vector} {name}"))});");
    }

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

    /// <summary>The chains beside the first one, as declarations.</summary>
    private IEnumerable<string> Chains() => Enumerable.Range(0, tile.Rows).SelectMany(row =>
        Enumerable.Range(1, tile.Chains - 1).SelectMany(chain => Each(v => $"{Sum(row, v, chain)} = {operations}.Zero")));

    private void Declare(IReadOnlyList<string> variables)
    {
        for (int i = 0; i < variables.Count; i += VariablesPerLine)
        {
            writer.Line($"{vector} {string.Join(", ", variables.Skip(i).Take(VariablesPerLine))};");
        }
    }

    private IEnumerable<string> Each(Func<int, string> text) => Enumerable.Range(0, tile.Vectors).Select(text);
}
