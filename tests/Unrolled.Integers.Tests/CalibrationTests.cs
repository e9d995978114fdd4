using Unrolled.Numerics;

namespace Unrolled.Integers.Tests;

/// <summary>What samples and options make of scales, and which of them are refused.</summary>
public class CalibrationTests
{
    [Fact]
    public void Samples_of_bytes_stay_bytes()
    {
        Dataset pixels = Dataset.FromBytes([0, 7, 30, 40], 2, [0, 0], 1);
        Xor.Int8 network = new Xor(1).Quantize(pixels);
        Assert.Equal(ByteScale.Pixels, network.InputScale);
        Assert.Equal(1f / 255, ByteScale.Pixels.Scale);
        Assert.Equal(0, ByteScale.Pixels.ZeroPoint);
    }

    [Theory]
    [InlineData(-1f, 1f, 2f / 255, 127)]
    [InlineData(0f, 10f, 10f / 255, 0)]
    [InlineData(3f, 10f, 10f / 255, 0)]
    [InlineData(-8f, -2f, 8f / 255, 255)]
    public void Inputs_cover_their_range_and_0(float least, float greatest, float scale, byte zero)
    {
        Xor.Int8 network = new Xor(1).Quantize(Dataset.FromFloats([least, greatest], 2, [0f], 1));
        Assert.Equal(new ByteScale(scale, zero), network.InputScale);
    }

    [Fact]
    public void The_scale_of_the_inputs_can_be_chosen()
    {
        ByteScale scale = new(0.5f, 3);
        Xor.Int8 network = new Xor(1).Quantize(Dataset.FromFloats([0, 1], 2, [0f], 1), new QuantizationOptions { Inputs = scale });
        Assert.Equal(scale, network.InputScale);
        Assert.Equal("0.5 (q - 3)", scale.ToString());
    }

    [Fact]
    public void What_tells_nothing_is_refused_with_what_is_needed()
    {
        Xor network = new(1);
        Assert.StartsWith("Calibration needs samples, at least 1 whose weight is not 0; there are none.", Message(Dataset.FromFloats([], 2, Array.Empty<float>(), 1)), StringComparison.Ordinal);
        Assert.StartsWith("All inputs of all 2 samples are 0.5; calibration needs samples as the network will see them.", Message(Dataset.FromFloats([0.5f, 0.5f, 0.5f, 0.5f], 2, [0f, 0f], 1)), StringComparison.Ordinal);
        Assert.StartsWith("The samples have 3 inputs; the network needs 2.", Message(Dataset.FromFloats([0, 1, 2], 3, [0f], 1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => network.Quantize(null!));

        string Message(Dataset data) => Assert.Throws<ArgumentException>(() => network.Quantize(data)).Message;
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Parameters_that_are_not_finite_are_refused_with_the_layer(float parameter)
    {
        Xor network = new(1);
        float[] parameters = new float[Xor.ParameterCount];
        parameters[9] = parameter;
        network.SetParameters(parameters);
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => network.Quantize(Dataset.FromFloats([0, 1], 2, [0f], 1)));
        Assert.StartsWith("Layer 2: a parameter of unit 0 is infinite or not a number", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(101)]
    [InlineData(double.NaN)]
    public void A_percentage_out_of_range_is_refused(double percentile) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantizationOptions { Percentile = percentile });

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_scale_that_is_none_is_refused(float scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantizationOptions { Inputs = new ByteScale(scale, 0) });

    [Fact]
    public void Dead_units_and_parameters_of_0_are_allowed()
    {
        Deep network = new(1);
        network.SetParameters(new float[Deep.ParameterCount]);
        float[] output = [1, 1];
        network.Quantize(Networks.All[nameof(Deep)].Calibration(1)).Forward(new float[7], output);
        Assert.Equal([0f, 0f], output);
    }

    [Fact]
    public void A_large_bias_beside_small_weights_fits()
    {
        One network = new(1);
        network.SetParameters([1e-12f, 1000]);
        float[] output = new float[1];
        network.Quantize(Dataset.FromFloats([0, 1], 1, [0f, 0f], 1)).Forward([1f], output);
        Assert.Equal(1000, output[0], 1e-3f);
    }

    [Fact]
    public void A_percentile_makes_finer_steps_where_a_few_lie_far_out()
    {
        Sparse network = new(1);
        Random random = new(1);
        float[] inputs = [.. Enumerable.Range(0, 300 * 500).Select(_ => (float)random.NextDouble())];
        for (int i = 0; i < 300; i++)
        {
            inputs[i] = 20;
        }

        Dataset data = Dataset.FromFloats(inputs, 300, new float[1000], 2);
        float all = Steps(network.Quantize(data));
        float most = Steps(network.Quantize(data, new QuantizationOptions { Percentile = 99 }));
        Assert.True(most < all / 3, $"{most} {all}");

        static float Steps(Int8Network made) => made.IntegerLayers[0].Activation!.Sums.Scale;
    }

    [Fact]
    public void A_histogram_finds_the_range_of_so_many_per_cent()
    {
        Histogram histogram = new();
        double[] numbers = [.. Enumerable.Range(0, 10_001).Select(i => (double)i)];
        foreach (double number in numbers)
        {
            histogram.Widen(number);
        }

        Assert.Equal((0, 10_000), histogram.Range(100));
        foreach (double number in numbers)
        {
            histogram.Add(number);
        }

        Assert.Equal((0, 10_000), histogram.Range(100));
        (double least, double greatest) = histogram.Range(90);
        Assert.Equal(500, least, 10.0);
        Assert.Equal(9500, greatest, 10.0);
    }

    [Fact]
    public void Tables_hold_the_nearest_byte_of_the_function()
    {
        foreach (string name in Networks.All.Keys)
        {
            Subject subject = Networks.All[name];
            Int8Network network = subject.Make();
            for (int l = 0; l < network.IntegerLayers.Count - 1; l++)
            {
                Int8Activation activation = network.IntegerLayers[l].Activation!;
                if (Int8Activation.IsClamp(subject.Activations[l]))
                {
                    Assert.Empty(activation.Table);
                    continue;
                }

                Assert.Equal(ByteTable.Length, activation.Table.Length);
                for (int q = 0; q < ByteTable.Length; q++)
                {
                    double z = activation.Sums.Scale * (q - (double)activation.Sums.ZeroPoint);
                    double expected = Math.Clamp((Reference(subject.Activations[l], z) / activation.Outputs.Scale) + activation.Outputs.ZeroPoint, 0, 255);
                    Assert.InRange(activation.Table[q] - expected, -0.501, 0.501);
                }
            }
        }
    }

    private static double Reference(Activation activation, double z) => activation switch
    {
        Activation.Sigmoid => 1 / (1 + Math.Exp(-z)),
        Activation.Tanh => Math.Tanh(z),
        Activation.LeakyReLU => z > 0 ? z : 0.01 * z,
        Activation.GELU => z / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (z + (0.044715 * z * z * z)))),
        Activation.SiLU => z / (1 + Math.Exp(-z)),
        Activation.ELU => z > 0 ? z : Math.Exp(z) - 1,
        Activation.Softplus => Math.Log(1 + Math.Exp(z)),
        Activation.HardSigmoid => Math.Clamp((z / 6) + 0.5, 0, 1),
        Activation.Mish => z * Math.Tanh(Math.Log(1 + Math.Exp(z))),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, null),
    };
}
