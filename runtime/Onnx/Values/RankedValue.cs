namespace Unrolled;

/// <summary>The index of the largest of some scores. A network gives the scores, and <c>Predict</c> the index.</summary>
/// <param name="dims">The sizes of its dimensions.</param>
/// <param name="scores">What is ranked.</param>
internal sealed class RankedValue(int[] dims, MappedValue scores) : GraphValue(dims)
{
    public MappedValue Scores { get; } = scores;

    public override GraphValue Reshape(int[] dims) => new RankedValue(dims, Scores);

    // It has one element.
    public override GraphValue Select(int[] dims, ReadOnlySpan<int> places) => Reshape(dims);
}
