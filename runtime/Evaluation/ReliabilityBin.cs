namespace Unrolled;

/// <summary>The samples whose probability lies between two bounds.</summary>
/// <param name="Low">The lower bound, which only the first bin includes.</param>
/// <param name="High">The upper bound, included.</param>
/// <param name="Count">How many samples there are.</param>
/// <param name="MeanProbability">The mean of what the network gives for them; NaN where there are none.</param>
/// <param name="Frequency">The fraction of them for which it came true; NaN where there are none.</param>
public readonly record struct ReliabilityBin(double Low, double High, long Count, double MeanProbability, double Frequency);
