namespace Unrolled.Tests;

/// <summary>Random samples for an accumulator network.</summary>
internal sealed class SparseSamples
{
    public SparseSamples(AccumulatorShape shape, int count, int seed)
    {
        var random = new Random(seed);
        Own = Lists(random, count, shape.Features);
        Other = shape.Perspectives == 2 ? Lists(random, count, shape.Features) : [];
        Evaluations = [.. Enumerable.Range(0, count).Select(_ => random.Next(-600, 601))];
        Results = [.. Enumerable.Range(0, count).Select(_ => random.Next(3) / 2f)];
        Buckets = [.. Enumerable.Range(0, count).Select(_ => random.Next(shape.OutputBuckets))];
        (OwnIndices, OwnOffsets) = Flat(Own);
        (OtherIndices, OtherOffsets) = Flat(Other);
    }

    public int[][] Own { get; }

    public int[][] Other { get; }

    public float[] Evaluations { get; }

    public float[] Results { get; }

    public int[] Buckets { get; }

    public int[] OwnIndices { get; }

    public int[] OwnOffsets { get; }

    public int[] OtherIndices { get; }

    public int[] OtherOffsets { get; }

    public int Count => Own.Length;

    public float Train<TNetwork>(AccumulatorTrainer<TNetwork> trainer, float learningRate) where TNetwork : class, IAccumulatorNetwork<TNetwork> =>
        trainer.TrainSparse(
            new SparseFeatures(OwnIndices, OwnOffsets),
            new SparseFeatures(OtherIndices, OtherOffsets),
            Evaluations,
            Results,
            learningRate,
            Buckets);

    // Some lists are empty, and a feature may come twice.
    private static int[][] Lists(Random random, int count, int features) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(7)).Select(_ => random.Next(features)).ToArray())];

    private static (int[] Indices, int[] Offsets) Flat(int[][] lists) =>
        ([.. lists.SelectMany(list => list)], [.. lists.Select((_, i) => lists.Take(i).Sum(list => list.Length))]);
}
