using CsvHelper;

namespace Unrolled.Benchmarks.Tables;

internal sealed class CsvHelperParser : ICsvParser
{
    public static string Name => "CsvHelper 34.0.0";

    public static long Texts(string path)
    {
        long count = 0;
        using CsvReader reader = Open(path);
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
            {
                count += reader.GetSpan(i).IsEmpty ? 0 : 1;
            }
        }

        return count;
    }

    public static double Numbers(string path, ReadOnlySpan<int> columns)
    {
        double sum = 0;
        using CsvReader reader = Open(path);
        while (reader.Read())
        {
            for (int i = 0, next = 0; i < reader.FieldCount; i++)
            {
                if (next < columns.Length && columns[next] == i)
                {
                    next++;
                    sum += reader.TryParse(i, out float number) ? number : 0;
                }
                else
                {
                    sum += reader.IsEmpty(i) ? 1 : 0;
                }
            }
        }

        return sum;
    }

    private static CsvReader Open(string path) => CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',' });
}
