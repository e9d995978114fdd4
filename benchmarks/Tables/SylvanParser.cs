using Sylvan.Data.Csv;

namespace Unrolled.Benchmarks.Tables;

internal sealed class SylvanParser : ICsvParser
{
    public static string Name => "Sylvan.Data.Csv 1.4.4";

    public static long Texts(string path)
    {
        long count = 0;
        using CsvDataReader reader = Open(path);
        while (reader.Read())
        {
            for (int i = 0; i < reader.RowFieldCount; i++)
            {
                count += reader.GetFieldSpan(i).IsEmpty ? 0 : 1;
            }
        }

        return count;
    }

    public static double Numbers(string path, ReadOnlySpan<int> columns)
    {
        double sum = 0;
        using CsvDataReader reader = Open(path);
        while (reader.Read())
        {
            for (int i = 0, next = 0; i < reader.RowFieldCount; i++)
            {
                bool isEmpty = reader.GetFieldSpan(i).IsEmpty;
                if (next < columns.Length && columns[next] == i)
                {
                    next++;
                    sum += isEmpty ? 0 : reader.GetFloat(i);
                }
                else
                {
                    sum += isEmpty ? 1 : 0;
                }
            }
        }

        return sum;
    }

    private static CsvDataReader Open(string path) => CsvDataReader.Create(path, new CsvDataReaderOptions { Delimiter = ',', BufferSize = 0x10000 });
}
