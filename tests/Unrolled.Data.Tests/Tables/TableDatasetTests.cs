namespace Unrolled.Data.Tests.Tables;

public class TableDatasetTests
{
    private const string Houses =
        """
        id,area,city,garden,price
        1,100,Oslo,yes,300
        2,50,Rome,no,100
        3,75,Oslo,no,200
        4,,Rome,yes,200
        """;

    private static readonly TableSchema HouseSchema = new TableSchema()
        .Number("area", missing: MissingValues.Mean, missingIndicator: true)
        .Category("city")
        .Boolean("garden")
        .Target("price");

    [Fact]
    public void Numbers_are_scaled_categories_get_an_input_each_and_targets_are_scaled()
    {
        (Dataset samples, Preprocessing preprocessing) = Csv.Read(Houses).ToDataset(HouseSchema);

        Assert.Equal(["area", "area (missing)", "city=Oslo", "city=Rome", "garden"], preprocessing.InputNames);
        Assert.Equal(["price"], preprocessing.TargetNames);

        // Mean 75, population deviation sqrt((625 + 625) / 4) with the mean in the gap.
        double deviation = Math.Sqrt(1250 / 4.0);
        Assert.Equal([(float)(25 / deviation), 0, 1, 0, 1], samples.Floats(0).ToArray());
        Assert.Equal([0, 1, 0, 1, 1], samples.Floats(3).ToArray());
        float[] inputs = new float[5];
        float[] target = new float[1];
        samples.Gather(0, 1, inputs, target);
        Assert.Equal((float)(100 / Math.Sqrt(20_000 / 4.0)), target[0], 6);
    }

    [Fact]
    public void Another_table_is_made_the_same_way_whatever_the_order_of_its_columns()
    {
        Table table = Csv.Read(Houses);
        (Dataset samples, Preprocessing preprocessing) = table.ToDataset(HouseSchema);
        Table other = Csv.Read("price,garden,more,city,area\n200,0,?,Oslo,75\n300,1,?,Oslo,100\n");
        Dataset again = other.ToDataset(preprocessing);

        Assert.Equal(samples.Floats(2).ToArray(), again.Floats(0).ToArray());
        Assert.Equal(samples.Floats(0).ToArray(), again.Floats(1).ToArray());
        Assert.Equal([75, 0, 0, 100, 0, 1], other.ToRows(preprocessing));
    }

    [Fact]
    public void Statistics_are_those_of_the_training_rows_alone()
    {
        Table table = Csv.Read("x,y\n1,a\n3,b\n1000,a\n2000,b\n");
        (_, Preprocessing preprocessing) = table.Subset([0, 1]).ToDataset(new TableSchema().Number("x").Label("y"));

        Assert.Equal((2, 1), (preprocessing.Standardizer.Offsets[0], preprocessing.Standardizer.Scales[0]));
        Assert.Equal(998f, table.Subset([2]).ToDataset(preprocessing).Floats(0)[0]);
    }

