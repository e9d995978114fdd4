namespace Unrolled.Data.Tests.Figures;

public sealed class StratifiedTableTests
{
    [Fact]
    public void Each_class_is_in_both_parts_by_its_share()
    {
        Table table = Read(string.Concat(Enumerable.Range(0, 90).Select(row => $"{row},{(row < 60 ? "no" : row < 85 ? "yes" : "perhaps")}\n")));

        (Table training, Table test) = table.StratifiedSplit("answer", testFraction: 0.2, seed: 3);

        Assert.Equal([48, 20, 4], Counts(training));
        Assert.Equal([12, 5, 1], Counts(test));
        Assert.Equal(Enumerable.Range(0, 90), Numbers(training).Concat(Numbers(test)).Order());
        Assert.Equal(Numbers(test), Numbers(table.StratifiedSplit("answer", 0.2, seed: 3).Test));
        Assert.NotEqual(Numbers(test), Numbers(table.StratifiedSplit("answer", 0.2, seed: 4).Test));

        static int[] Counts(Table part) =>
            [.. ((string[])["no", "yes", "perhaps"]).Select(name => Enumerable.Range(0, part.RowCount).Count(row => part["answer"].Text(row) == name))];

        static int[] Numbers(Table part) => [.. Enumerable.Range(0, part.RowCount).Select(row => (int)part["number"].Number(row))];
    }

    [Fact]
    public void A_class_of_one_row_and_a_row_without_class_are_refused_with_their_line()
    {
        AssertRefused(
            "text, line 4, column 'answer': found the only row of the class 'perhaps', needed two at least, one for each part.",
            "1,no\n2,no\n3,perhaps\n4,yes\n5,yes\n");
        AssertRefused("text, line 3, column 'answer': found no value, needed one of 'a', 'b', as no other was there to learn from, or a rule for missing values.",
            "1,a\n2,\n3,b\n4,b\n");

        static void AssertRefused(string message, string rows) => Assert.Equal(
            message, Assert.Throws<InvalidTableException>(() => Read(rows).StratifiedSplit("answer", 0.5, 0)).Message);
    }

    [Fact]
    public void A_fraction_that_leaves_a_class_out_is_refused()
    {
        Table table = Read("1,no\n2,no\n3,yes\n4,yes\n");

        Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => table.StratifiedSplit("answer", 0.25, 0));
        Assert.Throws<ArgumentOutOfRangeException>("testFraction", () => table.StratifiedSplit("answer", 1, 0));
        Assert.Throws<InvalidTableException>(() => table.StratifiedSplit("question", 0.5, 0));
    }

    [Fact]
    public void Columns_can_be_left_out()
    {
        Table table = Read("1,a\n2,b\n");

        Assert.Equal(["answer"], table.Without("number").Columns.Select(column => column.Name));
        Assert.Equal("b", table.Subset([1]).Without("number")["answer"].Text(0));
        Assert.Throws<InvalidTableException>(() => table.Without("question"));
        Assert.Throws<ArgumentException>("columns", () => table.Without("number", "answer"));
    }

    private static Table Read(string rows) => Table.FromCsv(new StringReader("number,answer\n" + rows));
}
