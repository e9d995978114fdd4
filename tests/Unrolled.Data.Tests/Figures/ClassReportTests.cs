namespace Unrolled.Data.Tests.Figures;

public sealed class ClassReportTests
{
    [Fact]
    public void Each_class_has_a_line_with_its_name()
    {
        ConfusionMatrix matrix = Matrix().WithClassNames("setosa", "versicolor", "virginica");

        Assert.Equal(
            "     class  precision  recall      F1  samples\n"
            + "    setosa     0.7500  1.0000  0.8571        3\n"
            + "versicolor     1.0000  0.5000  0.6667        2\n"
            + " virginica        NaN     NaN     NaN        0\n"
            + "     macro     0.5833  0.5000  0.5079        5\n"
            + "accuracy 0.8000",
            matrix.Report());
    }

    [Fact]
    public void Without_names_classes_have_numbers() => Assert.Contains("\n    0     0.7500", Matrix().Report(), StringComparison.Ordinal);

    [Fact]
    public void The_support_of_a_class_is_the_number_of_its_samples()
    {
        Assert.Equal([3, 2, 0], Enumerable.Range(0, 3).Select(Matrix().Support));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => Matrix().Support(3));
        Assert.Equal(5, new BinaryCounts(2, 7, 3, 11).Support);
    }

    private static ConfusionMatrix Matrix()
    {
        ConfusionMatrix matrix = new(3);
        foreach ((int actual, int predicted) in ((int, int)[])[(0, 0), (0, 0), (0, 0), (1, 0), (1, 1)])
        {
            matrix.Add(actual, predicted);
        }

        return matrix;
    }
}
