namespace Unrolled.Accumulators.Tests;

/// <summary>Parameters of a trained network become integers.</summary>
public sealed class QuantizationTests
{
    [Fact]
    public void Each_layer_has_its_scale()
    {
        float[] parameters = new float[Deep.ParameterCount];
        int first = 97 * 24, second = first + (48 * 16) + 16;
        parameters[0] = 0.5f;
        parameters[first - 1] = -0.25f;
        parameters[first] = 1.25f;
        parameters[second - 1] = -1.5f;
        parameters[second] = 100;
        parameters[^1] = 0.0001f;
        NetworkUnderTest.Instance network = NetworkUnderTest.Of<Deep>().FromFloats(parameters);
        Assert.Equal(128, network.Parameters[0]); // 127.5, to the even one
        Assert.Equal(-64, network.Parameters[first - 1]);
        Assert.Equal(80, network.Parameters[first]);
        Assert.Equal(-24_480, network.Parameters[second - 1]);
        Assert.Equal(6400, network.Parameters[second]);
        Assert.Equal(2, network.Parameters[^1]);
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Integers_survive(NetworkUnderTest network)
    {
        short[] parameters = network.Random(seed: 1);
        AccumulatorShape shape = network.Shape;
        int accumulated = (shape.Features + 1) * shape.Units;
        List<float> floats = [.. parameters.Take(accumulated).Select(p => p / (float)shape.HiddenScale)];
        int inputs = shape.Perspectives * shape.Units;
        foreach ((int units, int rows) in shape.Layers.Select(units => (units, units)).Append((1, shape.OutputBuckets)))
        {
            floats.AddRange(parameters.Skip(floats.Count).Take(rows * inputs).Select(p => p / (float)shape.OutputScale));
            floats.AddRange(parameters.Skip(floats.Count).Take(rows).Select(p => p / (float)(shape.HiddenScale * shape.OutputScale)));
            inputs = units;
        }

        Assert.Equal(parameters, network.FromFloats([.. floats]).Parameters.ToArray());
    }

    [Theory]
    [InlineData(3, 200f, "Number 3 of the feature weights is 200, at a scale of 255 51000, but must be among the integers from -32,768 to 32,767.")]
    [InlineData(2329, -2.5f, "Number 1 of the weights of hidden layer 2 is -2.5, at a scale of 64 -160, but must be among the integers from -128 to 127.")]
    [InlineData(3128, 3f, "Number 0 of the output biases is 3, at a scale of 16320 48960")]
    [InlineData(3116, float.NaN, "Number 4 of the output weights is NaN, at a scale of 64 NaN")]
    [InlineData(0, float.NegativeInfinity, "Number 0 of the feature weights is -Infinity")]
    public void Numbers_out_of_range(int index, float value, string told)
    {
        float[] parameters = new float[Deep.ParameterCount];
        Assert.Equal(3129, parameters.Length);
        parameters[index] = value;
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Deep.FromFloats(parameters));
        Assert.StartsWith(told, thrown.Message, StringComparison.Ordinal);
        Assert.Equal("parameters", thrown.ParamName);
    }

    [Fact]
    public void Sums_that_may_overflow()
    {
        float[] parameters = new float[Seven.ParameterCount];
        Array.Fill(parameters, 5f, 0, 700);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Seven.FromFloats(parameters));
        Assert.Contains("hidden layer 1, to 40,800", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_number_of_parameters() =>
        Assert.Throws<ArgumentException>(() => Seven.FromFloats(new float[Seven.ParameterCount - 1]));
}
