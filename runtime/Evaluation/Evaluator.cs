namespace Unrolled;

/// <summary>Measures how well a network does on a dataset. The network is only read, so that several threads may share it.</summary>
/// <remarks>
/// Every sample counts as one, whatever its weight, which is for training; only those of weight 0 are not there. Figures of classes are
/// refused where the targets stand for numbers or for several labels at once, with the figures to ask for in their place. What has nothing
/// to divide by is NaN, as is a figure of numbers where an output is. All sums are in double precision.
/// </remarks>
public static partial class Evaluator
{
    /// <summary>How many samples are gathered and computed at a time: few enough that they stay in the cache.</summary>
    internal const int ChunkSize = 256;

    /// <summary>The fraction of the samples that a network classifies correctly.</summary>
    /// <remarks>
    /// The class of a sample is its label. Without labels it is what the targets stand for as outputs, see <see cref="Prediction"/>: so
    /// a network with a single output is measured against targets 0 and 1, or -1 and +1. An output that is NaN counts as <c>Predict</c>
    /// takes it: as no larger than any other, unless it is the first.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network or is empty, its samples have no single class each, or there is no thread.
    /// </exception>
    public static double Accuracy<TNetwork>(TNetwork network, Dataset data, int threads = 1)
        where TNetwork : class, IInferenceNetwork => Confusion(network, data, threads).Accuracy;

    /// <summary>How often a network takes samples of each class for each class.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c>.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <returns>Rows are actual classes, columns predicted ones.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit the network or is empty, its samples have no single class each, or there is no thread.
    /// </exception>
    public static ConfusionMatrix Confusion<TNetwork>(TNetwork network, Dataset data, int threads = 1)
        where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Classes(network, data);
        Require.AtLeastOne(threads, nameof(threads));
        return new Classification<TNetwork>(data, threads).Run(network);
    }

    /// <summary>The mean over the samples of the loss that the network is trained on.</summary>
    /// <remarks>
    /// The cross-entropies are computed from the pre-activations: unlike logarithms of the outputs they stay exact and finite where these
    /// saturate.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with targets; labels are not needed.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty, or there is no thread.</exception>
    public static double MeanLoss<TNetwork>(TNetwork network, Dataset data, int threads = 1) where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Numbers(network, data);
        Require.AtLeastOne(threads, nameof(threads));
        return MeanLoss(network, data, threads, ofClasses: false);
    }

    /// <summary>The mean over the samples of another loss than the one that the network is trained on.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <typeparam name="TLoss">The loss.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with targets; labels are not needed.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <returns>The mean loss; also one that is infinite or not a number.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty, or there is no thread.</exception>
    public static double MeanLoss<TNetwork, TLoss>(TNetwork network, Dataset data, int threads = 1)
        where TNetwork : class, IInferenceNetwork
        where TLoss : ILoss
    {
        data = EvaluationChecks.Numbers(network, data);
        Require.AtLeastOne(threads, nameof(threads));
        return new Validation<TNetwork>(data, hasClasses: false, threads, sumLosses: SummedLoss.Of<TNetwork, TLoss>).Run(network).Loss;
    }

    /// <summary>The fraction of the samples whose class is among the <paramref name="k"/> largest outputs.</summary>
    /// <remarks>
    /// Of equal outputs the first counts as the larger one, so that <c>k = 1</c> is <c>Accuracy</c> where no output is NaN. One that
    /// is NaN is no hit, and counts as larger than any other.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class; two outputs at least.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <c>Accuracy</c>.</param>
    /// <param name="k">How many guesses there are, from 1 to the number of outputs.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentException">
    /// The dataset does not fit or is empty, its samples have no single class each, or <paramref name="k"/> is out of range.
    /// </exception>
    public static double TopK<TNetwork>(TNetwork network, Dataset data, int k) where TNetwork : class, IInferenceNetwork
    {
        data = EvaluationChecks.Classes(network, data);
        if (TNetwork.OutputSize == 1)
        {
            throw new ArgumentException("A single output gives no order of classes; at least 2 outputs are needed.", nameof(network));
        }

        if (k < 1 || k > TNetwork.OutputSize)
        {
            Require.Throw(k, $"from 1 to {Wording.Number(TNetwork.OutputSize)}", nameof(k));
        }

        long hits = 0;
        OutputRows.Visit(network, data, (actual, outputs, _) => hits += Place(outputs, actual) < k ? 1 : 0);
        return (double)hits / data.Count;
    }

    /// <summary>The mean loss of samples that have been checked, against their targets or, as one-hot rows, their classes.</summary>
    private static double MeanLoss<TNetwork>(TNetwork network, Dataset data, int threads, bool ofClasses)
        where TNetwork : class, IInferenceNetwork
    {
        if (ofClasses && data.HasLabels)
        {
            data = TNetwork.OutputSize == 1 ? data.WithSingleTarget() : data.WithOneHot(off: 0, on: 1);
        }

        return new Validation<TNetwork>(data, hasClasses: false, threads, toClasses: ofClasses && !data.HasLabels).Run(network).Loss;
    }

    /// <summary>How many outputs come before that of a class. A comparison with NaN is never true, so that NaN comes last.</summary>
    private static int Place(ReadOnlySpan<float> outputs, int number)
    {
        int before = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            bool isAhead = outputs[number] > outputs[i] || (outputs[number] == outputs[i] && number <= i);
            before += isAhead ? 0 : 1;
        }

        return before;
    }
}
