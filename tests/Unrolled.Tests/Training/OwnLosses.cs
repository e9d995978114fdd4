namespace Unrolled.Tests.Training;

[Network(4, 32, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
internal sealed partial class Regressor;

[Network(4, 32, 24, 2, Hidden = Activation.Tanh, Dropout = 0.25)]
internal sealed partial class DroppingRegressor;

[Network(4, 6, 3, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class ThreeClasses;

/// <summary>1/2 sum (a - y)^2 written as a user would, but for targets from 90 on: those are orders.</summary>
internal readonly struct Obedient : ILoss
{
    public const float GiveNaN = 96;
    public const float GiveInfiniteDerivative = 97;
    public const float Throw = 98;
    public const float WriteBeyond = 99;

    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient)
    {
        float loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            float error = output[i] - target[i];
            loss += 0.5f * error * error;
            outputGradient[i] = error;
        }

        switch (target[^1])
        {
            case GiveNaN:
                return float.NaN;
            case GiveInfiniteDerivative:
                outputGradient[^1] = float.PositiveInfinity;
                break;
            case Throw:
                throw new TimeoutException("The loss has had enough.");
            case WriteBeyond:
                outputGradient[output.Length] = 1;
                break;
        }

        return loss;
    }
}

/// <summary>Samples of four inputs and two targets that depend on them.</summary>
internal static class OwnLossData
{
    public static Dataset Of(int count, float[]? weights = null, int ordered = -1, float order = 0)
    {
        var random = new Random(count);
        float[] inputs = [.. Enumerable.Range(0, count * 4).Select(_ => (random.NextSingle() * 2) - 1)];
        float[] targets = new float[count * 2];
        for (int i = 0; i < count; i++)
        {
            targets[2 * i] = inputs[4 * i] * inputs[(4 * i) + 1];
            targets[(2 * i) + 1] = i == ordered ? order : inputs[(4 * i) + 2] - inputs[(4 * i) + 3];
        }

        return Dataset.FromFloats(inputs, 4, targets, 2, weights);
    }

    /// <summary>Weights of both signs, and 0 among them.</summary>
    public static float[] AnyWeights(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * 7 % 5) - 1) * 0.5f)];

    public static (float[] Inputs, float[] Targets) Rows(Dataset data)
    {
        float[] inputs = new float[data.Count * data.InputSize];
        float[] targets = new float[data.Count * data.TargetSize];
        data.Gather(0, data.Count, inputs, targets);
        return (inputs, targets);
    }

    public static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
