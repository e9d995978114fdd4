using BoardGameSample.Game;
using Unrolled;

namespace BoardGameSample;

/// <summary>
/// Says what a position is worth for the side to move. A disc in a square is a feature of its own, for either side as it sees the board.
/// </summary>
[AccumulatorNetwork(
    Features.Count, 128, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU, MaxActiveFeatures = Position.Squares)]
internal sealed partial class BoardNetwork;
