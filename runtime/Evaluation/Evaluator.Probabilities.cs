using Unrolled.Numerics;

namespace Unrolled;

/// <content>Figures of outputs that are probabilities.</content>
public static partial class Evaluator
{
    /// <summary>The mean of -ln p, p the probability that the network gives to the sample's class.</summary>
    /// <remarks>
    /// Good, <i>Rational Decisions</i> (1952). It compares networks whatever they were trained on. Where that is the cross-entropy, it
    /// comes from the pre-activations and has no bound; else from the outputs, which are no more exact than a float: p then counts as
    /// 2^-149 at least, and as 2^-23 where it is 1 less a sigmoid.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class: softmax outputs, or a single sigmoid.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c>.</param>
    /// <returns>Nats per sample, from 0 on; NaN where an output is.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit or is empty, its samples have no single class each, or the outputs are not probabilities.
    /// </exception>
    public static double LogLoss<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, IInferenceNetwork
    {
        const double leastOfComplement = 1.0 / (1 << 23);
        data = EvaluationChecks.Classes(network, data);
        RequireProbabilities<TNetwork>();
        bool isBinary = TNetwork.OutputSize == 1;
        if (TrainedLoss<TNetwork>.Row is { IsLikelihood: true })
        {
            return MeanLoss(network, data, threads: 1, ofClasses: true);
        }

        double sum = 0;
        OutputRows.Visit(network, data, (actual, outputs, _) => sum -= PortableMath.Log(isBinary && actual == 0
            ? Math.Max(1 - (double)outputs[0], leastOfComplement)
            : Math.Max(outputs[isBinary ? 0 : actual], float.Epsilon)));
        return sum / data.Count;
    }

    /// <summary>Whether the probabilities are what they say: the Brier score, the expected calibration error and its bins.</summary>
    /// <typeparam name="TNetwork">The network class: softmax outputs, or a single sigmoid.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c>.</param>
    /// <param name="bins">How many bins of equal width the probabilities are divided into, from 1 to 1000.</param>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit or is empty, its samples have no single class each, the outputs are not probabilities, or the number of bins
    /// is out of range.
    /// </exception>
    public static Calibration Calibration<TNetwork>(TNetwork network, Dataset data, int bins = 10) where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Classes(network, data);
        Require.That(bins is >= 1 and <= 1000, bins, "from 1 to 1000", nameof(bins));
        RequireProbabilities<TNetwork>();
        var counting = new CalibrationCounting(bins);
        OutputRows.Visit(network, data, (actual, outputs, _) => counting.Add(outputs, actual));
        return counting.Result();
    }

    private static void RequireProbabilities<TNetwork>() where TNetwork : class, IInferenceNetwork
    {
        Activation activation = TNetwork.Activations[^1];
        if (activation != (TNetwork.OutputSize == 1 ? Activation.Sigmoid : Activation.Softmax))
        {
            throw new ArgumentException(
                $"{Wording.Exact(TNetwork.OutputSize, "output")} of {activation} {Wording.Are(TNetwork.OutputSize)} no probability; "
                + "Softmax or a single Sigmoid is needed.",
                "network");
        }
    }
}
