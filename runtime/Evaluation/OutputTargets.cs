namespace Unrolled;

/// <summary>Targets that suit a network's outputs.</summary>
internal static class OutputTargets
{
    /// <summary>Labels as targets that suit the outputs: two classes for a single output too, and -1 and 1 for the perceptron.</summary>
    public static Dataset Of<TNetwork>(Dataset data) where TNetwork : class, IInferenceNetwork
    {
        if (!data.HasLabels || data.TargetSize != Prediction.ClassCount(TNetwork.OutputSize))
        {
            return data;
        }

        if (TNetwork.OutputSize > 1)
        {
            return TrainedLoss<TNetwork>.Row is { Targets: LossTargets.Signs } ? data.WithOneHot(off: -1, on: 1) : data;
        }

        (float off, float on) = OutputRange.Targets<TNetwork>(TrainedLoss<TNetwork>.Row);
        return data.WithSingleTarget(off, on);
    }
}
