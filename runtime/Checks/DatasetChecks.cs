namespace Unrolled;

/// <summary>Checks that a dataset fits a network, with the numbers of both in the message.</summary>
internal static class DatasetChecks
{
    /// <exception cref="ArgumentException">The dataset is empty, nothing in it counts, or its rows are not what the network takes.</exception>
    public static void Check<TNetwork>(Dataset data, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        CheckRows<TNetwork>(data, parameterName);
        data.RequirePresent(parameterName);
    }

    /// <summary>The same for training on it.</summary>
    /// <exception cref="ArgumentException">The same, or the network's loss does not take a weight.</exception>
    public static void CheckTraining<TNetwork>(Dataset data, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        Check<TNetwork>(data, parameterName);
        CheckWeights<TNetwork>(data, parameterName);
    }

    /// <summary>The same for a mini-batch of the dataset's rows. Whether these exist is seen when they are gathered.</summary>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network, the network's loss does not take a weight, or there are no rows.
    /// </exception>
    public static void CheckBatch<TNetwork>(Dataset data, ReadOnlySpan<int> rows) where TNetwork : class, IInferenceNetwork
    {
        CheckRows<TNetwork>(data, nameof(data));
        CheckWeights<TNetwork>(data, nameof(data));
        if (rows.IsEmpty)
        {
            throw new ArgumentException("There are no rows, but at least 1 is needed.", nameof(rows));
        }
    }

    /// <summary>The same for measuring accuracy, where labels count and not targets: two classes suit a single output too.</summary>
    /// <exception cref="ArgumentException">The dataset is empty, nothing in it counts, or its rows are not what the network takes.</exception>
    public static void CheckClasses<TNetwork>(Dataset data, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(data, parameterName);
        bool classesFit = data.HasLabels && data.TargetSize == Prediction.ClassCount(TNetwork.OutputSize);
        CheckShape<TNetwork>(data, classesFit ? TNetwork.OutputSize : data.TargetSize, parameterName);
        data.RequirePresent(parameterName);
    }

    /// <summary>The same where targets do not matter.</summary>
    /// <exception cref="ArgumentException">The dataset is empty or its inputs are not what the network takes.</exception>
    public static void CheckInputs<TNetwork>(Dataset data, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(data, parameterName);
        CheckShape<TNetwork>(data, TNetwork.OutputSize, parameterName);
    }

    private static void CheckRows<TNetwork>(Dataset data, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        ArgumentNullException.ThrowIfNull(data, parameterName);
        CheckShape<TNetwork>(data, data.TargetSize, parameterName);
    }

    // The members of Loss have no bound below which they could be driven.
    /// <exception cref="ArgumentException">A weight is negative, and the loss is none of one's own.</exception>
    private static void CheckWeights<TNetwork>(Dataset data, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        if (data.FirstNegative is var row and >= 0 && TNetwork.LossType is null)
        {
            throw new ArgumentException(
                $"The weight of row {Wording.Number(row)} is {Wording.Number(data.Weight(row))}, but {TypeNames.Of(typeof(TNetwork))}'s "
                + $"{TrainedLoss<TNetwork>.Name} takes none below 0; a loss of one's own, an ILoss, takes any.",
                parameterName);
        }
    }

    private static void CheckShape<TNetwork>(Dataset data, int targetSize, string parameterName)
        where TNetwork : class, IInferenceNetwork
    {
        if (data.Count == 0)
        {
            throw new ArgumentException("The dataset has no samples, but at least 1 is needed.", parameterName);
        }

        if (data.InputSize != TNetwork.InputSize)
        {
            throw new ArgumentException(
                $"The dataset has {Wording.Exact(data.InputSize, "input")} per sample, but {TypeNames.Of(typeof(TNetwork))} takes {TNetwork.InputSize}.", parameterName);
        }

        if (targetSize != TNetwork.OutputSize)
        {
            throw new ArgumentException(
                $"The dataset has {Wording.Exact(targetSize, "target")} per sample, but {TypeNames.Of(typeof(TNetwork))} has "
                + $"{Wording.Exact(TNetwork.OutputSize, "output")}.{TargetAdvice(data, TNetwork.OutputSize)}",
                parameterName);
        }
    }

    private static string TargetAdvice(Dataset data, int outputs) => (data.Code, data.TargetSize) switch
    {
        ({ IsSingle: false }, 2) when outputs == 1 => " Two classes become one target by WithSingleTarget().",
        ({ IsSingle: true }, _) when outputs == 2 => " Without WithSingleTarget() there is a target for each of the two classes.",
        ({ IsSingle: false }, _) when outputs > 1 => " Labels have a target for each class: the network needs an output for each.",
        (null, 1) when outputs > 1 => " Numbers of classes are labels: given to Dataset.FromFloats as int[], with the number of classes.",
        _ => "",
    };
}
