using Unrolled;

namespace CartPoleSample;

/// <summary>Copies and mixtures of networks, and an optimizer for a loop of one's own, until the library has them by these names.</summary>
internal static class Interim
{
    public static TNetwork Clone<TNetwork>(this TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork copy = TNetwork.Create(seed: 0);
        copy.CopyFrom(network);
        return copy;
    }

    public static void CopyFrom<TNetwork>(this TNetwork network, TNetwork other) where TNetwork : class, INetwork<TNetwork> =>
        network.Blend(other, 1);

    public static void Blend<TNetwork>(this TNetwork network, TNetwork other, float amount) where TNetwork : class, INetwork<TNetwork>
    {
        float[] mine = new float[TNetwork.ParameterCount];
        float[] theirs = new float[TNetwork.ParameterCount];
        network.GetParameters(mine);
        other.GetParameters(theirs);
        for (int i = 0; i < mine.Length; i++)
        {
            mine[i] = amount == 1 ? theirs[i] : mine[i] + (amount * (theirs[i] - mine[i]));
        }

        network.SetParameters(mine);
    }

    public static OptimizerState For<TNetwork>(this Optimizer optimizer, TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        _ = (optimizer, network);
        return new OptimizerState(TNetwork.ParameterCount);
    }
}

/// <summary>The state of Adam.</summary>
internal sealed class OptimizerState(int parameterCount)
{
    private readonly float[] _parameters = new float[parameterCount];
    private readonly float[] _mean = new float[parameterCount];
    private readonly float[] _meanSquare = new float[parameterCount];
    private double _powerOfBeta1 = 1;
    private double _powerOfBeta2 = 1;

    public void Step<TNetwork>(TNetwork network, ReadOnlySpan<float> gradient, float learningRate)
        where TNetwork : class, INetwork<TNetwork>
    {
        network.GetParameters(_parameters);
        _powerOfBeta1 *= 0.9f;
        _powerOfBeta2 *= 0.999f;
        float rate = (float)(learningRate / (1 - _powerOfBeta1));
        float correction = (float)(1 / Math.Sqrt(1 - _powerOfBeta2));
        for (int i = 0; i < gradient.Length; i++)
        {
            _mean[i] = (0.9f * _mean[i]) + (0.1f * gradient[i]);
            _meanSquare[i] = (0.999f * _meanSquare[i]) + (0.001f * gradient[i] * gradient[i]);
            _parameters[i] -= rate * _mean[i] / ((correction * MathF.Sqrt(_meanSquare[i])) + 1e-8f);
        }

        network.SetParameters(_parameters);
    }
}
