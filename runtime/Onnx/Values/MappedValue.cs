namespace Unrolled;

/// <summary>A tensor that depends on the inputs.</summary>
/// <param name="dims">The sizes of its dimensions.</param>
/// <param name="elements">Those of one sample.</param>
/// <param name="isWhole">Whether they are whole numbers, so that to convert them into such changes nothing.</param>
internal sealed class MappedValue(int[] dims, Element[] elements, bool isWhole = false) : GraphValue(dims)
{
    public Element[] Elements { get; } = elements;

    public bool IsWhole { get; } = isWhole;

    public override GraphValue Reshape(int[] dims) => new MappedValue(dims, Elements, IsWhole);

    public override GraphValue Select(int[] dims, ReadOnlySpan<int> places) =>
        new MappedValue(dims, ConstantValue.Take(Elements, places)!, IsWhole);
}
