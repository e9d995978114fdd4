namespace Unrolled.Tests.Networks;

/// <summary>NaN and infinity are refused where samples enter, by name and place, before anything has changed.</summary>
public sealed class FiniteBatchTests
{
    private static readonly float[] NotFinite = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    [MemberData(nameof(Zoo.Dropping), MemberType = typeof(Zoo))]
    public void The_first_value_that_is_not_finite_is_named(NetworkUnderTest network)
    {
        const int Count = 23;
        (float[] inputs, float[] targets) = ReferenceTests.Batch(network, Count);
        float[] weights = [.. Enumerable.Repeat(1f, Count)];
        float[] before = new float[network.ParameterCount];
        float[] after = new float[network.ParameterCount];
        float[] gradient = new float[network.ParameterCount];
        network.DropoutState = 7;
        network.GetParameters(before);
        foreach (float value in NotFinite)
        {
            foreach (int row in new[] { 0, 17, Count - 1 })
            {
                AssertRefused(inputs, network.InputSize, "input", "inputs", row, value);
                AssertRefused(targets, network.OutputSize, "target", "targets", row, value);
            }
        }

        network.GetParameters(after);
        Assert.Equal(before, after);
        Assert.All(gradient, g => Assert.Equal(0, g));
        Assert.True(network.DropoutState is 7 or 0);

        void AssertRefused(float[] values, int size, string element, string parameter, int row, float value)
        {
            foreach (int column in new[] { 0, size / 2, size - 1 })
            {
                float good = values[(row * size) + column];
                values[(row * size) + column] = value;
                string expected = string.Create(
                    System.Globalization.CultureInfo.InvariantCulture, $"{parameter}: {element} {column} of row {row} is {value}, but must be finite.");
                Refuse(() => network.Train(inputs, targets, 0.1f));
                Refuse(() => network.Train(inputs, targets, weights, 0.1f));
                Refuse(() => network.Gradient(inputs, targets, gradient));
                Refuse(() => network.Gradient(inputs, targets, weights, gradient));
                values[(row * size) + column] = good;

                void Refuse(Action action)
                {
                    ArgumentException error = Assert.Throws<ArgumentException>(parameter, action);
                    Assert.StartsWith(expected, error.Message);
                }
            }
        }
    }

    /// <summary>Every place of batches of every size: in the vectors of the fast look and after them.</summary>
    [Fact]
    public void No_place_is_overlooked()
    {
        var network = new TwoLinear();
        for (int count = 1; count <= 70; count++)
        {
            float[] inputs = new float[2 * count];
            float[] targets = new float[2 * count];
            network.Gradient(inputs, targets, new float[6]);
            for (int i = 0; i < inputs.Length; i++)
            {
                foreach (float value in NotFinite)
                {
                    inputs[i] = value;
                    ArgumentException error = Assert.Throws<ArgumentException>(() => network.Gradient(inputs, targets, new float[6]));
                    Assert.Contains($"input {i % 2} of row {i / 2} is ", error.Message);
                }

                inputs[i] = i % 2 == 0 ? float.MaxValue : float.Epsilon;
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Threads_are_given_nothing_of_it(int threads)
    {
        var network = new Panels(1);
        float[] before = new float[Panels.ParameterCount];
        float[] after = new float[Panels.ParameterCount];
        network.GetParameters(before);
        using var trainer = new ParallelTrainer<Panels>(network, threads);
        float[] inputs = new float[200 * Panels.InputSize];
        float[] targets = new float[200 * Panels.OutputSize];
        inputs[(17 * Panels.InputSize) + 2] = float.NaN;
        Assert.Contains("input 2 of row 17 is NaN", Assert.Throws<ArgumentException>("inputs", () => trainer.Train(inputs, targets, 1)).Message);
        Assert.Contains("input 2 of row 17 is NaN", Assert.Throws<ArgumentException>("inputs", () => trainer.Gradient(inputs, targets, after)).Message);
        inputs[(17 * Panels.InputSize) + 2] = 0;
        targets[^1] = float.NegativeInfinity;
        Assert.Contains(
            "target 31 of row 199 is -Infinity", Assert.Throws<ArgumentException>("targets", () => trainer.Train(inputs, targets, 1)).Message);
        network.GetParameters(after);
        Assert.Equal(before, after);
    }
}
