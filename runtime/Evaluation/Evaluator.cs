using Unrolled.Threading;

namespace Unrolled;

/// <summary>Measures how well a network does on a dataset. The network is only read, so that several threads may share it.</summary>
/// <remarks>Every sample counts as one, whatever its weight, but for those of weight 0: they are not there.</remarks>
public static class Evaluator
{
    /// <summary>How many samples are gathered and computed at a time: few enough that they stay in the cache.</summary>
    internal const int ChunkSize = 256;

    /// <summary>The fraction of the samples that a network classifies correctly.</summary>
    /// <remarks>
    /// The class of a sample is its label. Without labels it is what the targets stand for as outputs, see <see cref="Prediction"/>: so
    /// a network with a single output is measured against targets 0 and 1, or -1 and +1.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty, or there is no thread.</exception>
    public static double Accuracy<TNetwork>(TNetwork network, Dataset data, int threads = 1)
        where TNetwork : class, INetwork<TNetwork> => Confusion(network, data, threads).Accuracy;

    /// <summary>How often a network takes samples of each class for each class.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <see cref="Accuracy"/>.</param>
    /// <param name="threads">How many threads share the work, at least 1. The result does not depend on it.</param>
    /// <returns>Rows are actual classes, columns predicted ones.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty, or there is no thread.</exception>
    public static ConfusionMatrix Confusion<TNetwork>(TNetwork network, Dataset data, int threads = 1)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.CheckClasses<TNetwork>(data, nameof(data));
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return new Classification<TNetwork>(data.Present(), threads).Run(network);
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
    public static double MeanLoss<TNetwork>(TNetwork network, Dataset data, int threads = 1) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.Check<TNetwork>(data, nameof(data));
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        data = data.Present();

        // A sum for each chunk, added in their order: so the result is the same for any number of threads.
        double[] sums = new double[(data.Count + ChunkSize - 1) / ChunkSize];
        int workers = ForwardWork.Workers<TNetwork>(data.Count, threads);
        SharedWorkers.Run(workers, worker => SumLosses(network, data, Share.Of(sums.Length, worker, workers), sums));
        return sums.Sum() / data.Count;
    }

    /// <summary>The fraction of the samples whose class is among the <paramref name="k"/> largest outputs.</summary>
    /// <remarks>Of equal outputs the first counts as the larger one, so that <c>k = 1</c> is <see cref="Accuracy"/>.</remarks>
    /// <typeparam name="TNetwork">The network class; two outputs at least.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <see cref="Accuracy"/>.</param>
    /// <param name="k">How many guesses there are, from 1 to the number of outputs.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit or is empty, or <paramref name="k"/> is out of range.</exception>
    public static double TopK<TNetwork>(TNetwork network, Dataset data, int k) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.CheckClasses<TNetwork>(data, nameof(data));
        if (TNetwork.OutputSize == 1)
        {
            throw new ArgumentException("A single output gives no order of classes; at least 2 outputs are needed.", nameof(network));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, TNetwork.OutputSize);
        data = data.Present();
        long hits = 0;
        OutputRows.Visit(network, data, (actual, outputs, _) => hits += Place(outputs, actual) < k ? 1 : 0);
        return (double)hits / data.Count;
    }

    /// <summary>The mean of -ln p, p the probability that the network gives to the sample's class.</summary>
    /// <remarks>
    /// Good, <i>Rational Decisions</i> (1952). It compares networks whatever they were trained on, from their outputs alone. These
    /// are no more exact than a float, so that p counts as 2^-23 at least; <see cref="MeanLoss"/> knows no such bound.
    /// </remarks>
    /// <typeparam name="TNetwork">The network class: softmax outputs, or a single sigmoid.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with labels or targets, as for <see cref="Accuracy"/>.</param>
    /// <returns>Nats per sample, from 0 on.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit or is empty, or the outputs are not probabilities.</exception>
    public static double LogLoss<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, INetwork<TNetwork>
    {
        const double least = 1.0 / (1 << 23);
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.CheckClasses<TNetwork>(data, nameof(data));
        Activation activation = TNetwork.Activations[^1];
        bool isBinary = TNetwork.OutputSize == 1;
        if (activation != (isBinary ? Activation.Sigmoid : Activation.Softmax))
        {
            throw new ArgumentException(
                $"{Wording.Exact(TNetwork.OutputSize, "output")} of {activation} {Wording.Are(TNetwork.OutputSize)} no probability; "
                + "Softmax or a single Sigmoid is needed.",
                nameof(network));
        }

        data = data.Present();
        double sum = 0;
        OutputRows.Visit(network, data, (actual, outputs, _) =>
        {
            double p = !isBinary ? outputs[actual] : actual == 1 ? outputs[0] : 1 - (double)outputs[0];
            sum -= Math.Log(Math.Max(p, least));
        });
        return sum / data.Count;
    }

    /// <summary>The root of the mean squared error over all samples and outputs, in the units of the targets.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty.</exception>
    public static double Rmse<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.Check<TNetwork>(data, nameof(data));
        data = data.Present();
        double sum = 0;
        OutputRows.Visit(network, data, (_, outputs, targets) =>
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                sum += Square(outputs[i] - (double)targets[i]);
            }
        });
        return Math.Sqrt(sum / ((double)data.Count * TNetwork.OutputSize));
    }

    /// <summary>
    /// The coefficient of determination, 1 - (squared error) / (squared deviation of the targets from their mean): 1 is perfect, 0 no
    /// better than the mean. Of several outputs the mean; NaN or minus infinity where a target never varies.
    /// </summary>
    /// <remarks>Draper and Smith, <i>Applied Regression Analysis</i> (1998), section 1.3.</remarks>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Samples with as many targets as the network has outputs.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or is empty.</exception>
    public static double R2<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        DatasetChecks.Check<TNetwork>(data, nameof(data));
        data = data.Present();
        var moments = new RunningMoments[TNetwork.OutputSize];
        double[] errors = new double[TNetwork.OutputSize];
        OutputRows.Visit(network, data, (_, outputs, targets) =>
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                moments[i].Add(targets[i]);
                errors[i] += Square(outputs[i] - (double)targets[i]);
            }
        });
        return errors.Select((error, i) => 1 - error / moments[i].SquaredDeviations).Average();
    }

    private static double Square(double x) => x * x;

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

    private static void SumLosses<TNetwork>(TNetwork network, Dataset data, Share chunks, double[] sums)
        where TNetwork : class, INetwork<TNetwork>
    {
        int chunk = Math.Min(ChunkSize, data.Count);
        float[] inputs = new float[chunk * TNetwork.InputSize];
        float[] targets = new float[chunk * TNetwork.OutputSize];
        float[] outputs = new float[chunk * TNetwork.OutputSize];
        for (int i = chunks.Start; i < chunks.Start + chunks.Count; i++)
        {
            int start = i * ChunkSize;
            int count = Math.Min(ChunkSize, data.Count - start);
            Span<float> x = inputs.AsSpan(0, count * TNetwork.InputSize);
            Span<float> y = targets.AsSpan(0, count * TNetwork.OutputSize);
            data.Gather(start, count, x, y);
            sums[i] = network.SumLosses(x, y, outputs.AsSpan(0, y.Length));
        }
    }
}
