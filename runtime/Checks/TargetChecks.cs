namespace Unrolled;

/// <summary>Checks when training starts that a network can learn the targets of a dataset, and says what to write where it cannot.</summary>
internal static class TargetChecks
{
    // Thirds written with three digits add up to 0.999.
    private const double SumTolerance = 1e-3;

    /// <remarks>
    /// One pass over the targets; of labels only what stands for them is looked at. What a loss of one's own takes is its own affair.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="data">Samples that fit the network. Those of weight 0 are not there.</param>
    /// <param name="parameterName">What the caller's parameter is called.</param>
    /// <exception cref="ArgumentException">A target is one that the outputs or the loss cannot come to.</exception>
    public static void Check<TNetwork>(Dataset data, string parameterName) where TNetwork : class, IInferenceNetwork
    {
        TargetBounds bounds = TrainedLoss<TNetwork>.Targets;
        if (!AreBounded<TNetwork>() || HasSoundCode(data, bounds))
        {
            return;
        }

        float[] targets = new float[TNetwork.OutputSize];
        for (int row = 0; row < data.Count; row++)
        {
            if (!data.IsThere(row))
            {
                continue;
            }

            data.CopyTarget(row, targets);
            if (Defect<TNetwork>(targets, row, out _) is { } defect)
            {
                throw new ArgumentException(defect, parameterName);
            }
        }
    }

    /// <summary>What is wrong with a row of targets, in a sentence; null where they can be learnt.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="row">The number of the row.</param>
    /// <param name="column">The target that is wrong; the first where it is all of them together.</param>
    public static string? Defect<TNetwork>(ReadOnlySpan<float> targets, long row, out int column) where TNetwork : class, IInferenceNetwork
    {
        TargetBounds bounds = TrainedLoss<TNetwork>.Targets;
        for (column = 0; column < targets.Length; column++)
        {
            if (!bounds.Contains(targets[column]))
            {
                return Outside<TNetwork>(bounds, row, column, targets[column]);
            }
        }

        column = 0;
        return bounds.IsDistribution && Sum(targets) is double sum && Math.Abs(sum - 1) > SumTolerance ? NoDistribution<TNetwork>(row, sum) : null;
    }

    /// <summary>Whether there are targets that cannot be learnt.</summary>
    public static bool AreBounded<TNetwork>() where TNetwork : class, IInferenceNetwork =>
        TNetwork.LossType is null && !TrainedLoss<TNetwork>.Targets.IsUnbounded;

    // What stands for a class where outputs have no upper bound, as -1 for one of a rectifier, need not be reached: it is come near to.
    private static bool HasSoundCode(Dataset data, TargetBounds bounds) =>
        data.Code is { } code
        && (bounds.IsOpen || (bounds.Contains(code.Off) && bounds.Contains(code.On)))
        && (!bounds.IsDistribution || (!code.IsSingle && Math.Abs(code.On + (data.TargetSize - 1.0) * code.Off - 1) <= SumTolerance));

    private static double Sum(ReadOnlySpan<float> targets)
    {
        double sum = 0;
        foreach (float target in targets)
        {
            sum += target;
        }

        return sum;
    }

    private static string Outside<TNetwork>(TargetBounds bounds, long row, int column, float value) where TNetwork : class, IInferenceNetwork
    {
        bool isSingle = TNetwork.OutputSize == 1;
        string reach = bounds.IsSign ? $"{(isSingle ? "compares" : "compare")} with -1 and 1"
            : bounds.IsOpen ? $"never {(isSingle ? "falls" : "fall")} below {Wording.Number(bounds.Least)}"
            : $"{(isSingle ? "reaches" : "reach")} {Wording.Number(bounds.Least)} to {Wording.Number(bounds.Greatest)}";
        return $"Target {column} of row {row} is {Wording.Number(value)}, but {Outputs<TNetwork>()} {reach}: {Advice<TNetwork>(bounds)}.";
    }

    private static string NoDistribution<TNetwork>(long row, double sum) where TNetwork : class, IInferenceNetwork =>
        $"The targets of row {row} add up to {Wording.Number((float)sum)}, but {Outputs<TNetwork>()} {(TNetwork.OutputSize == 1 ? "is" : "add up to")} 1: "
        + "give each sample one class, as labels do, or probabilities; where several classes at once are right, "
        + $"write {Suggest(Activation.Sigmoid, Loss.BinaryCrossEntropy)}.";

    private static string Outputs<TNetwork>() where TNetwork : class, IInferenceNetwork =>
        $"{TypeNames.Of(typeof(TNetwork))}'s {TNetwork.Activations[^1]} {(TNetwork.OutputSize == 1 ? "output" : "outputs")} with {TNetwork.Loss}";

    private static string Advice<TNetwork>(TargetBounds bounds) where TNetwork : class, IInferenceNetwork
    {
        bool isSingle = TNetwork.OutputSize == 1;
        if (bounds.IsSign)
        {
            return $"write -1 and 1 for the two classes, as {(isSingle ? "WithSingleTarget(-1, 1)" : "WithOneHot(-1, 1)")} does of labels";
        }

        string numbers = Suggest(Activation.Identity, LossRow.Of(TNetwork.Loss).IsOfNumbers ? null : Loss.MeanSquaredError);
        return (bounds.Least, bounds.Greatest) switch
        {
            (0, 1) => $"write 0 and 1 for classes, as {(isSingle ? "WithSingleTarget()" : "WithOneHot(0, 1)")} does of labels, or {numbers} for numbers",
            (_, double.PositiveInfinity) => $"write {numbers}",
            _ => $"scale the targets to {Wording.Number(bounds.Least)} to {Wording.Number(bounds.Greatest)}, or write {numbers}",
        };
    }

    private static string Suggest(Activation output, Loss? loss) =>
        $"Output = Activation.{output}{(loss is null ? "" : $" with Loss = Loss.{loss}")}";
}
