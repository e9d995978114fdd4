using System.Globalization;
using System.Text;
using Unrolled.Tests;

namespace Unrolled.Data.Tests.Tables;

public class CsvReadingTests
{
    [Fact]
    public void Columns_have_the_kind_of_their_values()
    {
        Table table = Csv.Read(
            """
            age,city,member,since,postcode
            31,Oslo,yes,2024-05-01,01234
            ,"Rome, Italy",no,2024-05-02,90210
            -1.5e1,NA,yes,,10115
            """);

        Assert.Equal(
            "3 rows of 5 columns: age (number, 1 missing), city (text, 1 missing), member (boolean), since (date, 1 missing), postcode (text)",
            table.ToString());
        Assert.Equal([31, float.NaN, -15], table.Numbers("age"));
        Assert.Equal(["Oslo", "Rome, Italy", null], table.Texts("city"));
        Assert.Equal([1, 0, 1], table.Numbers("member"));
        Assert.Equal([19844, 19845, float.NaN], table.Numbers("since"));
        Assert.Equal(["2024-05-01", "2024-05-02", null], table.Texts("since"));
        Assert.Equal(["yes", "no", "yes"], table.Texts("member"));
        Assert.Equal(["01234", "90210", "10115"], table.Texts("postcode"));
        Assert.Equal([1, 0, 0], table.Columns.Select(column => column.IsMissing(1) ? 1 : 0).Take(3));
    }

    [Fact]
    public void A_column_that_begins_with_numbers_keeps_its_texts()
    {
        StringBuilder text = new("a,b\n");
        for (int row = 0; row < 3000; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(row == 2500 ? "x7" : $"{row % 10}.0")},{row}\n");
        }

        Table table = Csv.Read(text.ToString());

        Assert.Equal([ColumnKind.Text, ColumnKind.Number], table.Columns.Select(column => column.Kind));
        Assert.Equal(("9.0", "x7"), (table["a"].Text(9), table["a"].Text(2500)));
        Assert.Equal(2999, table["b"].Number(2999));
    }

    [Theory]
    [InlineData("a;b\n1,5;x\n2,25;y\n")]
    [InlineData("a\tb\n1,5\tx\n2,25\ty\n")]
    [InlineData("a,b\n\"1,5\",x\n\"2,25\",y\n")]
    [InlineData("a|b\n1.5|x\n2.25|y\n")]
    [InlineData("sep=;\na;b\n1.5;x\n2.25;y\n")]
    [InlineData("a,b\r\n1.5,x\r\n\r\n2.25,y")]
    [InlineData("a,b\r1.5,x\r2.25,y\r")]
    public void Separators_of_values_and_decimals_are_found(string text)
    {
        Table table = Csv.Read(text);

        Assert.Equal([1.5f, 2.25f], table.Numbers("a"));
        Assert.Equal(["x", "y"], table.Texts("b"));
    }

    [Theory]
    [InlineData("a;b\n1,234;5,678\n", 1.234f)]
    [InlineData("a;b\n1234.5;5.678\n", 1234.5f)]
    public void Three_digits_are_decimals_where_no_group_can_be_meant(string text, float expected) =>
        Assert.Equal([expected], Csv.Read(text).Numbers("a"));

    [Theory]
    [InlineData("a,b\n\"1,234\",1\n\"2,345\",1\n")]
    [InlineData("a;b\n1.234,5;1\n1.000,2;1\n")]
    public void Groups_make_no_numbers(string text) => Assert.Equal(ColumnKind.Text, Csv.Read(text)["a"].Kind);

    [Fact]
    public void Separator_and_culture_may_be_given()
    {
        CsvOptions options = new() { Separator = ':', Culture = CultureInfo.GetCultureInfo("de-DE") };
        Assert.Equal([1.5f, 7], Csv.Read("a:b\n1,5:x;y|z\n7:x;y|z\n", options).Numbers("a"));
    }

    [Fact]
    public void Nothing_depends_on_the_culture_of_the_process()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in new[] { "de-DE", "ar-SA", "sv-SE", "tr-TR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Table table = Csv.Read("a,b,c\n-1.5,TRUE,2024-05-01\n2,FALSE,2024-05-02\n");
                Assert.Equal("-1.5|TRUE|2024-05-01", string.Join('|', table.Columns.Select(column => column.Text(0))));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_file_may_have_no_header()
    {
        Assert.Equal(["column 1", "column 2"], Csv.Read("1,x\n2,y\n", new CsvOptions { HasHeader = false }).Columns.Select(column => column.Name));
        Table table = Csv.Read("1,x\n2,y\n", new CsvOptions { HasHeader = false, ColumnNames = ["a", "b"] });
        Assert.Equal([1f, 2f], table.Numbers("a"));
    }

    [Fact]
    public void A_column_without_a_name_has_its_number() =>
        Assert.Equal(["column 1", "a"], Csv.Read(",a\n0,1\n1,2\n").Columns.Select(column => column.Name));

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    public void Encodings_are_known_by_their_mark(string name, bool hasMark)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] text = encoding.GetBytes("Größe,Ort\n1.5,Łódź\n2,東京\n");
        Table table = Csv.Read(hasMark ? [.. encoding.GetPreamble(), .. text] : text);

        Assert.Equal([1.5f, 2], table.Numbers("Größe"));
        Assert.Equal(["Łódź", "東京"], table.Texts("Ort"));
    }

    [Fact]
    public void Values_may_span_lines_and_have_quotes_and_separators()
    {
        Table table = Csv.Read("a,b\n1,\"x\ny\"\n2,\"say \"\"no\"\", then\"\n\n3, z \n");
        Assert.Equal(["x\ny", "say \"no\", then", "z"], table.Texts("b"));
        Assert.Equal([1f, 2, 3], table.Numbers("a"));
    }

    [Fact]
    public void What_is_missing_may_be_said()
    {
        Table table = Csv.Read("a,b\n-,NA\n1,x\n", new CsvOptions { MissingTexts = ["-"] });
        Assert.Equal([float.NaN, 1], table.Numbers("a"));
        Assert.Equal(["NA", "x"], table.Texts("b"));
    }

    [Fact]
    public void A_path_a_stream_that_cannot_go_back_and_a_reader_give_the_same()
    {
        const string text = "a,b\n1,x\n2,y\n";
        using TemporaryFolder folder = new();
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        using ForwardStream forward = new(stream);
        Table[] tables =
        [
            Table.FromCsv(folder.Write("t.csv", Encoding.UTF8.GetBytes(text))),
            Table.FromCsv(forward),
            Table.FromCsv(new StringReader(text)),
        ];

        Assert.All(tables, table => Assert.Equal("2 rows of 2 columns: a (number), b (text)", table.ToString()));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_is_read_from_its_position_on()
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes("no\na,b\n1,x\n"));
        stream.Position = 3;
        Assert.Equal([1f], Table.FromCsv(stream).Numbers("a"));
    }

    [Fact]
    public void With_a_schema_only_its_columns_are_read()
    {
        Table table = Csv.Read(
            "a,b,c\n1,7,oops\n2.50,8,?!\n", new CsvOptions { Schema = new TableSchema().Number("b").Category("a") });

        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Name));
        Assert.Equal(["1", "2.50"], table.Texts("a"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_no_invalid_table() =>
        Assert.Throws<FileNotFoundException>(() => Table.FromCsv("no-such-file.csv"));
}
