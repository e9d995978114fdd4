using BoardGameSample.Game;

namespace BoardGameSample.Search;

/// <summary>The network as it would be without increments: the first layer's sums are made anew for every evaluation.</summary>
internal sealed class RefreshingEvaluator(BoardNetwork network) : IEvaluator
{
    private readonly BoardNetwork.Accumulator _accumulator = new(network, depth: 0);

    public void Reset(Position position)
    {
    }

    public void Play(Position position, int column)
    {
    }

    public void Undo()
    {
    }

    public int Evaluate(Position position)
    {
        Features.Refresh(_accumulator, position);
        return network.Evaluate(_accumulator, position.Side);
    }
}
