namespace Unrolled;

/// <summary>What a file's header says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What the file calls the type of its elements; not necessarily one that can be loaded.</param>
/// <param name="Shape">Its dimensions, the slowest first.</param>
/// <param name="Begin">The offset of its first byte in the data.</param>
/// <param name="End">The offset behind its last byte.</param>
internal sealed record TensorEntry(string Name, string Type, long[] Shape, long Begin, long End)
{
    public string ShapeText => TensorShape.Text(Shape);
}
