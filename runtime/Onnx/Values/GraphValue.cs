namespace Unrolled;

/// <summary>What is known of a tensor of a graph, without any inputs.</summary>
/// <param name="dims">The sizes of its dimensions; one may be <see cref="TensorDims.Batch"/>.</param>
internal abstract class GraphValue(int[] dims)
{
    public int[] Dims { get; } = dims;

    /// <summary>The number of elements of one sample.</summary>
    public int Count => (int)TensorDims.Count(Dims);

    public string ShapeText => TensorDims.Text(Dims);

    /// <summary>The same elements in other dimensions.</summary>
    public abstract GraphValue Reshape(int[] dims);

    /// <summary>Elements of this one, each by its place in a sample, in dimensions of their own.</summary>
    public abstract GraphValue Select(int[] dims, ReadOnlySpan<int> places);
}
