namespace Unrolled.Data.Tests.Tables;

public class TableSchemaTests
{
    private enum Port
    {
        Cherbourg,
        Southampton,
    }

    [Fact]
    public void Attributes_on_a_record_describe_a_schema()
    {
        TableSchema schema = TableSchema.Of<Passenger>();
        Assert.Equal("6 features: Age, sex, Alone, Boarded, Fare, Embarked; label: Survived", schema.ToString());

        (Dataset samples, Preprocessing preprocessing) = Csv.Read(
            """
            Survived,Fare,sex,Age,Alone,Boarded,Embarked,Name
            0,7.25,male,22,1,1912-04-10,Southampton,"Braund, Mr. Owen"
            1,71.28,female,,0,1912-04-11,Cherbourg,"Cumings, Mrs. John"
            """,
            new CsvOptions { Schema = schema }).ToDataset();
        Assert.Equal(
            ["Age", "Age (missing)", "sex=female", "sex=male", "sex=(other)", "Alone", "Boarded", "Fare", "Embarked=Cherbourg", "Embarked=Southampton"],
            preprocessing.InputNames);
        Assert.Equal([0, 0, 0, 1, 0, 1, -1, 0, 0, 1], samples.Floats(0).ToArray());
        Assert.Equal(["0", "1"], preprocessing.ClassNames);
    }

    [Fact]
    public void Attributes_on_properties_do_too() =>
        Assert.Equal("1 feature: rooms; targets: Price, Rent", TableSchema.Of<House>().ToString());

    [Fact]
    public void A_type_that_describes_none_is_refused()
    {
        Assert.Contains("at least one is needed", Assert.Throws<ArgumentException>(() => TableSchema.Of<string>()).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Link is a Uri, but a feature is a number, a bool, a date, a string or an enum.",
            Assert.Throws<ArgumentException>(() => TableSchema.Of<Linked>()).Message);
        Assert.Throws<ArgumentException>(() => TableSchema.Of<TwoLabels>());
    }

    [Fact]
    public void A_schema_is_made_of_what_goes_together()
    {
        TableSchema schema = new TableSchema().Number("a").Target("y").Target("z");
        Assert.Equal((1, null, 2), (schema.Features.Count, schema.LabelName, schema.TargetNames.Count));
        Assert.Throws<ArgumentException>(() => schema.Number("a"));
        Assert.Throws<ArgumentException>(() => schema.Label("b"));
        Assert.Throws<ArgumentException>(() => schema.Target("b", Scaling.None));
        Assert.Throws<ArgumentException>(() => new TableSchema().Label("y").Target("z"));
        Assert.Throws<ArgumentException>(() => new TableSchema().Number(" "));
        Assert.Throws<ArgumentException>(() => new TableSchema().Number("a", missingIndicator: true));
    }

    [Fact]
    public void Preprocessing_says_which_columns_it_needs()
    {
        Preprocessing preprocessing = new Preprocessing(
            [Feature.Number("n"), Feature.Boolean("b"), Feature.Category("c", ["1", "2"])], new Standardizer(new double[4], [1, 1, 1, 1]))
            .WithClasses(["no", "yes"], "y");
        CsvOptions options = new() { Schema = TableSchema.Of(preprocessing) };

        Assert.Equal([2.5f, 1, 1], Csv.Read("c,extra,b,n\n2,?,1,2.5\n", options).ToRows(preprocessing));
        Dataset samples = Csv.Read("c,b,n,y\n2,1,2.5,yes\n", options).ToDataset(preprocessing);
        Assert.Equal(1, samples.Label(0));
        Assert.Equal("test.csv: found the columns 'c', 'n', needed also 'b'.", Csv.Defect("c,n\n1,1\n", options));
    }

    private sealed record Passenger(
        [Feature(Missing = MissingValues.Median, MissingIndicator = true)] float? Age,
        [Feature("sex", Unknown = UnknownCategory.Other)] string Sex,
        [Feature] bool Alone,
        [Feature] DateOnly Boarded,
        [Feature(Scaling = Scaling.MinMax)] double Fare,
        [Feature] Port Embarked,
        [Label] int Survived,
        string Name);

    private sealed class House
    {
        [Feature("rooms")]
        public int Rooms { get; init; }

        [Target(Scaling = Scaling.MinMax)]
        public decimal Price { get; init; }

        [Target(Scaling = Scaling.MinMax)]
        public decimal Rent { get; init; }
    }

    private sealed record Linked([Feature] Uri Link);

    private sealed record TwoLabels([Label] int A, [Label] int B);
}
