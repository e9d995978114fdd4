using System.Text;
using Unrolled.Tests.Persistence;

namespace Unrolled.Data.Tests.Tables;

/// <summary>Damaged and odd files: each is a table or an <see cref="InvalidTableException"/>, and never anything else.</summary>
public class CsvFuzzTests
{
    private const int Cases = 3000;

    private static readonly string[] Pieces =
    [
        ",", ";", "\t", "|", "\n", "\r\n", "\r", "\"", "\"\"", "a", "b", "1", "-2.5", "1,5", "1e39", "NaN", "NA", "?", "true", "no", "2024-05-01",
        "01", " ", "\0", "é", "東", "sep=;\n", "1e-50", "+", ".", "-", "Infinity", "\uFEFF",
    ];

    private static readonly byte[] Sound = Encoding.UTF8.GetBytes(
        "id,city,size,since,member\n1,Oslo,1.5,2024-05-01,yes\n2,\"Rome, Italy\",,2024-05-02,no\n3,\"a \"\"b\"\"\",-3e2,,yes\n");

    [Fact]
    public void Damaged_files_are_tables_or_refused()
    {
        Random random = new(20);
        for (int i = 0; i < Cases; i++)
        {
            Try(Mutation.Of(Sound, random));
        }
    }

    [Fact]
    public void Random_pieces_are_tables_or_refused()
    {
        Random random = new(21);
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1];
        for (int i = 0; i < Cases; i++)
        {
            StringBuilder text = new();
            for (int pieces = random.Next(60); pieces > 0; pieces--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            Encoding encoding = encodings[random.Next(encodings.Length)];
            Try([.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())]);
        }
    }

    // What is read, is read the same again, also as texts and forward only.
    private static void Try(byte[] file)
    {
        try
        {
            Table table = Csv.Read(file);
            Assert.NotEmpty(table.Columns);
            Assert.InRange(table.RowCount, 1, file.Length);
            Table again = Table.FromCsv(new ForwardStream(new MemoryStream(file)));
            foreach ((TableColumn column, TableColumn same) in table.Columns.Zip(again.Columns))
            {
                Assert.Equal((column.Name, column.Kind), (same.Name, same.Kind));
                for (int row = 0; row < table.RowCount; row++)
                {
                    Assert.Equal(column.Text(row), same.Text(row));
                    Assert.True(column.Kind == ColumnKind.Text || !float.IsInfinity(column.Number(row)));
                }
            }

            string label = table.Columns[^1].Name;
            (Dataset samples, Preprocessing preprocessing) = table.ToDataset(table.FindSchema(label));
            Assert.Equal(samples.Floats(0).ToArray(), table.ToDataset(preprocessing).Floats(0).ToArray());
        }
        catch (InvalidTableException e)
        {
            Assert.EndsWith(".", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\0', e.Message);
            Assert.DoesNotContain('\n', e.Message);
        }
        catch (ArgumentException e) when (e.Message.StartsWith("The schema has no feature", StringComparison.Ordinal))
        {
        }
    }
}
