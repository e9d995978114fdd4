namespace Unrolled;

/// <summary>A dimension of an input or output.</summary>
/// <param name="Size">How many; null where it is free.</param>
/// <param name="Name">What it is called where it is free; may be empty.</param>
internal readonly record struct OnnxDimension(long? Size, string Name)
{
    public static OnnxDimension Read(ReadOnlyMemory<byte> bytes, string file)
    {
        OnnxDimension dimension = new(null, "");
        ProtobufReader reader = new(bytes, file, "dimension");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    long size = reader.Integer();

                    // Some exporters write 0 or -1 for a free one.
                    dimension = new OnnxDimension(size > 0 ? size : null, "");
                    break;
                case 2:
                    dimension = new OnnxDimension(null, reader.Text());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return dimension;
    }

    public override string ToString() => Size is { } size ? Wording.Number(size) : Name.Length > 0 ? Printable.Plain(Name) : "?";
}
