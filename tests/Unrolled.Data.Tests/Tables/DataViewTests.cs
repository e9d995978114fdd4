using Microsoft.ML.Data;

namespace Unrolled.Data.Tests.Tables;

public class DataViewTests
{
    private static readonly DataViewType Pair = new VectorDataViewType(NumberDataViewType.Single, 2);

    [Fact]
    public void Columns_of_all_types_become_columns()
    {
        ListDataView view = new ListDataView(3)
            .With("single", NumberDataViewType.Single, [1.5f, float.NaN, -2f])
            .With("double", NumberDataViewType.Double, [0.1, double.NaN, 3.0])
            .With("member", BooleanDataViewType.Instance, [true, false, true])
            .With("city", TextDataViewType.Instance, ["Oslo".AsMemory(), default, "Rome".AsMemory()])
            .With("named", new KeyDataViewType(typeof(uint), 2), new uint[] { 2, 0, 1 }, "small", "large")
            .With("key", new KeyDataViewType(typeof(byte), 9), [(byte)7, (byte)0, (byte)8])
            .With("when", DateTimeDataViewType.Instance, [new DateTime(2024, 5, 1), new DateTime(2024, 5, 2), new DateTime(2024, 5, 3)])
            .With("point", Pair, [new VBuffer<float>(2, [1, 2]), new VBuffer<float>(2, 1, [5], [1]), new VBuffer<float>(2, [float.NaN, 4])])
            .With("slots", Pair, [new VBuffer<float>(2, [1, 2]), new VBuffer<float>(2, [3, 4]), new VBuffer<float>(2, [5, 6])], "x", "");
        Table table = Table.FromDataView(view);

        Assert.Equal(
            "3 rows of 11 columns: single (number, 1 missing), double (number, 1 missing), member (boolean), city (text, 1 missing), "
            + "named (text, 1 missing), key (text, 1 missing), when (date), point.0 (number, 1 missing), point.1 (number), slots.x (number), slots.1 (number)",
            table.ToString());
        Assert.Equal([1.5f, float.NaN, -2], table.Numbers("single"));
        Assert.Equal([0.1f, float.NaN, 3], table.Numbers("double"));
        Assert.Equal([1, 0, 1], table.Numbers("member"));
        Assert.Equal(["Oslo", null, "Rome"], table.Texts("city"));
        Assert.Equal(["large", null, "small"], table.Texts("named"));
        Assert.Equal(["7", null, "8"], table.Texts("key"));
        Assert.Equal(["2024-05-01", "2024-05-02", "2024-05-03"], table.Texts("when"));
        Assert.Equal([1, 0, float.NaN], table.Numbers("point.0"));
        Assert.Equal([2, 5, 4], table.Numbers("point.1"));
        Assert.Equal([2, 4, 6], table.Numbers("slots.1"));
    }

    [Fact]
    public void Whole_numbers_of_all_sizes_are_numbers()
    {
        ListDataView view = new ListDataView(1)
            .With("a", NumberDataViewType.SByte, [(sbyte)-1]).With("b", NumberDataViewType.Byte, [(byte)2])
            .With("c", NumberDataViewType.Int16, [(short)-3]).With("d", NumberDataViewType.UInt16, [(ushort)4])
            .With("e", NumberDataViewType.Int32, [-5]).With("f", NumberDataViewType.UInt32, [6u])
            .With("g", NumberDataViewType.Int64, [-7L]).With("h", NumberDataViewType.UInt64, [8ul]);
        Assert.Equal([-1, 2, -3, 4, -5, 6, -7, 8], Table.FromDataView(view).Columns.Select(column => column.Number(0)));
    }

    [Fact]
    public void A_schema_takes_what_it_needs_and_a_dataset_comes_of_it()
    {
        ListDataView view = new ListDataView(2)
            .With("point", Pair, [new VBuffer<float>(2, [1, 2]), new VBuffer<float>(2, [3, 4])])
            .With("span", TimeSpanDataViewType.Instance, new TimeSpan[2])
            .With("label", BooleanDataViewType.Instance, [true, false]);
        TableSchema schema = new TableSchema().Number("point.1").Label("label");
        (Dataset samples, Preprocessing preprocessing) = Table.FromDataView(view, schema).ToDataset();

        Assert.Equal(["false", "true"], preprocessing.ClassNames);
        Assert.Equal([-1f], samples.Floats(0).ToArray());
        Assert.Equal(1, samples.Label(0));
    }

    [Fact]
    public void What_cannot_be_read_is_refused()
    {
        Assert.Equal(
            "data view, column 'span': found the type TimeSpan, needed numbers, booleans, texts, keys, dates or a vector of at most 100000 Single.",
            Csv.Defect(() => Table.FromDataView(new ListDataView(1).With("span", TimeSpanDataViewType.Instance, new TimeSpan[1]))));
        Assert.Equal(
            "data view, row 1, column 'x': found Infinity, needed a finite number, or NaN for one that is missing.",
            Csv.Defect(() => Table.FromDataView(new ListDataView(2).With("x", NumberDataViewType.Double, [1.0, 1e99]))));
        Assert.Equal(
            "houses, row 0, column 'p.1': found -Infinity, needed a finite number, or NaN for one that is missing.",
            Csv.Defect(() => Table.FromDataView(
                new ListDataView(1).With("p", Pair, [new VBuffer<float>(2, [1, float.NegativeInfinity])]), name: "houses")));
        Assert.Equal(
            "data view: found no row, needed one at least.",
            Csv.Defect(() => Table.FromDataView(new ListDataView(0).With("x", NumberDataViewType.Single, new float[0]))));
        Assert.Equal(
            "data view: found the columns 'x', needed also 'y'.",
            Csv.Defect(() => Table.FromDataView(new ListDataView(1).With("x", NumberDataViewType.Single, new float[1]), new TableSchema().Number("y"))));
    }
}
