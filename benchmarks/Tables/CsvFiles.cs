using System.Globalization;
using System.Text;

namespace Unrolled.Benchmarks.Tables;

/// <summary>The files that are read: made up, the same in every run.</summary>
internal sealed class CsvFiles : IDisposable
{
    public const int NumberColumns = 16;

    private static readonly string[] Cities = ["Kairo", "Oslo", "Lima", "Hanoi", "Quito", "Riga", "Accra", "Perth"];

    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-csv-").FullName;

    /// <param name="megabytes">The size of each.</param>
    public CsvFiles(int megabytes)
    {
        Numbers = Write("numbers.csv", megabytes, string.Join(',', Enumerable.Range(0, NumberColumns).Select(i => $"x{i}")), AddNumbers);
        Mixed = Write("mixed.csv", megabytes, "id,\"city\",age,\"remark, if any\",income,member,score,\"first \"\"name\"\"\"", AddMixed);
    }

    /// <summary>Sixteen columns of numbers with seven digits.</summary>
    public string Numbers { get; }

    /// <summary>Eight columns: numbers, a category, a boolean, texts in quotes with separators and quotes inside.</summary>
    public string Mixed { get; }

    /// <summary>The columns of <see cref="Mixed"/> that are numbers.</summary>
    public static ReadOnlySpan<int> MixedNumbers => [0, 2, 4, 6];

    public static double Megabytes(string file) => new FileInfo(file).Length / 1e6;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AddNumbers(StringBuilder line, Random random, int row)
    {
        for (int i = 0; i < NumberColumns; i++)
        {
            line.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{(random.NextDouble() - 0.5) * 200:0.00000}");
        }
    }

    private static void AddMixed(StringBuilder line, Random random, int row)
    {
        string city = Cities[random.Next(Cities.Length)];
        string remark = random.Next(3) switch
        {
            0 => "\"said \"\"no\"\", then left\"",
            1 => "",
            _ => "\"none, so far\"",
        };
        string age = random.Next(10) == 0 ? "" : random.Next(18, 90).ToString(CultureInfo.InvariantCulture);
        line.Append(
            CultureInfo.InvariantCulture,
            $"{row},\"{city}\",{age},{remark},{random.NextDouble() * 1e5:0.00},{(random.Next(2) == 0 ? "true" : "false")},{random.NextSingle()},\"M{row % 7}\"");
    }

    private string Write(string name, int megabytes, string header, Action<StringBuilder, Random, int> addRow)
    {
        string path = Path.Combine(_folder, name);
        var random = new Random(1);
        using var writer = new StreamWriter(path);
        writer.Write(header + "\n");
        StringBuilder line = new();
        long written = 0;
        for (int row = 0; written < megabytes * 1_000_000L; row++)
        {
            addRow(line.Clear(), random, row);
            writer.Write(line.Append('\n'));
            written += line.Length;
        }

        return path;
    }
}
