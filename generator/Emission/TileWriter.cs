using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes the lines of one register tile: its sums, its vectors of b, and what adds the products of both up.</summary>
/// <param name="writer">Where to write.</param>
/// <param name="tile">The tile.</param>
/// <param name="sum">The name of the sums: c for outputs, w for weights.</param>
internal sealed class TileWriter(CodeWriter writer, Tile tile, char sum)
{
    /// <summary>A kernel's signature and, in the block that it returns, its body.</summary>
    public static CodeWriter.Block Method(CodeWriter writer, string name, string parameters)
    {
        writer.Line(Names.KernelAttribute);
        return writer.Begin($"private static void {name}({parameters})");
    }

    /// <summary>Some variables on: <paramref name="offset"/> elements and <paramref name="vector"/> vectors.</summary>
    public static string At(string name, string offset, int vector)
    {
        string lanes = vector == 0 ? "" : vector == 1 ? "S.Lanes" : $"{vector} * S.Lanes";
        return Names.At(name, offset == "0" ? lanes.Length == 0 ? "0" : lanes : lanes.Length == 0 ? offset : $"{offset} + {lanes}");
    }

    public string Sum(int row, int vector, int chain = 0) => chain == 0 ? $"{sum}{row}_{vector}" : $"{sum}{row}_{vector}_{chain}";

    /// <summary>Starts all sums from one row of vectors, or each from its own; further chains start at 0.</summary>
    /// <param name="rows">The rows, fewer than the tile's at an edge.</param>
    /// <param name="source">The variable.</param>
    /// <param name="offset">Where a row starts; null where all rows start from the same vectors.</param>
    public void Start(int rows, string source, Func<int, string>? offset)
    {
        for (int row = 0; row < rows; row++)
        {
            writer.Line("V " + string.Join(", ", Each(vector => $"{Sum(row, vector)} = "
                + (offset is null && row > 0 ? Sum(0, vector) : $"S.Load(ref {At(source, offset is null ? "0" : offset(row), vector)})"))) + ";");
            for (int chain = 1; chain < tile.Chains; chain++)
            {
                writer.Line("V " + string.Join(", ", Each(vector => $"{Sum(row, vector, chain)} = S.Zero")) + ";");
            }
        }
    }

    /// <summary>The variables for a row of b.</summary>
    public void DeclareVectors() => writer.Line($"V {string.Join(", ", Each(vector => $"b{vector}"))};");

    public void LoadVectors(string source, string offset)
    {
        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            writer.Line($"b{vector} = S.Load(ref {At(source, offset, vector)});");
        }
    }

    /// <summary>One step for one row: sums += a b.</summary>
    /// <param name="row">The row.</param>
    /// <param name="chain">The chain whose turn it is.</param>
    /// <param name="a">The number that b is multiplied by, as code.</param>
    /// <param name="b">The names of the vectors of b.</param>
    public void Add(int row, int chain, string a, Func<int, string> b) => writer.Line(
        $"S.MultiplyAdd({string.Join(", ", Each(b))}, {a}, {string.Join(", ", Each(vector => $"ref {Sum(row, vector, chain)}"))});");

    /// <summary>Stores all sums, their chains added pairwise, so that the additions do not wait for one another.</summary>
    public void Store(int rows, string destination, Func<int, string> offset)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int vector = 0; vector < tile.Vectors; vector++)
            {
                string[] sums = [.. Enumerable.Range(0, tile.Chains).Select(chain => Sum(row, vector, chain))];
                while (sums.Length > 1)
                {
                    sums = [.. Enumerable.Range(0, sums.Length / 2).Select(i => $"S.Add({sums[2 * i]}, {sums[(2 * i) + 1]})")];
                }

                writer.Line($"S.Store({sums[0]}, ref {At(destination, offset(row), vector)});");
            }
        }
    }

    private IEnumerable<string> Each(Func<int, string> vector) => Enumerable.Range(0, tile.Vectors).Select(vector);
}
