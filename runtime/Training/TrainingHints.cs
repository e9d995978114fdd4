namespace Unrolled;

/// <summary>What a user should know before a training on their data.</summary>
internal static class TrainingHints
{
    /// <summary>What to do about large inputs, after a sentence that names them.</summary>
    public const string ScaleInputs = "scale them to about -1 to 1, e.g. with a Standardizer";

    /// <summary>The same about targets.</summary>
    public const string ScaleTargets =
        "scale them to about -1 to 1, e.g. with TargetScaling.Standard, and the outputs back";

    /// <summary>The hints, in sentences.</summary>
    public static IEnumerable<string> For<TNetwork>(Dataset training, TrainingOptions options) where TNetwork : class, IInferenceNetwork
    {
        DataReport report = DataReport.Of(training, "training data");
        if (report.LargeInputs is { } inputs)
        {
            yield return $"Hint: {inputs}. Training on such numbers diverges, or stands still, unless the learning rate is very small: "
                + $"{ScaleInputs}.";
        }

        if (report.LargeTargets is { } targets && !LearnsAnySize<TNetwork>(options))
        {
            yield return $"Hint: {targets}. The outputs of a new network are near 0; targets so far away are learnt slowly, or not at all: "
                + $"{ScaleTargets}.";
        }
    }

    // Targets of any size alike: of a single linear layer everything grows with them, if neither loss nor optimizer nor a bound cuts it off.
    private static bool LearnsAnySize<TNetwork>(TrainingOptions options) where TNetwork : class, IInferenceNetwork =>
        TNetwork.Layers.Length == 2
        && TNetwork.Activations[^1] == Activation.Identity
        && TrainedLoss<TNetwork>.Row is { Loss: Loss.MeanSquaredError }
        && options.Optimizer.StepsGrowWithGradient
        && !options.Clipping.IsOn
        && options.Regularization.MaxNorm is null;
}
