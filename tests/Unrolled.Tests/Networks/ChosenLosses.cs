namespace Unrolled.Tests.Networks;

/// <summary>1/4 sum (a - y)^4, compiled in.</summary>
internal readonly struct QuarticLoss : ILoss
{
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient)
    {
        float loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            float error = output[i] - target[i];
            outputGradient[i] = error * error * error;
            loss += 0.25f * error * outputGradient[i];
        }

        return loss;
    }
}

/// <summary>The same by a class.</summary>
internal sealed class QuarticLossClass : ILoss
{
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) =>
        QuarticLoss.Evaluate(output, target, outputGradient);
}

/// <summary>The network's own mean squared error, written as a user would.</summary>
internal readonly struct SquaredLoss : ILoss
{
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient)
    {
        float loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            outputGradient[i] = output[i] - target[i];
            loss += 0.5f * outputGradient[i] * outputGradient[i];
        }

        return loss;
    }
}

/// <summary>A loss that goes wrong where a target says so: 100 and more.</summary>
internal readonly struct FaultyLoss : ILoss
{
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient)
    {
        SquaredLoss.Evaluate(output, target, outputGradient);
        switch (target[0])
        {
            case 100:
                return float.NaN;
            case 101:
                outputGradient[^1] = float.PositiveInfinity;
                break;
            case 102:
                outputGradient[output.Length] = 1;
                break;
            case 103:
                throw new TimeoutException();
        }

        return 1;
    }
}

/// <summary>A loss that writes no derivative.</summary>
internal readonly struct SilentLoss : ILoss
{
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient) => 0.5f;
}
