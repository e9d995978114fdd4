using nietras.SeparatedValues;

namespace Unrolled.Benchmarks.Tables;

internal sealed class SepParser : ICsvParser
{
    public static string Name => "Sep 0.17.1";

    public static long Texts(string path)
    {
        long count = 0;
        using SepReader reader = Open(path);
        foreach (SepReader.Row row in reader)
        {
            for (int i = 0; i < row.ColCount; i++)
            {
                count += row[i].Span.IsEmpty ? 0 : 1;
            }
        }

        return count;
    }

    public static double Numbers(string path, ReadOnlySpan<int> columns)
    {
        double sum = 0;
        using SepReader reader = Open(path);
        foreach (SepReader.Row row in reader)
        {
            for (int i = 0, next = 0; i < row.ColCount; i++)
            {
                if (next < columns.Length && columns[next] == i)
                {
                    next++;
                    sum += row[i].TryParse(out float number) ? number : 0;
                }
                else
                {
                    sum += row[i].Span.IsEmpty ? 1 : 0;
                }
            }
        }

        return sum;
    }

    private static SepReader Open(string path) => Sep.New(',').Reader(options => options with { Unescape = true }).FromFile(path);
}
