using BoardGameSample.Game;

namespace BoardGameSample;

/// <summary>What the network sees: for each side its own discs, then those of the other, by their squares.</summary>
internal static class Features
{
    /// <summary>All features, of which as many are on as there are discs.</summary>
    public const int Count = 2 * Position.Squares;

    /// <summary>The feature that a disc is.</summary>
    /// <param name="perspective">The side that looks at it.</param>
    /// <param name="side">The side whose disc it is.</param>
    /// <param name="square">The square.</param>
    public static int Of(int perspective, int side, int square) => (perspective == side ? 0 : Position.Squares) + square;

    /// <summary>Lists the features that are on.</summary>
    /// <param name="own">The discs of the side that looks.</param>
    /// <param name="other">The discs of the other side.</param>
    /// <param name="features">Receives at most <see cref="Position.Squares"/> features.</param>
    /// <returns>How many there are.</returns>
    public static int Of(ulong own, ulong other, Span<int> features)
    {
        int first = Position.SquaresOf(own, features);
        int count = first + Position.SquaresOf(other, features[first..]);
        foreach (ref int feature in features[first..count])
        {
            feature += Position.Squares;
        }

        return count;
    }

    /// <summary>Sums the features of a position up from the start, as both sides see them.</summary>
    public static void Refresh(BoardNetwork.Accumulator accumulator, Position position)
    {
        Span<int> own = stackalloc int[Position.Squares], other = stackalloc int[Position.Squares];
        own = own[..Of(position.Own, position.Other, own)];
        other = other[..Of(position.Other, position.Own, other)];
        if (position.Side == 0)
        {
            accumulator.Refresh(own, other);
        }
        else
        {
            accumulator.Refresh(other, own);
        }
    }
}
