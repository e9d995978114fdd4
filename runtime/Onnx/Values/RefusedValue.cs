namespace Unrolled;

/// <summary>A tensor of which only the shape can be computed: graphs ask for the shapes of tensors that nothing else needs.</summary>
/// <param name="dims">The sizes of its dimensions.</param>
/// <param name="refusal">Why its elements cannot be.</param>
internal sealed class RefusedValue(int[] dims, GraphRefusal refusal) : GraphValue(dims)
{
    public GraphRefusal Refusal { get; } = refusal;

    public override GraphValue Reshape(int[] dims) => new RefusedValue(dims, Refusal);

    public override GraphValue Select(int[] dims, ReadOnlySpan<int> places) => Reshape(dims);
}
