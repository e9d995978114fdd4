namespace Unrolled;

/// <summary>A TensorProto as it lies in the file: nothing is converted before it is asked for.</summary>
internal sealed class OnnxTensor
{
    public string Name { get; private set; } = "";

    /// <summary>The sizes of its dimensions as the file claims them.</summary>
    public List<long> Dims { get; } = [];

    public OnnxElementType Type { get; private set; }

    /// <summary>The elements one after the other, little-endian; null where they are in one of the lists.</summary>
    public ReadOnlyMemory<byte>? Raw { get; private set; }

    /// <summary>Elements of floating-point types.</summary>
    public List<double> Numbers { get; } = [];

    /// <summary>Elements of whole numbers, and the bits of 16-bit floats.</summary>
    public List<long> Integers { get; } = [];

    public List<string> Texts { get; } = [];

    /// <summary>Whether the elements are in another file.</summary>
    public bool IsExternal { get; private set; }

    public static OnnxTensor Read(ReadOnlyMemory<byte> bytes, string file)
    {
        OnnxTensor tensor = new();
        ProtobufReader reader = new(bytes, file, "tensor");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    reader.Integers(tensor.Dims);
                    break;
                case 2:
                    tensor.Type = (OnnxElementType)reader.Integer();
                    break;
                case 4:
                    reader.Singles(tensor.Numbers);
                    break;
                case 5 or 7 or 11:
                    reader.Integers(tensor.Integers);
                    break;
                case 6:
                    tensor.Texts.Add(reader.Text());
                    break;
                case 8:
                    tensor.Name = reader.Text();
                    break;
                case 9:
                    tensor.Raw = reader.Bytes();
                    break;
                case 10:
                    reader.Doubles(tensor.Numbers);
                    break;
                case 13:
                    tensor.IsExternal = true;
                    reader.Skip();
                    break;
                case 14:
                    tensor.IsExternal |= reader.Integer() != 0;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return tensor;
    }
}
