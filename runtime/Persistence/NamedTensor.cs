namespace Unrolled;

/// <summary>A tensor in memory, to be written to a file or to be filled from one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions, the slowest first.</param>
/// <param name="Values">As many elements as the shape says.</param>
internal record NamedTensor(string Name, long[] Shape, Memory<float> Values)
{
    public string ShapeText => TensorShape.Text(Shape);
}
