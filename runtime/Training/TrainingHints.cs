namespace Unrolled;

/// <summary>What a user should know before a training on their data.</summary>
internal static class TrainingHints
{
    /// <summary>What to do about large inputs, after a sentence that names them.</summary>
    public const string ScaleInputs = "scale them to about -1 to 1, e.g. with a Standardizer";

    /// <summary>The same about targets.</summary>
    public const string ScaleTargets =
        "scale them to about -1 to 1 (subtract their mean, divide by their standard deviation), and the outputs back";

    /// <summary>The hints, in sentences.</summary>
    public static IEnumerable<string> For<TNetwork>(Dataset training) where TNetwork : class, INetwork<TNetwork>
    {
        DataReport report = DataReport.Of(training, "training data");
        if (report.LargeInputs is { } inputs)
        {
            yield return $"Hint: {inputs}. Gradient descent needs a very small learning rate for that, or diverges: {ScaleInputs}.";
        }

        // A network of a single linear layer learns targets of any size alike: its gradient grows with them.
        bool isLinear = TNetwork.Layers.Length == 2 && TNetwork.Activations[^1] == Activation.Identity;
        if (report.LargeTargets is { } targets && !isLinear)
        {
            yield return $"Hint: {targets}. The outputs of a new network are near 0, and it seldom learns targets so far away: {ScaleTargets}.";
        }
    }
}
