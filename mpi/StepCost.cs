using System.Numerics;

namespace Unrolled.Mpi;

/// <summary>How long a step of data-parallel training takes, as a sum of what it computes, what it moves and how often it waits.</summary>
/// <remarks>
/// Each process leads its shards back, hands each other one its part of their sums, adds up its own part, steps, and hands that out:
/// Rabenseifner, <i>Optimization of collective reduction operations</i> (2004). Messages of one process are counted one after the other,
/// which holds for large ones. What depends on luck is not in it: processes that wait for a slower one, and networks that others use too.
/// docs/many-machines.md holds it against measurements.
/// </remarks>
/// <example>
/// <code>
/// var cost = StepCost.Of&lt;DigitNetwork&gt;(flopsPerSecond: 2.4e11, memoryBandwidth: 6e10, latency: 2e-6, bandwidth: 1.1e10);
/// double seconds = cost.Seconds(batch: 4096, shards: 64, ranks: 64);
/// </code>
/// </example>
public sealed record StepCost
{
    /// <summary>The number of parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>The floating-point operations of a sample, forward and back.</summary>
    public required double FlopsPerSample { get; init; }

    /// <summary>The operations that a process does in a second, with all of its threads: what a training without shards has shown.</summary>
    public required double FlopsPerSecond { get; init; }

    /// <summary>The bytes that a process reads or writes in a second when it adds blocks of parameters.</summary>
    public required double MemoryBandwidth { get; init; }

    /// <summary>How long a message without content takes, in seconds.</summary>
    public required double Latency { get; init; }

    /// <summary>The bytes that a process sends in a second, and receives meanwhile.</summary>
    public required double Bandwidth { get; init; }

    /// <summary>The cost for a network.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="flopsPerSecond"><see cref="FlopsPerSecond"/>.</param>
    /// <param name="memoryBandwidth"><see cref="MemoryBandwidth"/>.</param>
    /// <param name="latency"><see cref="Latency"/>.</param>
    /// <param name="bandwidth"><see cref="Bandwidth"/>.</param>
    public static StepCost Of<TNetwork>(double flopsPerSecond, double memoryBandwidth, double latency, double bandwidth)
        where TNetwork : class, IInferenceNetwork
    {
        double weights = 0;
        for (int layer = 1; layer < TNetwork.Layers.Length; layer++)
        {
            weights += (double)TNetwork.Layers[layer - 1] * TNetwork.Layers[layer];
        }

        // A multiply-add for each weight forward, one for its gradient and, but for the first layer, one for the deltas before it.
        double first = (double)TNetwork.Layers[0] * TNetwork.Layers[1];
        return new StepCost
        {
            Parameters = TNetwork.ParameterCount,
            FlopsPerSample = 2 * ((3 * weights) - first),
            FlopsPerSecond = flopsPerSecond,
            MemoryBandwidth = memoryBandwidth,
            Latency = latency,
            Bandwidth = bandwidth,
        };
    }

    /// <summary>The seconds of a step of plain gradient descent.</summary>
    /// <param name="batch">The samples of a mini-batch, at least 1.</param>
    /// <param name="shards">The shards that it is cut into, at least as many as there are ranks.</param>
    /// <param name="ranks">The processes, at least 1.</param>
    /// <param name="processors">How many processes run at once; where there are more of them, they take turns.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public double Seconds(int batch, int shards, int ranks, int processors = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ranks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, ranks);
        ArgumentOutOfRangeException.ThrowIfLessThan(processors, 1);
        int most = (shards + ranks - 1) / ranks;
        double block = (double)Parameters * sizeof(float);
        double part = block / ranks;
        int[] sums = [.. Enumerable.Range(0, ranks).Select(rank => SumsOf(shards, rank, ranks))];

        // To clear a block writes it once; to add one to another, and to step, read two and write one.
        double compute = FlopsPerSample * batch * most / shards / FlopsPerSecond;
        double shardSums = ((most * block) + ((most - sums.Max()) * 3 * block)) / MemoryBandwidth;
        double addAndStep = sums.Sum() * 3 * part / MemoryBandwidth;
        double turns = Math.Max(1, (double)ranks / processors);
        return turns * (compute + shardSums + addAndStep + Messages(block, part, ranks, rounds: sums.Max()));
    }

    // One exchange for each round, one to hand the parts out, and the losses before.
    private double Messages(double block, double part, int ranks, int rounds)
    {
        if (ranks == 1)
        {
            return 0;
        }

        double exchange = ((ranks - 1) * Latency) + ((block - part) / Bandwidth);
        return ((rounds + 1) * exchange) + (Math.Ceiling(Math.Log2(ranks)) * Latency);
    }

    // Neighbouring shards are added up pairwise; what a process has of whole pairs is one sum.
    private static int SumsOf(int shards, int rank, int ranks)
    {
        int start = (int)((long)shards * rank / ranks);
        int end = (int)((long)shards * (rank + 1) / ranks);
        int sums = 0;
        for (; start < end; sums++)
        {
            int size = start == 0 ? (int)BitOperations.RoundUpToPowerOf2((uint)end + 1) / 2 : start & -start;
            while (size > end - start)
            {
                size /= 2;
            }

            start += size;
        }

        return sums;
    }
}
