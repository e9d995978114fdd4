using Unrolled.Benchmarks.Engines;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>Whole epochs with the runtime's own driver: shuffle, gathering of rows and all.</summary>
/// <param name="Batch">Samples of a mini-batch.</param>
/// <param name="FirstSeconds">The first epoch that the process ran of this network, if it was this one.</param>
/// <param name="Seconds">The median of the later ones.</param>
/// <param name="Share">The median of their shares of the peak, taken anew before and after each.</param>
internal sealed record Epochs(int Batch, double? FirstSeconds, double Seconds, double Share)
{
    private const float LearningRate = 0.1f;
    private const int PeakSamples = 5;

    public static Epochs Of<TNetwork>(Machine machine, Dataset data, int batch, int count, bool isFirst) where TNetwork : class, INetwork<TNetwork>
    {
        var peak = new Sampler(machine.Peak);
        double work = Topology.Of<TNetwork>().TrainingFlops * data.Count;
        var options = new TrainingOptions { Epochs = count + 1, BatchSize = batch, LearningRate = LearningRate };
        using IEnumerator<EpochReport> epochs = Trainer.Epochs(TNetwork.Create(0), data, options).GetEnumerator();
        double first = Next(epochs);
        double[] seconds = new double[count];
        double[] shares = new double[count];
        for (int epoch = 0; epoch < count; epoch++)
        {
            double before = Peak(machine, peak);
            seconds[epoch] = Next(epochs);
            shares[epoch] = work / seconds[epoch] / ((before + Peak(machine, peak)) / 2);
        }

        return new Epochs(batch, isFirst ? first : null, Measurement.Median(seconds), Measurement.Median(shares));
    }

    private static double Next(IEnumerator<EpochReport> epochs)
    {
        double start = ThreadClock.Seconds;
        epochs.MoveNext();
        return ThreadClock.Seconds - start;
    }

    private static double Peak(Machine machine, Sampler sampler) =>
        machine.Peak.Work / Measurement.Median([.. Enumerable.Range(0, PeakSamples).Select(_ => sampler.Sample())]);
}
