namespace Unrolled;

/// <summary>A tensor that a file is to have, or to be read into, byte by byte and of one type: integers, which are not to become floats.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type as a file names it.</param>
/// <param name="Shape">The sizes.</param>
/// <param name="Bytes">The elements, little-endian.</param>
internal sealed record RawTensor(string Name, string Type, long[] Shape, Memory<byte> Bytes) : NamedTensor(Name, Shape, default)
{
    public const string I8 = nameof(I8);
    public const string I32 = nameof(I32);

    /// <exception cref="InvalidFileException">The tensor of the file is of another type.</exception>
    public void Require(TensorEntry tensor, string file)
    {
        if (tensor.Type != Type)
        {
            throw new InvalidFileException(file, Name, $"type {Printable.Quote(tensor.Type)}", $"type {Type}");
        }

        if (tensor.End - tensor.Begin != Bytes.Length)
        {
            throw new InvalidFileException(
                file, Name, Wording.Exact(tensor.End - tensor.Begin, "byte"), $"{Wording.Exact(Bytes.Length, "byte")}, those of {ShapeText} of {Type}");
        }
    }
}
