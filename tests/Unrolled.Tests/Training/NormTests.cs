using Unrolled.Internal;
using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>Bounds on norms whose squares no float can hold.</summary>
public sealed class NormTests
{
    private static readonly int[] Lengths = [1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 64, 100];

    [Theory]
    [InlineData(1e20f, 1f)]
    [InlineData(float.MaxValue, 1e-30f)]
    [InlineData(float.MaxValue, 1e38f)]
    [InlineData(1e-24f, 2.5e-25f)]
    [InlineData(1e-38f, 1e-39f)]
    [InlineData(3f, 2f)]
    public void A_gradient_of_any_size_is_scaled_to_the_norm(float value, float most)
    {
        foreach (int length in Lengths)
        {
            var gradient = new AlignedBuffer(length);
            gradient.Span.Fill(value);
            gradient.Span[0] = -value;
            Clip(gradient, most);

            double expected = most / Math.Sqrt(length);
            double tolerance = (1e-6 * expected) + float.Epsilon;
            Assert.Equal(-expected, gradient.Span[0], tolerance);
            Assert.All(gradient.Span[1..].ToArray(), g => Assert.Equal(expected, g, tolerance));
        }
    }

    [Fact]
    public void A_gradient_within_the_norm_stays_as_it_is()
    {
        var gradient = new AlignedBuffer(2);
        gradient.Span[0] = 3e30f;
        gradient.Span[1] = 4e30f;
        Clip(gradient, 5e30f);
        Assert.Equal([3e30f, 4e30f], gradient.Span.ToArray());
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void A_gradient_that_is_not_finite_is_not_made_to_look_so(float value)
    {
        var gradient = new AlignedBuffer(2);
        gradient.Span[0] = 7;
        gradient.Span[1] = value;
        Clip(gradient, 1);
        Assert.Equal([7, value], gradient.Span.ToArray());
    }

    [Fact]
    public void The_step_of_a_clipped_gradient_has_the_norm()
    {
        // g = (a - y) x = 1e20 for the weight and 1e10 for the bias.
        var network = new Regression();
        network.SetParameters([0, 0]);
        Dataset data = Dataset.FromFloats([1e10f], 1, [-1e10f], 1);
        Trainer.Train(network, data, new TrainingOptions { Epochs = 1, BatchSize = 1, LearningRate = 1, Clipping = new() { Norm = 1 } });
        float[] parameters = new float[2];
        network.GetParameters(parameters);
        Assert.Equal(-1, parameters[0], 1e-6f);
        Assert.Equal(-1e-10f, parameters[1], 1e-16f);
    }

    [Theory]
    [InlineData(2e19f, 2f)]
    [InlineData(float.MaxValue, 1e-3f)]
    [InlineData(1e-24f, 1e-25f)]
    public void The_weights_of_a_unit_of_any_size_are_scaled_to_the_norm(float value, float most)
    {
        AssertMaxNorm<Xor>(value, most);
        AssertMaxNorm<Networks.Panels>(value, most);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_not_made_to_look_so()
    {
        float[] parameters = [1, float.PositiveInfinity, 3, 4, 0, 0];
        var network = new TwoLinear();
        network.SetParameters(parameters);
        MaxNorm.Apply(((INetwork<TwoLinear>)network).Block.Span, Layout<TwoLinear>().Parts, 1);
        network.GetParameters(parameters);
        Assert.Equal([1, float.PositiveInfinity, 3 / 5f, 4 / 5f, 0, 0], parameters);
    }

    private static void Clip(AlignedBuffer gradient, float most) =>
        GradientClipper.Clip(gradient, new GradientClipping { Norm = most }, [new ParameterGroup(0, gradient.Length, [])]);

    private static void AssertMaxNorm<TNetwork>(float value, float most) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        float[] parameters = new float[TNetwork.ParameterCount];
        parameters.AsSpan().Fill(value);
        network.SetParameters(parameters);
        MaxNorm.Apply(network.Block.Span, TNetwork.Layout.Parts, most);
        network.GetParameters(parameters);
        int offset = 0;
        for (int l = 1; l < TNetwork.Layers.Length; l++)
        {
            int fanIn = TNetwork.Layers[l - 1];
            int weights = fanIn * TNetwork.Layers[l];
            double expected = Math.Min(value, most / Math.Sqrt(fanIn));
            Assert.All(parameters.Skip(offset).Take(weights), w => Assert.Equal(expected, w, 1e-6 * expected));
            Assert.All(parameters.Skip(offset + weights).Take(TNetwork.Layers[l]), b => Assert.Equal(value, b));
            offset += weights + TNetwork.Layers[l];
        }
    }

    private static BlockLayout Layout<TNetwork>() where TNetwork : class, INetwork<TNetwork> => TNetwork.Layout;
}
