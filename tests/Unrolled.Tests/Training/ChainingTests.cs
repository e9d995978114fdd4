using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>Networks chained by their gradients, which learn together. All bits are reproducible, so what they come to is too.</summary>
public sealed class ChainingTests
{
    private const int Batch = 64;

    [Fact]
    public void Two_halves_have_the_gradient_of_the_whole()
    {
        var whole = new Whole(3);
        float[] parameters = new float[Whole.ParameterCount];
        whole.GetParameters(parameters);
        var encoder = new WholeEncoder(1);
        var decoder = new WholeDecoder(2);
        encoder.SetParameters(parameters.AsSpan(0, WholeEncoder.ParameterCount));
        decoder.SetParameters(parameters.AsSpan(WholeEncoder.ParameterCount));
        (float[] inputs, float[] targets) = NetworkUnderTest.Of<Whole>().Samples(30);
        float[] expected = new float[Whole.ParameterCount];
        whole.Gradient(inputs, targets, expected);

        float[] codes = new float[30 * WholeEncoder.OutputSize];
        float[] outputs = new float[targets.Length];
        float[] codeGradients = new float[codes.Length];
        float[] actual = new float[Whole.ParameterCount];
        encoder.ForwardBatch(inputs, codes);
        decoder.ForwardBatch(codes, outputs);
        float[] outputGradients = [.. outputs.Zip(targets, (output, target) => (output - target) / 30)];
        decoder.Backward(codes, outputGradients, actual.AsSpan(WholeEncoder.ParameterCount), codeGradients);
        encoder.Backward(inputs, codeGradients, actual.AsSpan(0, WholeEncoder.ParameterCount), []);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-6f);
        }
    }

    [Fact]
    public void An_autoencoder_of_two_networks_brings_eight_patterns_through_three_numbers()
    {
        const int Count = WholeEncoder.InputSize;
        var encoder = new WholeEncoder(1);
        var decoder = new PatternDecoder(2);
        OptimizerState encoding = Optimizer.Adam().For(encoder);
        OptimizerState decoding = Optimizer.Adam().For(decoder);
        float[] inputs = [.. Enumerable.Range(0, Count * Count).Select(i => i / Count == i % Count ? 1f : 0f)];
        float[] codes = new float[Count * WholeEncoder.OutputSize];
        float[] outputs = new float[inputs.Length];
        float[] outputGradients = new float[inputs.Length];
        float[] codeGradients = new float[codes.Length];
        float[] ofEncoder = new float[WholeEncoder.ParameterCount];
        float[] ofDecoder = new float[PatternDecoder.ParameterCount];
        for (int step = 0; step < 1000; step++)
        {
            encoder.ForwardBatch(inputs, codes);
            decoder.ForwardBatch(codes, outputs);
            for (int i = 0; i < outputs.Length; i++)
            {
                outputGradients[i] = outputs[i] - inputs[i];
            }

            decoder.Backward(codes, outputGradients, ofDecoder, codeGradients);
            encoder.Backward(inputs, codeGradients, ofEncoder, []);
            decoding.Step(decoder, ofDecoder, 0.02f);
            encoding.Step(encoder, ofEncoder, 0.02f);
        }

        Assert.All(Enumerable.Range(0, Count), i => Assert.True(outputs[(i * Count) + i] > 0.9f, $"pattern {i}: {outputs[(i * Count) + i]}"));
    }

    [Fact]
    public void A_generator_learns_where_points_lie_from_its_discriminator()
    {
        var generator = new PointGenerator(1);
        var discriminator = new PointDiscriminator(2);
        OptimizerState generating = Optimizer.Adam(beta1: 0.5f).For(generator);
        OptimizerState discriminating = Optimizer.Adam(beta1: 0.5f).For(discriminator);
        var random = new Random(3);
        float[] noise = new float[Batch * PointGenerator.InputSize];
        float[] points = new float[2 * Batch * 2];
        float[] isReal = [.. Enumerable.Range(0, 2 * Batch).Select(i => i < Batch ? 1f : 0f)];
        float[] judged = new float[Batch];
        float[] judgedGradients = new float[Batch];
        float[] pointGradients = new float[Batch * 2];
        float[] ofGenerator = new float[PointGenerator.ParameterCount];
        float[] ofDiscriminator = new float[PointDiscriminator.ParameterCount];
        for (int step = 0; step < 2500; step++)
        {
            // Real points first, then generated ones.
            Draw(random, points.AsSpan(0, Batch * 2));
            Noise(random, noise);
            Span<float> generated = points.AsSpan(Batch * 2);
            generator.ForwardBatch(noise, generated);
            discriminator.Gradient(points, isReal, ofDiscriminator);
            discriminating.Step(discriminator, ofDiscriminator, 0.005f);

            // The generator's loss: -ln of the probability that its points are taken for real.
            discriminator.ForwardBatch(generated, judged);
            for (int i = 0; i < Batch; i++)
            {
                judgedGradients[i] = -1 / (Math.Max(judged[i], 1e-6f) * Batch);
            }

            discriminator.Backward(generated, judgedGradients, [], pointGradients);
            generator.Backward(noise, pointGradients, ofGenerator, []);
            generating.Step(generator, ofGenerator, 0.002f);
        }

        const int Drawn = 2000;
        noise = new float[Drawn * PointGenerator.InputSize];
        points = new float[Drawn * 2];
        Noise(random, noise);
        generator.ForwardBatch(noise, points);
        AssertLike(points, axis: 0, mean: 1, deviation: 0.5);
        AssertLike(points, axis: 1, mean: -2, deviation: 0.25);

        // Before: far away.
        new PointGenerator(1).ForwardBatch(noise, points);
        Assert.True(Math.Abs(Mean(points, 1) + 2) > 1);
    }

    [Fact]
    public void A_siamese_pair_learns_what_belongs_together()
    {
        const float Margin = 1;
        var network = new RingEmbedding(1);
        OptimizerState state = Optimizer.Adam().For(network);
        var random = new Random(2);
        float[] left = new float[Batch * 2];
        float[] right = new float[Batch * 2];
        float[] leftCodes = new float[Batch * 2];
        float[] rightCodes = new float[Batch * 2];
        float[] gradients = new float[Batch * 2];
        float[] sum = new float[RingEmbedding.ParameterCount];
        float[] part = new float[RingEmbedding.ParameterCount];
        for (int step = 0; step < 1500; step++)
        {
            Pairs(random, left, right);
            network.ForwardBatch(left, leftCodes);
            network.ForwardBatch(right, rightCodes);
            for (int i = 0; i < Batch; i++)
            {
                float dx = leftCodes[2 * i] - rightCodes[2 * i];
                float dy = leftCodes[(2 * i) + 1] - rightCodes[(2 * i) + 1];
                float distance = MathF.Sqrt((dx * dx) + (dy * dy));

                // Of d^2 for points of one ring, else of max(0, margin - d)^2, by d, divided by d.
                float slope = IsSame(i) ? 2 : -2 * Math.Max(0, Margin - distance) / Math.Max(distance, 1e-6f);
                gradients[2 * i] = slope * dx / Batch;
                gradients[(2 * i) + 1] = slope * dy / Batch;
            }

            network.Backward(left, gradients, sum, []);
            for (int i = 0; i < gradients.Length; i++)
            {
                gradients[i] = -gradients[i];
            }

            network.Backward(right, gradients, part, []);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += part[i];
            }

            state.Step(network, sum, 0.005f);
        }

        Pairs(random, left, right);
        network.ForwardBatch(left, leftCodes);
        network.ForwardBatch(right, rightCodes);
        double[] distances = [.. Enumerable.Range(0, Batch).Select(i => Math.Sqrt(
            Math.Pow(leftCodes[2 * i] - rightCodes[2 * i], 2) + Math.Pow(leftCodes[(2 * i) + 1] - rightCodes[(2 * i) + 1], 2)))];
        Assert.True(distances.Where((_, i) => IsSame(i)).Max() < 0.4, string.Join(' ', distances));
        Assert.True(distances.Where((_, i) => !IsSame(i)).Min() > 0.6, string.Join(' ', distances));
    }

    private static bool IsSame(int pair) => pair % 2 == 0;

    /// <summary>Points of two rings around the origin, which no line parts: pairs of one ring and of both by turns.</summary>
    private static void Pairs(Random random, Span<float> left, Span<float> right)
    {
        for (int i = 0; i < Batch; i++)
        {
            int ring = random.Next(2);
            Point(left.Slice(2 * i, 2), ring);
            Point(right.Slice(2 * i, 2), IsSame(i) ? ring : 1 - ring);
        }

        void Point(Span<float> point, int ring)
        {
            float angle = 2 * MathF.PI * random.NextSingle();
            float radius = (ring == 0 ? 0.3f : 1.2f) + (0.2f * random.NextSingle());
            point[0] = radius * MathF.Cos(angle);
            point[1] = radius * MathF.Sin(angle);
        }
    }

    /// <summary>Points around (1, -2), twice as far from it to the sides as up and down.</summary>
    private static void Draw(Random random, Span<float> points)
    {
        Noise(random, points);
        for (int i = 0; i < points.Length; i += 2)
        {
            points[i] = 1 + (0.5f * points[i]);
            points[i + 1] = -2 + (0.25f * points[i + 1]);
        }
    }

    /// <summary>Numbers of about the normal distribution: the sum of twelve uniform ones has its mean and deviation.</summary>
    private static void Noise(Random random, Span<float> numbers)
    {
        foreach (ref float number in numbers)
        {
            number = -6;
            for (int i = 0; i < 12; i++)
            {
                number += random.NextSingle();
            }
        }
    }

    private static void AssertLike(float[] points, int axis, double mean, double deviation)
    {
        double actual = Mean(points, axis);
        double variance = points.Where((_, i) => i % 2 == axis).Average(x => (x - actual) * (x - actual));
        Assert.True(Math.Abs(actual - mean) < 0.5 * deviation, $"axis {axis}: mean {actual}");
        Assert.True(Math.Sqrt(variance) > 0.5 * deviation && Math.Sqrt(variance) < 1.6 * deviation, $"axis {axis}: deviation {Math.Sqrt(variance)}");
    }

    private static double Mean(float[] points, int axis) => points.Where((_, i) => i % 2 == axis).Average(x => (double)x);
}

[Network(8, 3, 8)]
public sealed partial class Whole;

[Network(8, 3)]
public sealed partial class WholeEncoder;

[Network(3, 8)]
public sealed partial class WholeDecoder;

[Network(3, 8, Output = Activation.Softmax)]
public sealed partial class PatternDecoder;

[Network(2, 16, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class PointGenerator;

[Network(2, 16, 16, 1, Hidden = Activation.LeakyReLU, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class PointDiscriminator;

[Network(2, 16, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class RingEmbedding;
