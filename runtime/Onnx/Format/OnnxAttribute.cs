namespace Unrolled;

/// <summary>An AttributeProto: one of its values is set.</summary>
internal sealed class OnnxAttribute
{
    public string Name { get; private set; } = "";

    public float Single { get; private set; }

    public long Integer { get; private set; }

    public string Text { get; private set; } = "";

    public OnnxTensor? Tensor { get; private set; }

    public List<double> Singles { get; } = [];

    public List<long> Integers { get; } = [];

    public List<string> Texts { get; } = [];

    /// <summary>Whether it holds a graph of its own, which is not read.</summary>
    public bool HasGraph { get; private set; }

    public static OnnxAttribute Read(ReadOnlyMemory<byte> bytes, string file)
    {
        OnnxAttribute attribute = new();
        ProtobufReader reader = new(bytes, file, "attribute");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    attribute.Name = reader.Text();
                    break;
                case 2:
                    attribute.Single = reader.Single();
                    break;
                case 3:
                    attribute.Integer = reader.Integer();
                    break;
                case 4:
                    attribute.Text = reader.Text();
                    break;
                case 5:
                    attribute.Tensor = OnnxTensor.Read(reader.Bytes(), file);
                    break;
                case 7:
                    reader.Singles(attribute.Singles);
                    break;
                case 8:
                    reader.Integers(attribute.Integers);
                    break;
                case 9:
                    attribute.Texts.Add(reader.Text());
                    break;
                case 6 or 11:
                    attribute.HasGraph = true;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return attribute;
    }
}
