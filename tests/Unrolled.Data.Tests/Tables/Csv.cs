using System.Text;

namespace Unrolled.Data.Tests.Tables;

/// <summary>CSV files that stand in a test as text.</summary>
internal static class Csv
{
    public const string Name = "test.csv";

    public static Table Read(string text, CsvOptions? options = null) => Read(Encoding.UTF8.GetBytes(text), options);

    public static Table Read(byte[] file, CsvOptions? options = null) => Table.FromCsv(new MemoryStream(file), options, Name);

    /// <summary>The values of a column as texts; null where one is missing.</summary>
    public static string?[] Texts(this Table table, string column) => [.. Enumerable.Range(0, table.RowCount).Select(table[column].Text)];

    public static float[] Numbers(this Table table, string column) => [.. Enumerable.Range(0, table.RowCount).Select(table[column].Number)];

    /// <summary>The message of the defect that reading finds.</summary>
    public static string Defect(string text, CsvOptions? options = null) => Defect(() => Read(text, options));

    public static string Defect(Func<object> action) => Assert.Throws<InvalidTableException>(action).Message;
}
