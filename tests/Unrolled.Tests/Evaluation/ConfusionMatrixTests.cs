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
    public void The_table_has_the_names_of_the_classes()
    {
        const string expected = """
            actual\predicted     Katze       dog  no horse
                       Katze        12         0         3
                         dog         1         4         0
                    no horse         0         0         0
            """;
        ConfusionMatrix named = Example().WithClassNames("Katze", "dog", "no horse");

        Assert.Equal(expected.ReplaceLineEndings("\n"), named.ToString());
        Assert.Equal("dog", named.ClassNames![1]);
        Assert.Equal((20, 16, 0.8), (named.Total, named.Correct, named.Accuracy));
        named.Add(2, 2);
        Assert.Equal(21, named.Total);
        Assert.Null(Example().ClassNames);
    }

    [Fact]
    public void Names_that_do_not_fit_are_refused()
    {
        AssertRefused("The number of names is 1, but there are 3 classes to name.", "a");
        AssertRefused("The number of names is 4, but there are 3 classes to name.", "a", "b", "c", "d");
        AssertRefused("The name of class 1 is empty or has a control character.", "a", " ", "c");
        AssertRefused("The name of class 2 is empty or has a control character.", "a", "b", "c\n");

        static void AssertRefused(string message, params string[] names) => Assert.StartsWith(
            message, Assert.Throws<ArgumentException>("names", () => Example().WithClassNames(names)).Message);
    }

    [Fact]
    public void A_matrix_says_at_which_threshold_it_was_counted()
    {
        Dataset two = Dataset.FromFloats([1f, -1], 1, [1, 0], 2);

        Assert.Equal(0.5f, Evaluator.Confusion(MetricsTests.PassOn<SingleSigmoid>(), two).Threshold);
        Assert.Equal(0f, Evaluator.Confusion(MetricsTests.PassOn<SingleIdentity>(), two).Threshold);
        Assert.Null(Evaluator.Confusion(MetricsTests.PassOn<Regression3>(), Dataset.FromFloats([1f, 2, 3], 3, [1], 3)).Threshold);
        Assert.Equal(0.5f, Evaluator.Confusion(MetricsTests.PassOn<SingleSigmoid>(), two).WithClassNames("no", "yes").Threshold);
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
