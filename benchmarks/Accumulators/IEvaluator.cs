namespace Unrolled.Benchmarks.Accumulators;

/// <summary>An evaluation of 768 features, two perspectives of 256 units, squared and clipped, and one output: what all rivals compute.</summary>
internal interface IEvaluator
{
    /// <summary>Computes the sums of a position anew.</summary>
    void Refresh(ReadOnlySpan<int> first, ReadOnlySpan<int> second);

    /// <summary>Makes each move from that position, evaluates, and takes it back; adds the evaluations.</summary>
    int Search(ReadOnlySpan<QuietMove> moves);
}

/// <summary>A quiet move: one feature off, one on, and whose move it is then.</summary>
internal readonly record struct QuietMove(AccumulatorFeature Removed, AccumulatorFeature Added, int SideToMove);

/// <summary>The network, and its parameters for those that have none.</summary>
[AccumulatorNetwork(Features, Units, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]
internal sealed partial class EngineNetwork
{
    public const int Features = 768;
    public const int Units = 256;
    public const int Clip = 255;
    public const int OutputScale = 64;
    public const int EvaluationScale = 400;
}

/// <summary>The generated code.</summary>
internal sealed class GeneratedEvaluator(EngineNetwork network) : IEvaluator
{
    private readonly EngineNetwork.Accumulator _accumulator = new(network);

    public void Refresh(ReadOnlySpan<int> first, ReadOnlySpan<int> second) => _accumulator.Refresh(first, second);

    public int Search(ReadOnlySpan<QuietMove> moves)
    {
        EngineNetwork.Accumulator accumulator = _accumulator;
        int total = 0;
        foreach (ref readonly QuietMove move in moves)
        {
            accumulator.Push();
            accumulator.Move(move.Removed, move.Added);
            total += network.Evaluate(accumulator, move.SideToMove);
            accumulator.Pop();
        }

        return total;
    }
}
