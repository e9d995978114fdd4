namespace Unrolled.Data.Tests.Transforms;

[Network(8, 1)]
public sealed partial class Boarding;

public sealed class RecordEncoderTests
{
    private static readonly Feature[] s_features =
    [
        Feature.Category("sex", ["female", "male"], UnknownCategory.Zeros),
        Feature.Number("Age", missing: MissingValues.Mean),
        Feature.Boolean("Alone"),
        Feature.Number("Boarded"),
        Feature.Category("Port", ["Cherbourg", "Southampton"]),
        Feature.Number("Fare"),
    ];

    private static readonly Preprocessing s_preprocessing =
        Preprocessing.Fit(s_features, [0, 31, 1, -21_082, 0, 8.05f, 1, 40, 0, -21_081, 1, 26]).WithClasses(["lost", "saved"]);

    private enum Port
    {
        Cherbourg,
        Southampton,
        Queenstown,
    }

    private sealed record Passenger(
        [Feature] float? Age,
        [Feature("sex")] string Sex,
        [Feature] DateOnly Boarded,
        [Feature] Port Port,
        [Feature] decimal Fare,
        [Label] bool Survived)
    {
        [Feature]
        public bool Alone { get; init; }
    }

    [Fact]
    public void A_record_is_answered_as_the_row_that_it_stands_for()
    {
        Pipeline<Boarding> pipeline = new(new Boarding(1), s_preprocessing);
        RowEncoder<Passenger> encoder = RecordEncoder.Of<Passenger>(s_preprocessing);
        Passenger passenger = new(22.5f, "male", new DateOnly(1912, 4, 10), Port.Southampton, 7.25m, false) { Alone = true };
        Assert.Equal(pipeline.Predict([1, 22.5f, 1, -21_085, 1, 7.25f]).Values, pipeline.Predict(passenger, encoder).Values);
        Passenger other = passenger with { Age = null, Sex = "unknown", Alone = false };
        Assert.Equal(pipeline.Predict([-1, float.NaN, 0, -21_085, 1, 7.25f]).Values, pipeline.Predict(other, encoder).Values);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        RowEncoder<Passenger> encoder = RecordEncoder.Of<Passenger>(s_preprocessing);
        Passenger passenger = new(22, "male", new DateOnly(1912, 4, 10), Port.Queenstown, 7, false);
        Assert.StartsWith(
            "Feature 'Port' was given 'Queenstown'; one of 'Cherbourg', 'Southampton'",
            Assert.Throws<ArgumentException>(() => encoder(passenger, new float[6])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Feature 'Age' was given 'young'; a number or a date is needed.",
            Assert.Throws<ArgumentException>(() => RecordEncoder.Of<Young>(Preprocessing.Fit([Feature.Number("Age")], [1]))(new Young("young"), new float[1])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Age is a Uri, but a feature is",
            Assert.Throws<ArgumentException>(() => RecordEncoder.Of<Linked>(Preprocessing.Fit([Feature.Number("Age")], [1]))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Young has no property with [Feature] for 'sex', 'Alone', 'Boarded', 'Port', 'Fare', but one for each feature is needed.",
            Assert.Throws<ArgumentException>("preprocessing", () => RecordEncoder.Of<Young>(s_preprocessing)).Message,
            StringComparison.Ordinal);
    }

    private sealed record Linked([Feature] Uri Age);

    private sealed record Young([Feature] string Age);
}
