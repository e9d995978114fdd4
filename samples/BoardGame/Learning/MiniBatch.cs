using BoardGameSample.Game;
using Unrolled;

namespace BoardGameSample.Learning;

/// <summary>The samples of a step as lists of features.</summary>
/// <param name="capacity">How many samples there may be.</param>
internal sealed class MiniBatch(int capacity)
{
    private readonly int[] _own = new int[capacity * Position.Squares];
    private readonly int[] _other = new int[capacity * Position.Squares];
    private readonly int[] _offsets = new int[capacity];
    private readonly float[] _evaluations = new float[capacity];
    private readonly float[] _results = new float[capacity];
    private int _count;
    private int _indices;

    /// <summary>Begins anew.</summary>
    public void Clear() => (_count, _indices) = (0, 0);

    /// <summary>Adds a sample.</summary>
    public void Add(Sample sample)
    {
        Position position = sample.Position;
        _offsets[_count] = _indices;
        Features.Of(position.Other, position.Own, _other.AsSpan(_indices));
        _indices += Features.Of(position.Own, position.Other, _own.AsSpan(_indices));
        _evaluations[_count] = sample.Evaluation;
        _results[_count] = sample.Result;
        _count++;
    }

    /// <summary>Makes a step.</summary>
    /// <returns>The mean loss.</returns>
    public float Train(AccumulatorTrainer<BoardNetwork> trainer, float learningRate)
    {
        ReadOnlySpan<int> offsets = _offsets.AsSpan(0, _count);
        return trainer.TrainSparse(
            new SparseFeatures(_own.AsSpan(0, _indices), offsets),
            new SparseFeatures(_other.AsSpan(0, _indices), offsets),
            _evaluations.AsSpan(0, _count),
            _results.AsSpan(0, _count),
            learningRate);
    }
}
