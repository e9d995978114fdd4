namespace BoardGameSample.Learning;

/// <summary>What a generation has come to.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Positions">The positions of its games.</param>
/// <param name="Loss">The mean loss when they and those of the generations before were learnt from for the last time.</param>
/// <param name="Network">The network.</param>
internal sealed record Generation(int Number, int Positions, double Loss, BoardNetwork Network);
