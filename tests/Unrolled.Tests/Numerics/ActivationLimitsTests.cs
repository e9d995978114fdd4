using Unrolled.Numerics;

namespace Unrolled.Tests.Numerics;

/// <summary>Every activation and derivative at plus and minus infinity has its limit there, in whole vectors and in the rest.</summary>
public sealed class ActivationLimitsTests
{
    private const float Infinity = float.PositiveInfinity;

    private delegate void Pass(Span<float> z);

    private delegate void DerivativePass(ReadOnlySpan<float> kept, Span<float> delta);

    [Fact]
    public void Activations()
    {
        AssertLimits(ActivationPasses.Sigmoid, 0, 1);
        AssertLimits(ActivationPasses.Tanh, -1, 1);
        AssertLimits(ActivationPasses.ReLU, 0, Infinity);
        AssertLimits(ActivationPasses.LeakyReLU, -Infinity, Infinity);
        AssertLimits(ActivationPasses.GELU, 0, Infinity);
        AssertLimits(ActivationPasses.SiLU, 0, Infinity);
        AssertLimits(ActivationPasses.ELU, -1, Infinity);
        AssertLimits(ActivationPasses.Softplus, 0, Infinity);
        AssertLimits(ActivationPasses.HardSigmoid, 0, 1);
        AssertLimits(ActivationPasses.Step, 0, 1);
        AssertLimits(ActivationPasses.Sign, -1, 1);
    }

    /// <summary>The derivative is computed from what training keeps: z of GELU and SiLU, a of the others.</summary>
    [Fact]
    public void Derivatives()
    {
        AssertLimits(ActivationPasses.Sigmoid, ActivationPasses.MultiplyBySigmoidDerivative, 0, 0);
        AssertLimits(ActivationPasses.Tanh, ActivationPasses.MultiplyByTanhDerivative, 0, 0);
        AssertLimits(ActivationPasses.ReLU, ActivationPasses.MultiplyByReLUDerivative, 0, 1);
        AssertLimits(ActivationPasses.LeakyReLU, ActivationPasses.MultiplyByLeakyReLUDerivative, 0.01f, 1);
        AssertLimits(null, ActivationPasses.MultiplyByGELUDerivative, 0, 1);
        AssertLimits(null, ActivationPasses.MultiplyBySiLUDerivative, 0, 1);
        AssertLimits(ActivationPasses.ELU, ActivationPasses.MultiplyByELUDerivative, 0, 1);
        AssertLimits(ActivationPasses.Softplus, ActivationPasses.MultiplyBySoftplusDerivative, 0, 1);
        AssertLimits(ActivationPasses.HardSigmoid, ActivationPasses.MultiplyByHardSigmoidDerivative, 0, 0);
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

    private static void AssertLimits(Pass pass, float low, float high)
    {
        foreach (int length in Enumerable.Range(1, 35))
        {
            float[] below = Filled(length, -Infinity);
            float[] above = Filled(length, Infinity);
            pass(below);
            pass(above);
            Assert.All(below, a => Assert.Equal(low, a));
            Assert.All(above, a => Assert.Equal(high, a));
        }
    }

    private static void AssertLimits(Pass? pass, DerivativePass derivative, float low, float high)
    {
        foreach (int length in Enumerable.Range(1, 35))
        {
            float[] below = Filled(length, -Infinity);
            float[] above = Filled(length, Infinity);
            pass?.Invoke(below);
            pass?.Invoke(above);
            float[] atLow = Filled(length, 2);
            float[] atHigh = Filled(length, 2);
            derivative(below, atLow);
            derivative(above, atHigh);
            Assert.All(atLow, d => Assert.Equal(2 * low, d));
            Assert.All(atHigh, d => Assert.Equal(2 * high, d));
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
