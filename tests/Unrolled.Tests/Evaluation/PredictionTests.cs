namespace Unrolled.Tests;

public class PredictionTests
{
    [Theory]
    [InlineData(new[] { 0.1f, 0.7f, 0.2f }, 1)]
    [InlineData(new[] { -3f, -2f, -1f }, 2)]
    [InlineData(new[] { 5f, 5f, 1f }, 0)]
    [InlineData(new[] { 0.6f, 0.4f }, 0)]
    public void Several_outputs_predict_the_first_of_the_largest(float[] outputs, int expected) =>
        Assert.Equal(expected, Prediction.FromOutputs(outputs, Activation.Sigmoid));

    [Theory]
    [InlineData(Activation.Sigmoid, 0.5f)]
    [InlineData(Activation.Softmax, 0.5f)]
    [InlineData(Activation.Step, 0.5f)]
    [InlineData(Activation.Identity, 0f)]
    [InlineData(Activation.Tanh, 0f)]
    [InlineData(Activation.ReLU, 0f)]
    [InlineData(Activation.LeakyReLU, 0f)]
    [InlineData(Activation.Sign, 0f)]
    public void A_single_output_predicts_1_above_the_midpoint(Activation activation, float midpoint)
    {
        Assert.Equal(0, Prediction.FromOutputs([midpoint], activation));
        Assert.Equal(1, Prediction.FromOutputs([MathF.BitIncrement(midpoint)], activation));
        Assert.Equal(0, Prediction.FromOutputs([MathF.BitDecrement(midpoint)], activation));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(10, 10)]
    public void A_single_output_separates_two_classes(int outputs, int classes) => Assert.Equal(classes, Prediction.ClassCount(outputs));
}
