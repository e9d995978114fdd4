namespace Unrolled.Tests.Networks;

/// <summary>Gradients and steps by a loss of the caller's.</summary>
public sealed class ChosenLossTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void The_own_loss_written_anew_gives_the_own_gradient(NetworkUnderTest network)
    {
        if (network.Loss != Loss.MeanSquaredError)
        {
            return;
        }

        ReferenceTests.Randomise(network);
        foreach (int count in new[] { 1, 7, 20, network.ChunkSize + 1 })
        {
            (float[] inputs, float[] targets) = network.Samples(count);
            float[] expected = new float[network.ParameterCount];
            float[] gradient = new float[network.ParameterCount];
            float expectedLoss = network.Gradient(inputs, targets, expected);
            Assert.Equal(expectedLoss, network.Gradient<SquaredLoss>(inputs, targets, gradient), 1e-5f);
            BackwardTests.AssertClose(Array.ConvertAll(expected, g => (double)g), gradient, "parameter");
        }
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void A_step_goes_down_the_gradient_whatever_the_signs_of_the_weights(NetworkUnderTest network)
    {
        const float Rate = 0.125f;
        float[] gradient = new float[network.ParameterCount];
        float[] before = new float[network.ParameterCount];
        float[] after = new float[network.ParameterCount];
        foreach (int count in new[] { 1, 7, 20, network.ChunkSize + 1 })
        {
            ReferenceTests.Randomise(network);
            network.GetParameters(before);
            (float[] inputs, float[] targets) = network.Samples(count);
            float[] weights = [.. Enumerable.Range(0, count).Select(i => (i % 4) - 1.5f)];
            weights[count / 2] = 0;
            inputs.AsSpan(count / 2 * network.InputSize, network.InputSize).Fill(float.NaN);
            if (network.Loss == Loss.Perceptron)
            {
                Assert.Contains(
                    "of all losses Perceptron alone",
                    Assert.Throws<NotSupportedException>(() => network.Train<QuarticLoss>(inputs, targets, weights, Rate)).Message);
                Assert.Throws<NotSupportedException>(() => network.Gradient<QuarticLoss>(inputs, targets, weights, gradient));
                continue;
            }

            float loss = network.Gradient<QuarticLoss>(inputs, targets, weights, gradient);
            bool drops = network.Name.StartsWith("Dropping", StringComparison.Ordinal);
            float trained = network.Train<QuarticLoss>(inputs, targets, weights, Rate);
            network.GetParameters(after);
            if (!drops)
            {
                Assert.Equal(loss, trained);
                double scale = gradient.Max(Math.Abs);
                for (int i = 0; i < after.Length; i++)
                {
                    double expected = before[i] - (Rate * (double)gradient[i]);
                    Assert.True(Math.Abs(expected - after[i]) <= 1e-6 * (Math.Abs(expected) + scale), $"batch {count}, parameter {i}");
                }
            }

            Assert.Equal(drops ? 1UL : 0, network.DropoutState);
            network.DropoutState = 0;
        }
    }

    [Fact]
    public void A_class_does_what_a_struct_does()
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Odd>();
        (float[] inputs, float[] targets) = network.Samples(17);
        float[] expected = new float[network.ParameterCount];
        float[] gradient = new float[network.ParameterCount];
        Assert.Equal(network.Gradient<QuarticLoss>(inputs, targets, expected), network.Gradient<QuarticLossClass>(inputs, targets, gradient));
        Assert.Equal(expected, gradient);
    }

    [Theory]
    [InlineData(100, typeof(NotFiniteLossException), "FaultyLoss gave NaN for sample 4, counted from 0, but a finite number is needed. The network has not changed.")]
    [InlineData(101, typeof(NotFiniteLossException), "as its derivative by output 1 for sample 4")]
    [InlineData(102, typeof(IndexOutOfRangeException), "")]
    [InlineData(103, typeof(TimeoutException), "")]
    public void A_loss_that_goes_wrong_changes_nothing(int fault, Type expected, string message)
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Control>();
        foreach (int count in new[] { 5, network.ChunkSize + 5 })
        {
            (float[] inputs, float[] targets) = network.Samples(count);
            float[] before = new float[network.ParameterCount];
            float[] after = new float[network.ParameterCount];
            float[] gradient = [.. Enumerable.Repeat(7f, network.ParameterCount)];
            network.GetParameters(before);
            int sample = count == 5 ? 4 : network.ChunkSize + 4;
            targets[sample * network.OutputSize] = fault;
            Exception error = Assert.Throws(expected, () => network.Train<FaultyLoss>(inputs, targets, 0.1f));
            Assert.Contains(message.Replace("sample 4", $"sample {Wording.Number(sample)}", StringComparison.Ordinal), error.Message);
            Assert.Throws(expected, () => network.Gradient<FaultyLoss>(inputs, targets, gradient));
            network.GetParameters(after);
            Assert.Equal(before, after);
            Assert.All(gradient, g => Assert.Equal(7, g));

            // And goes on where the fault is gone.
            targets[sample * network.OutputSize] = 0;
            network.Train<FaultyLoss>(inputs, targets, 0.1f);
        }
    }

    [Fact]
    public void Derivatives_that_are_not_written_are_0()
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Control>();
        (float[] inputs, float[] targets) = network.Samples(6);
        float[] gradient = [.. Enumerable.Repeat(7f, network.ParameterCount)];
        Assert.Equal(0.5f, network.Gradient<SilentLoss>(inputs, targets, gradient));
        Assert.All(gradient, g => Assert.Equal(0, g));
    }

    [Fact]
    public void Weights_must_be_finite()
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Control>();
        (float[] inputs, float[] targets) = network.Samples(2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.Train<QuarticLoss>(inputs, targets, [1, float.NaN], 0.1f));
        Assert.Equal("sampleWeights[1] is NaN, but a weight must be finite. (Parameter 'sampleWeights')", error.Message);
        Assert.Throws<ArgumentException>(() => network.Train(inputs, targets, [1, -1], 0.1f));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var network = new Digits(1);
        float[] inputs = new float[33 * Digits.InputSize];
        float[] targets = [.. Enumerable.Range(0, 33 * Digits.OutputSize).Select(i => 0.1f * (i % 3))];
        float[] gradient = new float[Digits.ParameterCount];
        Assert.Equal(0, Allocation.Of(() =>
        {
            network.Gradient<QuarticLoss>(inputs, targets, gradient);
            network.Train<QuarticLoss>(inputs, targets, 0.01f);
            network.Train<QuarticLossClass>(inputs, targets, 0.01f);
        }));
    }
}
