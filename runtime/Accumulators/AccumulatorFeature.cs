namespace Unrolled;

/// <summary>One feature of a position, by its number for each of two perspectives: in chess, a piece on a square as White and as Black see it.</summary>
/// <param name="First">Its number for perspective 0.</param>
/// <param name="Second">Its number for perspective 1.</param>
public readonly record struct AccumulatorFeature(int First, int Second)
{
    /// <summary>Lets a pair of numbers stand for a feature.</summary>
    /// <param name="numbers">Its number for each perspective.</param>
    public static implicit operator AccumulatorFeature((int First, int Second) numbers) => new(numbers.First, numbers.Second);
}
