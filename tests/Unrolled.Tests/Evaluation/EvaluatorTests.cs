namespace Unrolled.Tests;

public class EvaluatorTests
{
    // More samples than are computed at a time, and not a multiple of that.
    private const int Many = (2 * Evaluator.ChunkSize) + 7;

    [Theory]
    [InlineData(1)]
    [InlineData(Evaluator.ChunkSize)]
    [InlineData(Many)]
    public void Accuracy_is_the_fraction_that_Predict_gets_right(int count)
    {
        SoftmaxRegression network = SoftmaxRegression.Create(5);
        Dataset data = SoftmaxRegression.Data(count, 3);
        float[] inputs = new float[2 * count];
        data.GatherInputs(0, count, inputs);
        int correct = Enumerable.Range(0, count).Count(i => network.Predict(inputs.AsSpan(2 * i, 2)) == data.Label(i));

        Assert.Equal((double)correct / count, Evaluator.Accuracy(network, data));
    }

    [Fact]
    public void The_confusion_matrix_counts_every_sample_in_the_row_of_its_label()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(5);
        Dataset data = SoftmaxRegression.Data(Many, 3);

        ConfusionMatrix matrix = Evaluator.Confusion(network, data);

        Assert.Equal(3, matrix.ClassCount);
        Assert.Equal(Many, matrix.Total);
        for (int actual = 0; actual < 3; actual++)
        {
            long labelled = Enumerable.Range(0, Many).Count(row => data.Label(row) == actual);
            Assert.Equal(labelled, matrix[actual, 0] + matrix[actual, 1] + matrix[actual, 2]);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    public void With_a_single_output_the_targets_are_0_and_1_or_minus_1_and_1(float negative)
    {
        Dataset data = Dataset.FromFloats([2f, 3f, -1f, -2f, -3f], 1, [1f, negative, negative, 1f, negative], 1);

        AssertOneOfEachMistake(Evaluator.Confusion(new RecordingNetwork(), data));
    }

    [Fact]
    public void With_a_single_output_two_labels_will_do_as_well()
    {
        Dataset data = Dataset.FromFloats([2f, 3f, -1f, -2f, -3f], 1, [1, 0, 0, 1, 0], 2);

        AssertOneOfEachMistake(Evaluator.Confusion(new RecordingNetwork(), data));
    }

    [Fact]
    public void Targets_without_labels_count_as_the_class_of_the_largest()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(5);
        Dataset labelled = SoftmaxRegression.Data(Many, 3);
        float[] inputs = new float[2 * Many];
        float[] targets = new float[3 * Many];
        labelled.Gather(0, Many, inputs, targets);

        ConfusionMatrix matrix = Evaluator.Confusion(network, Dataset.FromFloats(inputs, 2, targets, 3));

        Assert.Equal(Evaluator.Confusion(network, labelled).ToString(), matrix.ToString());
    }

    [Fact]
    public void The_mean_loss_weights_every_sample_alike()
    {
        // The loss of a sample is its number, so that the mean over 0 ... n - 1 is known.
        Assert.Equal((Many - 1) / 2.0, Evaluator.MeanLoss(new RecordingNetwork(), RecordingNetwork.Data(Many)), 1e-3);
    }

    [Fact]
    public void The_mean_loss_is_that_of_the_gradient_and_needs_no_labels()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(5);
        float[] inputs = [1f, 2f, -1f, 0.5f];
        float[] targets = [1f, 0f, 0f, 0f, 0f, 1f];

        double loss = Evaluator.MeanLoss(network, Dataset.FromFloats(inputs, 2, targets, 3));

        Assert.Equal(network.Gradient(inputs, targets, new float[9]), loss);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Evaluating_again_allocates_nothing(bool labels)
    {
        SoftmaxRegression network = SoftmaxRegression.Create(5);
        Dataset data = labels ? SoftmaxRegression.Data(Many, 3) : Dataset.FromFloats(new float[2 * Many], 2, new float[3 * Many], 3);
        var classification = new Classification<SoftmaxRegression>(data);
        ConfusionMatrix first = classification.Run(network);
        long correct = first.Correct;

        ConfusionMatrix second = first;
        Assert.Equal(0, Allocation.Of(() => second = classification.Run(network)));
        Assert.Equal(Many, second.Total);
        Assert.Equal(correct, second.Correct);
    }

    [Fact]
    public void Data_of_another_shape_is_refused()
    {
        SoftmaxRegression network = SoftmaxRegression.Create(5);
        Dataset threeInputs = Dataset.FromFloats(new float[3], 3, [0], 3);
        Dataset twoClasses = Dataset.FromFloats(new float[2], 2, [0], 2);

        const string inputs = "The dataset has 3 inputs per sample, but SoftmaxRegression takes 2.";
        AssertRefused(inputs, () => Evaluator.Accuracy(network, threeInputs));
        AssertRefused(inputs, () => Evaluator.MeanLoss(network, threeInputs));
        const string outputs = "The dataset has 2 targets per sample, but SoftmaxRegression has 3 outputs.";
        AssertRefused(outputs, () => Evaluator.Confusion(network, twoClasses));
        AssertRefused(outputs, () => Evaluator.MeanLoss(network, twoClasses));
        AssertRefused("The dataset has no samples, but at least 1 is needed.", () => Evaluator.Accuracy(network, twoClasses.Take(0)));

        static void AssertRefused(string message, Func<object> call) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>("data", call).Message);
    }

    // For the samples 2, 3, -1, -2, -3, which RecordingNetwork takes for the classes 1, 1, 0, 0, 0; they are 1, 0, 0, 1, 0.
    private static void AssertOneOfEachMistake(ConfusionMatrix matrix)
    {
        Assert.Equal(2, matrix.ClassCount);
        Assert.Equal(1, matrix[1, 1]);
        Assert.Equal(1, matrix[0, 1]);
        Assert.Equal(1, matrix[1, 0]);
        Assert.Equal(2, matrix[0, 0]);
    }
}
