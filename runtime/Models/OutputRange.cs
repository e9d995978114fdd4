namespace Unrolled;

/// <summary>What the outputs of a network can come to: by its last activation, the number in that one's formula, and its output stage.</summary>
internal static class OutputRange
{
    /// <summary>What separates the classes of a single output.</summary>
    public static float Midpoint<TNetwork>() where TNetwork : class, IInferenceNetwork
    {
        float midpoint = Prediction.Midpoint(TNetwork.Activations[^1]);
        return TNetwork.OutputStage is { } stage ? stage.Apply(0, midpoint) : midpoint;
    }

    /// <summary>What a single output is to be for each of two classes, see <see cref="Prediction.Targets"/>.</summary>
    public static (float Off, float On) Targets<TNetwork>(LossRow? loss) where TNetwork : class, IInferenceNetwork
    {
        (float off, float on) = Prediction.Targets(TNetwork.Activations[^1], loss);
        if (TNetwork.OutputStage is not { } stage)
        {
            return (off, on);
        }

        float first = stage.Apply(0, off);
        float second = stage.Apply(0, on);
        return (Math.Min(first, second), Math.Max(first, second));
    }

    /// <summary>The bounds of targets.</summary>
    public static TargetBounds Bounds<TNetwork>(LossRow? loss) where TNetwork : class, IInferenceNetwork
    {
        TargetBounds bounds = TargetBounds.Of(TNetwork.Activations[^1], loss);
        if (TNetwork.Activations[^1] == Activation.ELU && !TNetwork.Alphas.IsEmpty)
        {
            bounds = bounds with { Least = -TNetwork.Alphas[^1] };
        }

        if (TNetwork.OutputStage is not { } stage)
        {
            return bounds;
        }

        IEnumerable<double> ends = Enumerable.Range(0, TNetwork.OutputSize)
            .SelectMany(element => new double[] { stage.Apply(element, (float)bounds.Least), stage.Apply(element, (float)bounds.Greatest) });
        return new TargetBounds(ends.Min(), ends.Max());
    }
}
