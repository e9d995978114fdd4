using BoardGameSample.Game;
using BoardGameSample.Search;

namespace Unrolled.Tests;

/// <summary>Says something of every position that has to do with nothing, and makes sure that it is told of every move.</summary>
internal sealed class TrackingEvaluator : IEvaluator
{
    private readonly Stack<Position> _positions = new();

    public static int Of(Position position) => (int)(((position.Own * 0x9E37_79B9_7F4A_7C15) ^ (position.Other * 0xC2B2_AE3D_27D4_EB4F)) >> 52) - 2048;

    public void Reset(Position position)
    {
        _positions.Clear();
        _positions.Push(position);
    }

    public void Play(Position position, int column)
    {
        Assert.Equal(_positions.Peek(), position);
        _positions.Push(position.Play(column));
    }

    public void Undo() => _positions.Pop();

    public int Evaluate(Position position)
    {
        Assert.Equal(_positions.Peek(), position);
        return Of(position);
    }
}
