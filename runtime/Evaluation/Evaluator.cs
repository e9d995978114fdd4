using Unrolled.Threading;

namespace Unrolled;

/// <summary>Measures how well a network does on a dataset. The network is only read, so that several threads may share it.</summary>
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
        return new Classification<TNetwork>(data, threads).Run(network);
    }

    /// <summary>The mean over the samples of the loss that the network is trained on.</summary>
    /// <remarks>
    /// It comes from <c>Gradient</c>, which computes it from the pre-activations: unlike a logarithm of the outputs it stays finite where
    /// these saturate.
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

        // A sum for each chunk, added in their order: so the result is the same for any number of threads.
        double[] sums = new double[(data.Count + ChunkSize - 1) / ChunkSize];
        int workers = ForwardWork.Workers<TNetwork>(data.Count, threads);
        SharedWorkers.Run(workers, worker => SumLosses(network, data, Share.Of(sums.Length, worker, workers), sums));
        return sums.Sum() / data.Count;
    }

    private static void SumLosses<TNetwork>(TNetwork network, Dataset data, Share chunks, double[] sums)
        where TNetwork : class, INetwork<TNetwork>
    {
        int chunk = Math.Min(ChunkSize, data.Count);
        float[] inputs = new float[chunk * TNetwork.InputSize];
        float[] targets = new float[chunk * TNetwork.OutputSize];
        float[] gradient = new float[TNetwork.ParameterCount];
        for (int i = chunks.Start; i < chunks.Start + chunks.Count; i++)
        {
            int start = i * ChunkSize;
            int count = Math.Min(ChunkSize, data.Count - start);
            Span<float> x = inputs.AsSpan(0, count * TNetwork.InputSize);
            Span<float> y = targets.AsSpan(0, count * TNetwork.OutputSize);
            data.Gather(start, count, x, y);
            sums[i] = (double)network.Gradient(x, y, gradient) * count;
        }
    }
}
