namespace Unrolled;

/// <summary>A ValueInfoProto: the name, type and shape of an input or output.</summary>
internal sealed class OnnxValueInfo
{
    public string Name { get; private set; } = "";

    public OnnxElementType Type { get; private set; }

    /// <summary>What a dimension is: a number, or a name or nothing where it is free. Null where the shape is not said.</summary>
    public List<OnnxDimension>? Shape { get; private set; }

    /// <summary>Whether it is a tensor and not a sequence or a map.</summary>
    public bool IsTensor { get; private set; }

    public static OnnxValueInfo Read(ReadOnlyMemory<byte> bytes, string file)
    {
        OnnxValueInfo info = new();
        ProtobufReader reader = new(bytes, file, "input or output");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    info.Name = reader.Text();
                    break;
                case 2:
                    info.ReadType(reader.Bytes(), file);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return info;
    }

    /// <summary>The shape in a message, as in [batch, 8].</summary>
    public string ShapeText => Shape is null ? "a shape that is not said" : $"[{string.Join(", ", Shape)}]";

    private void ReadType(ReadOnlyMemory<byte> bytes, string file)
    {
        ProtobufReader reader = new(bytes, file, "type");
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                IsTensor = true;
                ReadTensorType(reader.Bytes(), file);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadTensorType(ReadOnlyMemory<byte> bytes, string file)
    {
        ProtobufReader reader = new(bytes, file, "type");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    Type = (OnnxElementType)reader.Integer();
                    break;
                case 2:
                    Shape = ReadShape(reader.Bytes(), file);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static List<OnnxDimension> ReadShape(ReadOnlyMemory<byte> bytes, string file)
    {
        List<OnnxDimension> shape = [];
        ProtobufReader reader = new(bytes, file, "shape");
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                shape.Add(OnnxDimension.Read(reader.Bytes(), file));
            }
            else
            {
                reader.Skip();
            }
        }

        return shape;
    }
}
