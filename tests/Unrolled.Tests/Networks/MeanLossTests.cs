namespace Unrolled.Tests.Networks;

/// <summary>The loss without a gradient must be the one that comes with it.</summary>
public sealed class MeanLossTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void It_is_the_loss_that_the_gradient_returns(NetworkUnderTest network)
    {
        network.Reset(3);
        foreach (int count in (int[])[1, 2, 33, 700])
        {
            (float[] inputs, float[] targets) = network.Samples(count);
            float[] weights = [.. Enumerable.Range(0, count).Select(i => i % 3 * 0.5f)];
            float[] gradient = new float[network.ParameterCount];

            Assert.Equal(network.Gradient(inputs, targets, gradient), network.MeanLoss(inputs, targets));
            float weighted = network.Gradient(inputs, targets, weights, gradient);
            Assert.Equal(weighted, network.MeanLoss(inputs, targets, weights), 1e-6f * Math.Abs(weighted));
        }
    }

    [Fact]
    public void A_sample_of_weight_0_may_hold_anything()
    {
        Control network = new(1);
        float[] inputs = new float[3 * Control.InputSize];
        float[] targets = [.. Enumerable.Repeat(0.5f, 3 * Control.OutputSize)];
        float[] weights = [1, 0, 2];
        float expected = network.MeanLoss(inputs, targets, weights);
        inputs[Control.InputSize] = float.NaN;
        targets[Control.OutputSize] = float.NegativeInfinity;

        Assert.Equal(expected, network.MeanLoss(inputs, targets, weights));
    }

    [Fact]
    public void What_the_gradient_refuses_is_refused()
    {
        Control network = new(1);

        Refuse("inputs", [], []);
        Refuse("inputs", new float[7], new float[2]);
        Refuse("targets", new float[4], new float[3]);
        Refuse("inputs", [0, 0, 0, float.NaN], [0, 0]);
        Refuse("targets", [0, 0, 0, 0], [0, float.PositiveInfinity]);
        Assert.Throws<ArgumentException>("sampleWeights", () => network.MeanLoss([0, 0, 0, 0], [0, 0], [-1]));
        Assert.Throws<ArgumentException>("sampleWeights", () => network.MeanLoss([0, 0, 0, 0], [0, 0], [1, 1]));

        void Refuse(string parameter, float[] inputs, float[] targets)
        {
            Assert.Throws<ArgumentException>(parameter, () => network.Gradient(inputs, targets, new float[Control.ParameterCount]));
            Assert.Throws<ArgumentException>(parameter, () => network.MeanLoss(inputs, targets));
        }
    }

    [Fact]
    public void It_allocates_nothing()
    {
        Control network = new(1);
        float[] inputs = new float[700 * Control.InputSize];
        float[] targets = new float[700 * Control.OutputSize];
        float[] weights = new float[700];

        Assert.Equal(0, Allocation.Of(() => network.MeanLoss(inputs, targets)));
        Assert.Equal(0, Allocation.Of(() => network.MeanLoss(inputs, targets, weights)));
    }
}
