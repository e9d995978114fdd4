using Unrolled.Internal;
using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Numerics;

/// <summary>Every activation and derivative at plus and minus infinity has its limit there, in whole vectors and in the rest.</summary>
public sealed class ActivationLimitsTests
{
    private const float Infinity = float.PositiveInfinity;

    [Theory]
    [MemberData(nameof(PassData.Elementwise), MemberType = typeof(PassData))]
    public void Activations(Activation activation)
    {
        (float low, float high) = References.Of(activation).Limits;
        foreach (int length in Enumerable.Range(1, 35))
        {
            float[] below = Filled(length, -Infinity);
            float[] above = Filled(length, Infinity);
            Passes.Apply(activation)(below);
            Passes.Apply(activation)(above);
            Assert.All(below, a => Assert.Equal(low, a));
            Assert.All(above, a => Assert.Equal(high, a));
        }
    }

    [Theory]
    [MemberData(nameof(PassData.Differentiable), MemberType = typeof(PassData))]
    public void Derivatives(Activation activation)
    {
        (float low, float high) = References.Of(activation).Slopes;
        foreach (int length in Enumerable.Range(1, 35))
        {
            float[] atLow = Filled(length, 2);
            float[] atHigh = Filled(length, 2);
            Passes.Derivative(activation)(Passes.Kept(activation, Filled(length, -Infinity)), atLow);
            Passes.Derivative(activation)(Passes.Kept(activation, Filled(length, Infinity)), atHigh);
            Assert.All(atLow, d => Assert.Equal(2 * low, d));
            Assert.All(atHigh, d => Assert.Equal(2 * high, d));
        }
    }

    [Fact]
    public void Softmax()
    {
        AssertSoftmax([3, Infinity, -1], [0, 1, 0]);
        AssertSoftmax([Infinity, Infinity, 3, Infinity, Infinity], [0.25f, 0.25f, 0, 0.25f, 0.25f]);
        AssertSoftmax([-Infinity, 2, 2], [0, 0.5f, 0.5f]);
        AssertSoftmax([-Infinity], [1]);
        AssertSoftmax([-Infinity, -Infinity], [0.5f, 0.5f]);
        for (int length = 1; length < 40; length++)
        {
            float[] z = new float[length];
            float[] expected = new float[length];
            z[length / 2] = Infinity;
            expected[length / 2] = 1;
            AssertSoftmax(z, expected);
        }
    }

    /// <summary>A hidden unit at minus infinity is silent, in the kernels of a batch and in the straight line of a single sample.</summary>
    [Fact]
    public void Networks()
    {
        AssertSilent<OneGelu>();
        AssertSilent<OneSilu>();

        static void AssertSilent<TNetwork>() where TNetwork : class, INetwork<TNetwork>
        {
            TNetwork network = TNetwork.Create(0);
            network.SetParameters([1e30f, 0, 5, 7]);
            float[] outputs = new float[33];
            float[] inputs = new float[33];
            inputs.AsSpan().Fill(-1e30f);
            network.ForwardBatch(inputs, outputs);
            Assert.All(outputs, a => Assert.Equal(7, a));
            network.Forward([-1e30f], outputs.AsSpan(0, 1));
            Assert.Equal(7, outputs[0]);

            float[] gradient = new float[4];
            Assert.Equal(0, network.Gradient([-1e30f], [7], gradient));
            Assert.Equal([0, 0, 0, 0], gradient);
        }
    }

    private static void AssertSoftmax(float[] z, float[] expected)
    {
        ActivationPasses.SoftmaxRows(z, rows: 1, stride: z.Length, count: z.Length);
        Assert.Equal(expected, z);
    }

    private static float[] Filled(int length, float value)
    {
        float[] values = new float[length];
        values.AsSpan().Fill(value);
        return values;
    }
}

[Network(1, 1, 1, Hidden = Activation.GELU, Output = Activation.Identity)]
public sealed partial class OneGelu;

[Network(1, 1, 1, Hidden = Activation.SiLU, Output = Activation.Identity)]
public sealed partial class OneSilu;
