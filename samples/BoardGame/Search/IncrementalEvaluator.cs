using BoardGameSample.Game;

namespace BoardGameSample.Search;

/// <summary>The network, whose first layer's sums are kept along the moves: each adds one row for either side.</summary>
internal sealed class IncrementalEvaluator(BoardNetwork network) : IEvaluator
{
    private readonly BoardNetwork.Accumulator _accumulator = new(network, depth: Position.Squares);

    public void Reset(Position position)
    {
        while (_accumulator.Depth > 0)
        {
            _accumulator.Pop();
        }

        Features.Refresh(_accumulator, position);
    }

    public void Play(Position position, int column)
    {
        int side = position.Side;
        int square = position.Landing(column);
        _accumulator.Push();
        _accumulator.Add((Features.Of(0, side, square), Features.Of(1, side, square)));
    }

    public void Undo() => _accumulator.Pop();

    public int Evaluate(Position position) => network.Evaluate(_accumulator, position.Side);
}
