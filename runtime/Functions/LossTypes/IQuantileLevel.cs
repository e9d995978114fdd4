namespace Unrolled;

/// <summary>The levels of a <see cref="QuantileLoss{TLevel}"/>.</summary>
public interface IQuantileLevel
{
    /// <summary>The level of an output: 0.9 for the number that the target is below nine times out of ten.</summary>
    /// <param name="output">The number of the output, from 0 on.</param>
    /// <param name="outputCount">How many outputs there are.</param>
    /// <returns>A number between 0 and 1, both excluded.</returns>
    static abstract double Level(int output, int outputCount);
}
