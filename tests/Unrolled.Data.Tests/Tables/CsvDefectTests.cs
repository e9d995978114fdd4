using System.Text;

namespace Unrolled.Data.Tests.Tables;

public class CsvDefectTests
{
    private static readonly CsvOptions Declared = new() { Schema = new TableSchema().Number("a").Boolean("b").Date("c") };

    [Theory]
    [InlineData("", "test.csv: found nothing, needed a line of names, and rows.")]
    [InlineData("\n\n", "test.csv: found nothing, needed a line of names, and rows.")]
    [InlineData("a,b\n", "test.csv: found no row below the names, needed one at least.")]
    [InlineData("a,b\n1,2\n3\n", "test.csv, line 3: found 1 value, needed 2, as many as there are columns.")]
    [InlineData("a,b\n1,\"x\ny\"\n3,4,5\n", "test.csv, line 4: found 3 values, needed 2, as many as there are columns.")]
    [InlineData("a,b\n1,\"2\n3,4\n", "test.csv, line 2: found a quote that is left open, needed values that are in quotes as a whole, with quotes inside doubled.")]
    [InlineData("a,b\n1,\"2\"x\n", "test.csv, line 2: found text after a closing quote, needed values that are in quotes as a whole, with quotes inside doubled.")]
    [InlineData("a,b\n1,2\"x\n", "test.csv, line 2: found a quote inside a value that does not begin with one, needed values that are in quotes as a whole, with quotes inside doubled.")]
    [InlineData("\"a,b\n1,2\n", "test.csv, line 1: found a quote that is left open, needed values that are in quotes as a whole, with quotes inside doubled.")]
    [InlineData("a,b,a\n1,2,3\n", "test.csv, line 1: found the name 'a' in columns 1 and 3, needed a name of its own for each column.")]
    [InlineData("a,b\n1,2\n1e39,3\n", "test.csv, line 3, column 'a': found '1e39', needed a number from -3.4028235E+38 to 3.4028235E+38.")]
    public void A_file_that_is_none_is_refused(string text, string message) => Assert.Equal(message, Csv.Defect(text));

    [Theory]
    [InlineData("a,b,c\nx,1,2024-05-01\n", "test.csv, line 2, column 'a': found 'x', needed a number like 1234.5, without groups, or a text that stands for a missing value.")]
    [InlineData("a;b;c\n1;t;2024-05-01\n1,5;t;\n1.234,5;f;\n", "test.csv, line 4, column 'a': found '1.234,5', needed a number like 1234,5, without groups, or a text that stands for a missing value.")]
    [InlineData("a,b,c\n1,maybe,2024-05-01\n", "test.csv, line 2, column 'b': found 'maybe', needed true or false, yes or no, t or f, y or n, 1 or 0.")]
    [InlineData("a,b,c\n1,1,05/01/2024\n", "test.csv, line 2, column 'c': found '05/01/2024', needed a date like 2024-05-01 or 2024-05-01T13:30:00Z.")]
    [InlineData("a,B,c\n1,1,2024-05-01\n", "test.csv: found the columns 'a', 'B', 'c', needed also 'b'.")]
    public void A_value_that_is_not_as_declared_is_refused(string text, string message) => Assert.Equal(message, Csv.Defect(text, Declared));

    [Fact]
    public void Names_of_another_number_are_refused() => Assert.Equal(
        "test.csv, line 1: found 2 values, needed 3, as many as there are names in ColumnNames.",
        Csv.Defect("1,2\n", new CsvOptions { HasHeader = false, ColumnNames = ["a", "b", "c"] }));

    [Fact]
    public void Another_encoding_is_refused()
    {
        Assert.Equal(
            "test.csv, line 3, column 'b': found 'M\uFFFDller', which is not in UTF-8, needed a file in UTF-8, or in UTF-16 with a byte order mark.",
            Csv.Defect(() => Csv.Read(Encoding.Latin1.GetBytes("a,b\n1,x\n2,Müller\n"))));
        Assert.Equal(
            "test.csv, line 1: found 'Gr\uFFFD\uFFFDe' as the name of column 1, needed a name in UTF-8, or in UTF-16 with a byte order mark.",
            Csv.Defect(() => Csv.Read(Encoding.Latin1.GetBytes("Größe,b\n1,x\n"))));
        Assert.Equal(
            "test.csv, line 1: found 'a?' as the name of column 1, needed a name in UTF-8, or in UTF-16 with a byte order mark.",
            Csv.Defect(() => Csv.Read(Encoding.Unicode.GetBytes("a,b\n1,x\n"))));
        Assert.Equal(
            "test.csv, line 1, column 'column 1': found a character of value 0, as UTF-16 without a byte order mark has them, needed UTF-8, or UTF-16 with the mark.",
            Csv.Defect(() => Csv.Read(Encoding.Unicode.GetBytes("x,y\nz,y"), new CsvOptions { HasHeader = false })));
    }

    [Fact]
    public void Too_many_columns_and_too_long_a_row_are_refused()
    {
        string wide = string.Concat(Enumerable.Repeat("1,", 200_000));
        Assert.Equal("test.csv, line 1: found 200001 columns, needed at most 100000.", Csv.Defect(wide));
        Assert.Equal(
            "test.csv, line 1: found a row of more than 16,777,216 bytes, perhaps for a quote that is left open, needed a shorter one.",
            Csv.Defect(() => Table.FromCsv(new Endless(), name: Csv.Name)));
    }

    [Fact]
    public void The_place_is_in_the_exception_too()
    {
        InvalidTableException e = Assert.Throws<InvalidTableException>(() => Csv.Read("a,b\n1,1\n2,maybe\n", new CsvOptions { Schema = new TableSchema().Boolean("b") }));
        Assert.Equal((Csv.Name, 3L, "b", "'maybe'"), (e.Source, e.Line, e.Column, e.Found));
        Assert.Null(e.Row);
        Assert.IsAssignableFrom<IOException>(e);
    }

    /// <summary>A first line that never ends: what is read of it is bounded.</summary>
    private sealed class Endless : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => long.MaxValue;

        public override long Position
        {
            get => _position;
            set => _position = value;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Assert.InRange(_position, 0, 100 << 20);
            buffer.AsSpan(offset, count).Fill((byte)'1');
            _position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
