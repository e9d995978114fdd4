namespace Unrolled;

/// <summary>Finds out what task a dataset sets a network.</summary>
internal static class PredictionTasks
{
    /// <summary>
    /// One class per sample: labels; rows of two values that stand for classes, see <see cref="TargetPattern.IsOfClasses"/>, of which each
    /// row has the higher one once; a column of such values; with softmax outputs rows of probabilities. Several labels per sample: other
    /// rows of two such values. All else is regression. Samples of weight 0 are not looked at.
    /// </summary>
    /// <remarks>A pass over all targets, unless they are soon seen to be numbers: to be asked once, not in every epoch.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="data">Samples that fit the network, of one kind; all together decide.</param>
    public static PredictionTask Of<TNetwork>(params ReadOnlySpan<Dataset> data) where TNetwork : class, IInferenceNetwork
    {
        ActivationRow output = ActivationRow.Of(TNetwork.Activations[^1]);
        var pattern = new TargetPattern(TNetwork.OutputSize, mayBeDistribution: output.IsDistribution);
        foreach (Dataset part in data)
        {
            if (part.HasLabels)
            {
                return PredictionTask.SingleLabel;
            }

            pattern.Add(part.Present());
        }

        return pattern.IsDistribution ? PredictionTask.SingleLabel
            : !pattern.IsOfClasses(output.Activation, TrainedLoss<TNetwork>.Targets) ? PredictionTask.Regression
            : pattern.IsOneHot || TNetwork.OutputSize == 1 ? PredictionTask.SingleLabel
            : output.IsDistribution ? PredictionTask.Regression
            : PredictionTask.MultiLabel;
    }

    /// <summary>
    /// The task that validation samples set. A few of them may have one label each by chance: where the training samples have several, so
    /// may these.
    /// </summary>
    /// <param name="training">The training samples; null where they are not at hand, and then the others decide alone.</param>
    /// <param name="validation">The validation samples.</param>
    public static PredictionTask OfValidation<TNetwork>(Dataset? training, Dataset validation) where TNetwork : class, IInferenceNetwork
    {
        PredictionTask task = Of<TNetwork>(validation);
        bool mayBeChance = task == PredictionTask.SingleLabel && !validation.HasLabels && TNetwork.OutputSize > 1;
        return mayBeChance && training is not null && Of<TNetwork>(training) == PredictionTask.MultiLabel ? PredictionTask.MultiLabel : task;
    }
}
