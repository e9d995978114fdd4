namespace Unrolled;

/// <summary>Checks that a figure means something for a network and a dataset. Each check returns the samples that count.</summary>
internal static class EvaluationChecks
{
    /// <summary>For figures of the outputs as numbers.</summary>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or no sample counts.</exception>
    public static Dataset Numbers<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.Check<TNetwork>(data, nameof(data));
        return data.Present();
    }

    /// <summary>For figures of one class per sample.</summary>
    /// <exception cref="ArgumentException">The same, or samples have no single class.</exception>
    public static Dataset Classes<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, IInferenceNetwork
    {
        (Dataset counted, PredictionTask task) = ClassesOrLabels(network, data);
        return task == PredictionTask.SingleLabel
            ? counted
            : throw new ArgumentException(
                "A sample may have several labels at once, so that it has no single class: ask for Evaluator.MultiLabel.", nameof(data));
    }

    /// <summary>For figures of each class or label against the rest.</summary>
    /// <exception cref="ArgumentException">The same, or the targets are numbers.</exception>
    public static (Dataset Counted, PredictionTask Task) ClassesOrLabels<TNetwork>(TNetwork network, Dataset data)
        where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.CheckClasses<TNetwork>(data, nameof(data));
        Dataset counted = data.Present();
        PredictionTask task = PredictionTasks.Of<TNetwork>(counted);
        return task != PredictionTask.Regression
            ? (counted, task)
            : throw new ArgumentException(
                $"The targets stand for numbers and not for classes, the output being {TNetwork.Activations[^1]}: ask for Evaluator.R2, "
                + "Rmse or MeanAbsoluteError. Classes are given as labels, or as targets 0 and 1.",
                nameof(data));
    }
}
