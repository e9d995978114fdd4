using System.Globalization;

namespace Unrolled.Accumulators.Tests;

/// <summary>Networks of real engines, and what they must say of some positions, which lie beside the repository.</summary>
internal static class ChessData
{
    private static readonly string s_folder = Path.Combine(Unrolled.Tests.Repository.Root, "..", "shared", "nnue");

    /// <summary>A file; the test is skipped where there is none.</summary>
    public static string File(string name)
    {
        string path = Path.Combine(s_folder, name);
        Assert.SkipUnless(System.IO.File.Exists(path), $"The real networks are not there: {path}.");
        return path;
    }

    /// <summary>The parameters of the network of so many units, read without the project's help.</summary>
    public static short[] Parameters(AccumulatorShape shape)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(Network(shape.Units));
        return [.. Enumerable.Range(0, shape.ParameterCount).Select(i => (short)(bytes[2 * i] | (bytes[(2 * i) + 1] << 8)))];
    }

    public static string Network(int units) => File($"chess-768x{units}x2-screlu.bin");

    public static (Position Position, int Evaluation)[] Positions(int units) =>
    [
        .. System.IO.File.ReadLines(File($"chess-768x{units}x2-screlu.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Select(fields => (Position.Parse(fields[0]), int.Parse(fields[1], CultureInfo.InvariantCulture))),
    ];
}
