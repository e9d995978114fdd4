using Unrolled.Internal;
using Unrolled.Tests.Numerics;
using Unrolled.Tests.SameBits;

namespace Unrolled.Tests.Functions;

/// <summary>The built-in losses that are types: against their formulas, by finite differences, and where the formulas end.</summary>
public sealed class LossTypeTests
{
    public static TheoryData<string> Names => [.. ReferenceLosses.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_are_those_of_the_formula_and_derivatives_those_of_finite_differences(string name)
    {
        ReferenceLosses.Case loss = ReferenceLosses.All[name];
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            int size = 1 + (round % 7);
            float[] output = loss.Outputs(random, size);
            float[] target = loss.Targets(random, size);
            float[] gradient = new float[size];
            double[] a = Array.ConvertAll(output, x => (double)x);
            double[] y = Array.ConvertAll(target, x => (double)x);

            double expected = loss.Reference(a, y);
            Assert.Equal(expected, loss.Evaluate(output, target, gradient), 2e-7 + (2e-7 * Math.Abs(expected)));
            for (int i = 0; i < size; i++)
            {
                const double step = 1e-6;
                double[] up = [.. a];
                double[] down = [.. a];
                up[i] += step;
                down[i] -= step;
                double slope = (loss.Reference(up, y) - loss.Reference(down, y)) / (2 * step);
                Assert.Equal(slope, gradient[i], 1e-6 + (1e-6 * Math.Abs(slope)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Spans_of_another_length_are_refused_before_anything_is_written(string name)
    {
        ReferenceLosses.Case loss = ReferenceLosses.All[name];
        float[] gradient = [9, 9];
        Assert.Throws<ArgumentException>("target", () => loss.Evaluate([0.5f, 0.5f], [1], gradient));
        Assert.Throws<ArgumentException>("outputGradient", () => loss.Evaluate([0.5f], [1], gradient));
        Assert.Equal([9f, 9f], gradient);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_that_are_not_a_number_show_in_the_loss(string name)
    {
        ReferenceLosses.Case loss = ReferenceLosses.All[name];
        Assert.True(float.IsNaN(loss.Evaluate([float.NaN, float.NaN], [1, 1], new float[2])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string name)
    {
        ReferenceLosses.Case loss = ReferenceLosses.All[name];
        float[] output = loss.Outputs(new Random(1), 5);
        float[] target = loss.Targets(new Random(2), 5);
        float[] gradient = new float[5];
        Assert.Equal(0, Allocation.Of(() => loss.Evaluate(output, target, gradient)));
    }

    [Theory]
    [InlineData("focal", new[] { 0f, 1f }, new[] { 1f, 0f })]
    [InlineData("focal", new[] { 1f, 0f }, new[] { 1f, 0f })]
    [InlineData("focal 0.5", new[] { 1f, 0f }, new[] { 0.5f, 0.5f })]
    [InlineData("binary focal", new[] { 0f, 1f }, new[] { 1f, 0f })]
    [InlineData("binary focal", new[] { 0f, 1f }, new[] { 0f, 1f })]
    [InlineData("binary focal 0.5", new[] { 0f, 1f }, new[] { 0f, 1f })]
    [InlineData("log-cosh", new[] { 1e30f, -1e30f }, new[] { -1e30f, 1e30f })]
    [InlineData("Poisson", new[] { 0f, 0f, 1e30f }, new[] { 1e8f, 0f, 1e30f })]
    [InlineData("hinge", new[] { 1e30f, -1e30f }, new[] { -1f, 1f })]
    [InlineData("Kullback-Leibler", new[] { 0f, 1f }, new[] { 1f, 0f })]
    [InlineData("cosine", new[] { 0f, 0f }, new[] { 1f, 0f })]
    [InlineData("cosine", new[] { 1f, 0f }, new[] { 0f, 0f })]
    [InlineData("cosine", new[] { 3e38f, 3e38f }, new[] { -3e38f, 1e-45f })]
    [InlineData("cosine", new[] { 1e-30f, 1e-45f }, new[] { 1f, 1f })]
    [InlineData("quantile", new[] { 1e30f, -1e30f }, new[] { -1e30f, 1e30f })]
    public void Loss_and_derivatives_stay_finite_at_the_limits(string name, float[] output, float[] target)
    {
        float[] gradient = new float[output.Length];
        Assert.True(float.IsFinite(ReferenceLosses.All[name].Evaluate(output, target, gradient)));
        Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
    }

    [Fact]
    public void What_the_formulas_leave_open_is_as_documented()
    {
        float[] gradient = new float[1];
        float[] gradients = new float[2];
        float ln2 = MathF.Log(2);

        // On the target, and where 1 - y a is 0, the derivative is 0.
        Assert.Equal(0, QuantileLoss.Evaluate([2], [2], gradient));
        Assert.Equal(0, gradient[0]);
        Assert.Equal(0, HingeLoss.Evaluate([-1], [-1], gradient));
        Assert.Equal(0, gradient[0]);

        // Where no events are expected and none was: nothing is lost. An output of 0 counts as 2^-100 where there were.
        Assert.Equal(0, PoissonLoss.Evaluate([0], [0], gradient));
        Assert.Equal(1, gradient[0]);
        Assert.Equal(300 * ln2, PoissonLoss.Evaluate([0], [3], gradient), 1e-4);
        Assert.Equal(-3 * MathF.Pow(2, 100), gradient[0]);

        // A class that has the whole probability, and none of it.
        Assert.Equal(0, FocalLoss.Evaluate([1], [1], gradient));
        Assert.Equal(0, gradient[0]);
        Assert.Equal(100 * ln2, FocalLoss.Evaluate([0], [1], gradient), 1e-4);
        Assert.Equal(100 * ln2, KullbackLeiblerLoss.Evaluate([0], [1], gradient), 1e-4);
        Assert.Equal(24 * ln2, BinaryFocalLoss.Evaluate([1], [0], gradient), 1e-4);
        Assert.Equal(0, KullbackLeiblerLoss.Evaluate([0, 1], [0, 1], gradients));
        Assert.Equal([0f, -1f], gradients);

        // Vectors without direction, and those of opposite ones.
        Assert.Equal(1, CosineLoss.Evaluate([0, 0], [1, 2], gradients));
        Assert.Equal([0f, 0f], gradients);
        Assert.Equal(2, CosineLoss.Evaluate([3, 4], [-6, -8], gradients), 1e-6);
    }

    [Fact]
    public void Small_angles_keep_their_digits()
    {
        float[] gradient = new float[2];
        Assert.Equal(0.5e-10f, CosineLoss.Evaluate([1, 1e-5f], [2, 0], gradient), 1e-16);
        Assert.Equal(1e-5f, gradient[1], 1e-11);
    }

    [Fact]
    public void Three_outputs_learn_the_quartiles()
    {
        float[] gradient = new float[3];
        QuantileLoss.Evaluate([0, 0, 0], [1, 1, 1], gradient);
        Assert.Equal([-0.25f, -0.5f, -0.75f], gradient);
        QuantileLoss.Evaluate([2, 2, 2], [1, 1, 1], gradient);
        Assert.Equal([0.75f, 0.5f, 0.25f], gradient);
    }

    [Fact]
    public void The_member_and_the_type_are_one_loss()
    {
        float[] a = [0.3f, -2, 5, 0];
        float[] y = [0.1f, 4, 5.5f, 1e-4f];
        for (int i = 0; i < a.Length; i++)
        {
            float[] padded = [a[i], 0, 0, 0];
            float[] delta = new float[4];
            float[] gradient = new float[1];
            LossSum losses = default;
            Passes.Sum(Loss.LogCosh)(padded, y.AsSpan(i, 1), 1, 4, 1, delta, ref losses);
            Assert.Equal((float)losses.Total, LogCoshLoss.Evaluate([a[i]], [y[i]], gradient));
            Assert.Equal(delta[0], gradient[0]);
        }
    }

    [Theory]
    [InlineData("focal", new[] { 0.5f, 1.5f }, "output", "output[1] is 1.5, but the focal loss is defined for outputs from 0 to 1, as those of Softmax.")]
    [InlineData("binary focal", new[] { -0.5f, 1f }, "output", "output[0] is -0.5, but the binary focal loss is defined for outputs from 0 to 1, as those of Sigmoid.")]
    [InlineData("Kullback-Leibler", new[] { 0.5f, -0.5f }, "output", "output[1] is -0.5, but the Kullback-Leibler divergence is defined for outputs from 0 to 1, as those of Softmax.")]
    [InlineData("Poisson", new[] { 1f, -0.25f }, "output", "output[1] is -0.25, but the Poisson loss needs outputs of 0 or more, as those of Softplus.")]
    public void Outputs_of_another_activation_are_refused(string name, float[] output, string parameter, string message)
    {
        float[] gradient = [9, 9];
        ArgumentException exception = Assert.Throws<ArgumentException>(
            parameter, () => ReferenceLosses.All[name].Evaluate(output, [1, 1], gradient));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal([9f, 9f], gradient);
    }

    [Theory]
    [InlineData("focal", 2f, "target[1] is 2, but the focal loss needs probabilities, from 0 to 1.")]
    [InlineData("binary focal", -1f, "target[1] is -1, but the binary focal loss needs probabilities, from 0 to 1.")]
    [InlineData("Kullback-Leibler", -1f, "target[1] is -1, but the Kullback-Leibler divergence needs probabilities, from 0 to 1.")]
    [InlineData("Poisson", -1f, "target[1] is -1, but the Poisson loss needs counts, 0 or more.")]
    [InlineData("hinge", 0f, "target[1] is 0, but the hinge loss needs -1 and 1, as WithOneHot(-1, 1) or WithSingleTarget(-1, 1) makes of labels.")]
    public void Targets_that_a_loss_is_not_defined_for_are_refused(string name, float target, string message)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            "target", () => ReferenceLosses.All[name].Evaluate([0.5f, 0.5f], [1, target], new float[2]));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Levels_and_exponents_out_of_range_are_refused()
    {
        InvalidOperationException level = Assert.Throws<InvalidOperationException>(
            () => QuantileLoss<Certain>.Evaluate([0], [1], new float[1]));
        Assert.Equal("Certain.Level of output 0 is 1, but must be between 0 and 1, both excluded.", level.Message);
        InvalidOperationException gamma = Assert.Throws<InvalidOperationException>(
            () => FocalLoss<ReferenceLosses.Gamma<ReferenceLosses.Negative>>.Evaluate([0.5f], [1], new float[1]));
        Assert.Equal("Gamma<Negative>.Gamma is -1, but must be a finite number, 0 or above.", gamma.Message);
    }

    [Fact]
    public void Bits_are_the_same_on_every_machine()
    {
        using var digest = new Digest();
        foreach (ReferenceLosses.Case loss in ReferenceLosses.All.Values)
        {
            var random = new Random(3);
            for (int round = 0; round < 500; round++)
            {
                float[] gradient = new float[1 + (round % 5)];
                float[] output = loss.Outputs(random, gradient.Length);
                float[] target = loss.Targets(random, gradient.Length);
                digest.Add(loss.Evaluate(output, target, gradient));
                digest.Add(gradient);
            }
        }

        Assert.Equal("b2ecb71851db5b83e56c8d44b67e1aff3306bb471ceb8fde11931b29adf8aea6", digest.ToString());
    }

    private readonly struct Certain : IQuantileLevel
    {
        public static double Level(int output, int outputCount) => 1;
    }
}
