namespace Unrolled.Tests;

public class ConfusionMatrixTests
{
    [Fact]
    public void Rows_are_actual_classes_and_columns_predicted_ones()
    {
        ConfusionMatrix matrix = Example();

        Assert.Equal(12, matrix[0, 0]);
        Assert.Equal(3, matrix[0, 2]);
        Assert.Equal(0, matrix[2, 0]);
        Assert.Equal(1, matrix[1, 0]);
    }

    [Fact]
    public void Accuracy_recall_and_precision_come_from_the_counts()
    {
        ConfusionMatrix matrix = Example();

        Assert.Equal(20, matrix.Total);
        Assert.Equal(16, matrix.Correct);
        Assert.Equal(0.8, matrix.Accuracy);
        Assert.Equal(12.0 / 15, matrix.Recall(0));
        Assert.Equal(12.0 / 13, matrix.Precision(0));
        Assert.Equal(double.NaN, matrix.Recall(2));
        Assert.Equal(double.NaN, new ConfusionMatrix(2).Accuracy);
    }

    [Fact]
    public void F1_and_the_macro_averages_come_from_the_counts()
    {
        ConfusionMatrix matrix = Example();

        Assert.Equal(2 * 12 / (15.0 + 13), matrix.F1(0));
        Assert.Equal(2 * 4 / (5.0 + 4), matrix.F1(1));
        Assert.Equal(0, matrix.F1(2));
        Assert.Equal((12 / 13.0 + 1 + 0) / 3, matrix.MacroPrecision, 1e-15);
        Assert.Equal((12 / 15.0 + 4 / 5.0 + 0) / 3, matrix.MacroRecall, 1e-15);
        Assert.Equal((24 / 28.0 + 8 / 9.0 + 0) / 3, matrix.MacroF1, 1e-15);
        Assert.Equal(double.NaN, new ConfusionMatrix(2).F1(1));
        Assert.Equal(0, new ConfusionMatrix(2).MacroF1);
    }

    [Fact]
    public void Prints_a_table_with_aligned_columns()
    {
        const string expected = """
            actual\predicted   0   1   2
                           0  12   0   3
                           1   1   4   0
                           2   0   0   0
            """;

        Assert.Equal(expected.ReplaceLineEndings("\n"), Example().ToString());
    }

    [Fact]
    public void A_class_that_does_not_exist_is_refused()
    {
        var matrix = new ConfusionMatrix(3);

        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => new ConfusionMatrix(1));
        Assert.Throws<ArgumentOutOfRangeException>("predicted", () => matrix.Add(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => matrix.Add(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => matrix[3, 0]);
        Assert.Equal(0, matrix.Total);
    }

    private static ConfusionMatrix Example()
    {
        var matrix = new ConfusionMatrix(3);
        Repeat(12, 0, 0);
        Repeat(3, 0, 2);
        Repeat(1, 1, 0);
        Repeat(4, 1, 1);
        return matrix;

        void Repeat(int times, int actual, int predicted)
        {
            for (int i = 0; i < times; i++)
            {
                matrix.Add(actual, predicted);
            }
        }
    }
}
