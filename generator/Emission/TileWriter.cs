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

    /// <summary>Starts the first block of all sums from the same vectors.</summary>
    /// <param name="source">The variable.</param>
    /// <param name="offset">Where the vectors start.</param>
    public void Start(string source, string offset)
    {
        Read(source, [offset], [.. Each(v => Sum(0, v))]);
        Declare([.. Enumerable.Range(1, tile.Rows - 1).SelectMany(row => Each(v => $"{Sum(row, v)} = {Sum(0, v)}"))]);
    }

    /// <summary>Starts each sum of a block from its own place.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="source">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    /// <param name="block">The block.</param>
    public void Start(int rows, string source, Func<int, string> offset, int block = 0)
    {
        foreach (int[] pair in Pairs(rows))
        {
            Read(
                source, [.. pair.Select(offset)],
                [.. pair.SelectMany(row => Each(v => Sum(row, v, block)))]);
        }
    }

    /// <summary>Starts the blocks that are walked at once with nothing, but not the first one, which starts elsewhere.</summary>
    public void StartFurther() => Declare([.. Sums(1, tile.AtOnce - 1).Select(sum => $"{sum} = {operations}.NegativeZero")]);

    /// <summary>Starts all that are walked at once with nothing once more.</summary>
    public void StartAgain() => writer.Line(string.Concat(Sums(0, tile.AtOnce).Select(sum => $"{sum} = ")) + $"{operations}.NegativeZero;");

    /// <summary>Declares what all blocks come to, and reads what the first one starts from.</summary>
    /// <param name="source">The variable.</param>
    /// <param name="offset">Where the vectors start.</param>
    public void StartTotals(string source, string offset)
    {
        Read(source, [offset], [.. Each(First)]);
        Declare([.. EachSum((row, v) => $"{Kept(row, v)} = {operations}.NegativeZero")]);
    }

    /// <summary>Declares the sums of a block. Declared anew for each, they cost no moves from one to the next.</summary>
    public void StartBlock() => Declare([.. EachSum((row, v) => $"{Sum(row, v)} = {First(v)}")]);

    /// <summary>Adds the sums of a block to the totals. The next one starts with nothing.</summary>
    public void AddToTotals()
    {
        for (int row = 0; row < tile.Rows; row++)
        {
            writer.Line(string.Join(" ", Each(v => $"{Kept(row, v)} = {operations}.Add({Kept(row, v)}, {Sum(row, v)});")));
        }

        writer.Line(string.Concat(Each(v => $"{First(v)} = ")) + $"{operations}.NegativeZero;");
    }

    /// <summary>Stores what all blocks come to.</summary>
    /// <param name="destination">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    public void StoreTotals(string destination, Func<int, string> offset) => Store(tile.Rows, destination, offset, "Store", Kept);

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
    /// <param name="block">The block whose turn it is.</param>
    /// <param name="b">The first number of b, as code.</param>
    /// <param name="a">The variable with the numbers that b is multiplied by.</param>
    /// <param name="offset">Where that of a row stands.</param>
    public void Step(int rows, int block, string b, string a, Func<int, string> offset)
    {
        writer.Line(tile.Vectors == 1
            ? $"{B(0)} = {operations}.Load({b});"
            : $"{operations}.Load({b}, {string.Join(", ", Each(v => $"out {B(v)}"))});");
        Add(rows, block, Each(B), a, offset);
    }

    /// <summary>
    /// The same for the only row, which takes b as operands in memory: less text, but 5 % slower where b streams from the second-level cache.
    /// </summary>
    /// <param name="block">The block whose turn it is.</param>
    /// <param name="b">The first number of b, as code.</param>
    /// <param name="a">The number that b is multiplied by, as code.</param>
    public void StepFromMemory(int block, string b, string a) =>
        writer.Line($"{operations}.MultiplyAdd({b}, {a}, {string.Join(", ", Each(v => $"ref {Sum(0, v, block)}"))});");

    /// <summary>sums += a b for some rows.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="block">The block whose turn it is.</param>
    /// <param name="b">The vectors of b.</param>
    /// <param name="a">The variable with the numbers that b is multiplied by.</param>
    /// <param name="offset">Where that of a row stands.</param>
    public void Add(int rows, int block, IEnumerable<string> b, string a, Func<int, string> offset)
    {
        foreach (int[] pair in Pairs(rows))
        {
            IEnumerable<string> sums = pair.SelectMany(row => Each(v => $"ref {Sum(row, v, block)}"));
            writer.Line($"{operations}.MultiplyAdd({string.Join(", ", b)}, ref {a}, {string.Join(", ", pair.Select(offset).Concat(sums))});");
        }
    }

    /// <summary>Adds the blocks of the only row up in the first of them.</summary>
    public void AddBlocks()
    {
        for (int v = 0; tile.Order.Blocks > 1 && v < tile.Vectors; v++)
        {
            writer.Line($"{Sum(0, v)} = {Total(0, v, tile.Order.Blocks)};");
        }
    }

    /// <summary>Stores the sums of a block.</summary>
    /// <param name="destination">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    /// <param name="block">The block.</param>
    public void StoreBlock(string destination, Func<int, string> offset, int block) =>
        Store(tile.Rows, destination, offset, "Store", (row, v) => Sum(row, v, block));

    /// <summary>
    /// Stores the sums of a turn, or adds them to what is there: to keep that in registers would leave too few for the next blocks.
    /// </summary>
    /// <param name="destination">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    /// <param name="isFirst">Whether nothing is there yet.</param>
    public void StoreTurn(string destination, Func<int, string> offset, bool isFirst)
    {
        if (isFirst)
        {
            Store(tile.Rows, destination, offset);
            return;
        }

        for (int i = 0; i < tile.AtOnce; i++)
        {
            int block = i;
            Store(tile.Rows, destination, offset, "AddTo", (row, v) => Sum(row, v, block));
        }
    }

    /// <summary>Stores all sums, the blocks that are walked at once added up.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="destination">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    public void Store(int rows, string destination, Func<int, string> offset) =>
        Store(rows, destination, offset, "Store", (row, v) => Total(row, v, tile.AtOnce));

    /// <summary>Stores all sums, all blocks added up.</summary>
    /// <param name="destination">The variable.</param>
    /// <param name="offset">Where a row starts.</param>
    public void StoreAll(string destination, Func<int, string> offset) =>
        Store(tile.Rows, destination, offset, "Store", (row, v) => Total(row, v, tile.Order.Blocks));

    private static string HeldVector(int step, int vector) => $"d{step}_{vector}";

    /// <summary>Rows two by two, and the last one alone where they are odd.</summary>
    private static IEnumerable<int[]> Pairs(int rows) =>
        Enumerable.Range(0, (rows + 1) / 2).Select(i => (2 * i) + 1 < rows ? [2 * i, (2 * i) + 1] : new[] { 2 * i });

    private void Store(int rows, string destination, Func<int, string> offset, string operation, Func<int, int, string> vector)
    {
        foreach (int[] pair in Pairs(rows))
        {
            IEnumerable<string> vectors = pair.SelectMany(row => Each(v => vector(row, v)));
            writer.Line($"{operations}.{operation}({string.Join(", ", vectors)}, ref {destination}, {string.Join(", ", pair.Select(offset))});");
        }
    }

    /// <summary>Declares variables and reads their vectors from some places.</summary>
    private void Read(string source, IReadOnlyList<string> offsets, IReadOnlyList<string> names)
    {
        string place = $"ref {source}, {string.Join(", ", offsets)}";
        writer.Line(names.Count == 1
            ? $"{vector} {names[0]} = {operations}.Load({place});"
            : $"{operations}.Load({place}, {string.Join(", ", names.Select(name => $"out {vector} {name}"))});");
    }

    private static string B(int vector) => $"b{vector}";

    private static string First(int vector) => $"first{vector}";

    private static string Kept(int row, int vector) => $"total{row}_{vector}";

    private IEnumerable<string> EachSum(Func<int, int, string> text) => Enumerable.Range(0, tile.Rows).SelectMany(row => Each(v => text(row, v)));

    private string Sum(int row, int vector, int block = 0) => block == 0 ? sum(row, vector) : $"{sum(row, vector)}_{block}";

    /// <summary>The sums of some blocks.</summary>
    private IEnumerable<string> Sums(int first, int count) =>
        Enumerable.Range(0, tile.Rows).SelectMany(row => Enumerable.Range(first, count).SelectMany(block => Each(v => Sum(row, v, block))));

    private string Total(int row, int vector, int blocks) =>
        Enumerable.Range(0, blocks).Select(block => Sum(row, vector, block)).Aggregate((x, y) => $"{operations}.Add({x}, {y})");

    private void Declare(IReadOnlyList<string> variables)
    {
        for (int i = 0; i < variables.Count; i += VariablesPerLine)
        {
            writer.Line($"{vector} {string.Join(", ", variables.Skip(i).Take(VariablesPerLine))};");
        }
    }

    private IEnumerable<string> Each(Func<int, string> text) => Enumerable.Range(0, tile.Vectors).Select(text);
}