    [Fact]
    public void A_split_is_the_one_that_a_dataset_has()
    {
        Table table = Csv.Read("x,y\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i % 2}\n")));
        Dataset samples = Dataset.FromFloats([.. Enumerable.Range(0, 50).Select(i => (float)i)], 1, new int[50], 2);
        (Table training, Table test) = table.Split(0.3, seed: 5);
        (Dataset trainingSamples, Dataset testSamples) = samples.Split(0.3, seed: 5);

        Assert.Equal((35, 15), (training.RowCount, test.RowCount));
        Assert.Equal(Enumerable.Range(0, 15).Select(row => testSamples.Floats(row)[0]), test.Numbers("x"));
        Assert.Equal(Enumerable.Range(0, 35).Select(row => trainingSamples.Floats(row)[0]), training.Numbers("x"));
        Assert.Equal(test.Numbers("x")[3..5], test.Subset([3, 4]).Numbers("x"));
    }

    [Fact]
    public void Classes_are_in_the_order_of_numbers_or_letters()
    {
        static IReadOnlyList<string> Classes(string a, string b, string c) =>
            Csv.Read($"x,y\n1,{a}\n2,{b}\n3,{c}\n").ToDataset(new TableSchema().Number("x").Label("y")).Preprocessing.ClassNames;

        Assert.Equal(["9", "10", "100"], Classes("100", "9", "10"));
        Assert.Equal(["a", "b", "c"], Classes("c", "a", "b"));
        (Dataset samples, Preprocessing given) = Csv.Read("x,y\n1,a\n2,b\n").ToDataset(new TableSchema().Number("x").Label("y", ["c", "b", "a"]));
        Assert.Equal(["c", "b", "a"], given.ClassNames);
        Assert.Equal((2, 1), (samples.Label(0), samples.Label(1)));
    }

    [Fact]
    public void Numbers_and_booleans_may_be_categories_and_dates_numbers()
    {
        Table table = Csv.Read("floor,member,day,y\n3,yes,2024-05-01,1\n10,no,2024-05-03,2\n");
        (Dataset samples, Preprocessing preprocessing) = table.ToDataset(
            new TableSchema().Category("floor").Category("member").Date("day", Scaling.MinMax).Target("y", Scaling.None));

        Assert.Equal(["floor=3", "floor=10", "member=no", "member=yes", "day"], preprocessing.InputNames);
        Assert.Equal([1, 0, 0, 1, 0], samples.Floats(0).ToArray());
        Assert.Equal([0, 1, 1, 0, 1], samples.Floats(1).ToArray());
    }

    [Fact]
    public void A_schema_may_be_found()
    {
        Table table = Csv.Read(
            "id,name,age,city,constant,empty,when,y\n"
            + string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},name{i},{(i == 3 ? "" : $"{i % 7}")},{(i % 2 == 0 ? "Oslo" : "Rome")},7,,2024-05-{i + 1:00},{i % 3}\n")));
        TableSchema schema = table.FindSchema(label: "y");

        Assert.Equal("4 features: id, age, city, when; label: y", schema.ToString());
        Assert.Equal(["name: texts that hardly ever are the same", "constant: the same value in all rows", "empty: no value"], schema.LeftOut);
        (Dataset samples, Preprocessing preprocessing) = table.ToDataset(schema);
        Assert.Equal(["id", "age", "age (missing)", "city=Oslo", "city=Rome", "when"], preprocessing.InputNames);
        Assert.Equal(3, samples.TargetSize);
    }

    [Fact]
    public void A_label_that_only_the_test_rows_have_is_refused()
    {
        Table table = Csv.Read("x,species\n1,setosa\n2,versicolor\n3,virginica\n");
        (_, Preprocessing preprocessing) = table.Subset([0, 1]).ToDataset(new TableSchema().Number("x").Label("species"));

        Assert.Equal(
            "test.csv, line 4, column 'species': found 'virginica', needed one of 'setosa', 'versicolor', as no other was there to learn from.",
            Csv.Defect(() => table.Subset([2]).ToDataset(preprocessing)));
    }

    [Theory]
    [InlineData("area,city,garden,price\n1,Oslo,yes,1\n,Oslo,no,2\n", "test.csv, line 3, column 'area': found no value, needed a number or a date, or a rule for missing values.")]
    [InlineData("area,city,garden,price\n1,Oslo,yes,1\n2,,no,2\n", "test.csv, line 3, column 'city': found no value, needed one of 'Oslo', 'Rome', as no other was there to learn from, or a rule for missing values.")]
    [InlineData("area,city,garden,price\n1,Bonn,yes,1\n", "test.csv, line 2, column 'city': found 'Bonn', needed one of 'Oslo', 'Rome', as no other was there to learn from.")]
    [InlineData("area,city,garden,price\n1,Oslo,yes,1\n2,Oslo,2,2\n", "test.csv, line 3, column 'garden': found '2', needed true or false, yes or no, t or f, y or n, 1 or 0.")]
    [InlineData("area,city,garden,price\n1,Oslo,yes,1\nlarge,Oslo,yes,2\n", "test.csv, line 3, column 'area': found 'large', needed a number or a date.")]
    [InlineData("area,city,garden,price\n1,Oslo,yes,\n", "test.csv, line 2, column 'price': found no value, needed a number or a date, or a rule for missing values.")]
    [InlineData("area,town,garden,price\n1,Oslo,yes,1\n", "test.csv: found the columns 'area', 'town', 'garden', 'price', needed also 'city'.")]
    [InlineData("area,city,garden\n1,Oslo,yes\n", "test.csv: found the columns 'area', 'city', 'garden', needed a column 'price'.")]
    public void A_table_that_does_not_fit_is_refused(string text, string message)
    {
        (_, Preprocessing preprocessing) = Csv.Read(Houses).Subset([0, 1, 2]).ToDataset(
            new TableSchema().Number("area").Category("city").Boolean("garden").Target("price"));
        Assert.Equal(message, Csv.Defect(() => Csv.Read(text).ToDataset(preprocessing)));
    }

    [Theory]
    [InlineData("x,y\n1,a\n1,b\n", "test.csv, column 'x': found '1' in every row, needed values that vary, or a schema without the column.")]
    [InlineData("x,y\nNA,a\nNA,b\n", "test.csv, column 'x': found no value in any row, needed one at least, or a schema without the column.")]
    [InlineData("x,y\n1,a\n2,a\n", "test.csv, column 'y': found the class 'a' alone, needed two at least.")]
    [InlineData("x,y\n1,\n2,\n", "test.csv, column 'y': found no class in any row, needed two at least.")]
    [InlineData("x,y\n1,a\n2,b\n3,\n", "test.csv, line 4, column 'y': found no value, needed one of 'a', 'b', as no other was there to learn from, or a rule for missing values.")]
    public void A_table_that_teaches_nothing_is_refused(string text, string message) =>
        Assert.Equal(message, Csv.Defect(() => Csv.Read(text).ToDataset(new TableSchema().Number("x").Label("y"))));

    [Fact]
    public void Too_many_classes_are_refused()
    {
        string text = "x,y\n" + string.Concat(Enumerable.Range(0, 1001).Select(i => $"{i},{i}\n"));
        Assert.Equal(
            "test.csv, column 'y': found more than 1000 different values, needed categories or classes, of which a network has an input or output each.",
            Csv.Defect(() => Csv.Read(text).ToDataset(new TableSchema().Number("x").Label("y"))));
    }

    [Fact]
    public void Wrong_calls_are_refused()
    {
        Table table = Csv.Read(Houses);
        Assert.Throws<InvalidOperationException>(() => table.ToDataset());
        Assert.Throws<ArgumentException>(() => table.ToDataset(new TableSchema().Label("city")));
        Assert.Throws<ArgumentException>(() => table.ToDataset(new TableSchema().Number("area")));
        Assert.Throws<ArgumentException>(() => table.ToDataset(new Preprocessing([Feature.Number("id")], new Standardizer([0], [1]))));
        Assert.Throws<ArgumentException>(() => table.FindSchema());
        Assert.Throws<ArgumentException>(() => table.FindSchema("city", "price"));
        Assert.Throws<InvalidTableException>(() => table.FindSchema(target: "city"));
        Assert.Throws<InvalidTableException>(() => table.FindSchema(target: "cost"));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Split(1, 0));
        Assert.Throws<InvalidOperationException>(() => table.Subset([1]).Split(0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Subset([4]));
        Assert.Throws<ArgumentException>(() => table.Subset([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => table["area"].Number(4));
        Assert.Throws<InvalidOperationException>(() => table["city"].Number(0));
    }
}
