namespace Unrolled.Tests.Networks;

/// <summary>Outputs and loss by one forward pass: they must be those that two other methods give.</summary>
public sealed class SumLossesTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void It_is_the_loss_of_the_gradient_with_the_outputs_of_the_forward_pass(NetworkUnderTest network)
    {
        network.Reset(3);
        foreach (int count in (int[])[1, 2, 33, 700])
        {
            (float[] inputs, float[] targets) = network.Samples(count);
            float[] outputs = new float[targets.Length];
            float[] expected = new float[targets.Length];
            network.ForwardBatch(inputs, expected);

            double loss = network.SumLosses(inputs, targets, outputs);

            Assert.Equal(expected, outputs);
            double mean = network.Gradient(inputs, targets, new float[network.ParameterCount]);
            Assert.Equal(mean * count, loss, 1e-6 * Math.Abs(loss));
        }
    }

    [Fact]
    public void Wrong_lengths_are_refused_and_nothing_is_written()
    {
        INetwork<Control> network = new Control();
        float[] outputs = [7, 7, 7];

        Assert.Throws<ArgumentException>("inputs", () => network.SumLosses(new float[7], new float[2], outputs));
        Assert.Throws<ArgumentException>("inputs", () => network.SumLosses([], [], outputs));
        Assert.Throws<ArgumentException>("targets", () => network.SumLosses(new float[4], new float[3], outputs));
        Assert.Throws<ArgumentException>("outputs", () => network.SumLosses(new float[4], new float[2], outputs));
        Assert.Equal([7, 7, 7], outputs);
    }
}
