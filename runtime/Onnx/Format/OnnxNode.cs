namespace Unrolled;

/// <summary>A NodeProto: an operator with the names of what goes in and comes out.</summary>
internal sealed class OnnxNode
{
    public string Name { get; private set; } = "";

    public string Operator { get; private set; } = "";

    /// <summary>Whose operator it is; empty for ONNX's own.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>Empty names are inputs that are left out.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Empty names are outputs that nobody wants.</summary>
    public List<string> Outputs { get; } = [];

    public List<OnnxAttribute> Attributes { get; } = [];

    /// <summary>The operator as tables and messages write it, with the domain of another's.</summary>
    public string FullOperator => Domain.Length == 0 ? Operator : $"{Domain}.{Operator}";

    /// <summary>The node in a message: exporters often leave its name out, and its output is unique.</summary>
    public string Description => Name.Length > 0
        ? $"node {Printable.Quote(Name)} ({Printable.Plain(FullOperator)})"
        : $"the node {Printable.Plain(FullOperator)} of output {Printable.Quote(Outputs.Find(name => name.Length > 0) ?? "")}";

    /// <summary>A node of ONNX's own operators.</summary>
    public static OnnxNode Of(string operation, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        OnnxNode node = new() { Operator = operation };
        node.Inputs.AddRange(inputs);
        node.Outputs.AddRange(outputs);
        return node;
    }

    public static OnnxNode Read(ReadOnlyMemory<byte> bytes, string file)
    {
        OnnxNode node = new();
        ProtobufReader reader = new(bytes, file, "node");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    node.Inputs.Add(reader.Text());
                    break;
                case 2:
                    node.Outputs.Add(reader.Text());
                    break;
                case 3:
                    node.Name = reader.Text();
                    break;
                case 4:
                    node.Operator = reader.Text();
                    break;
                case 5:
                    node.Attributes.Add(OnnxAttribute.Read(reader.Bytes(), file));
                    break;
                case 7:
                    node.Domain = OnnxDomain.Normalize(reader.Text());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return node.Operator.Length > 0
            ? node
            : throw new InvalidFileException(file, null, $"{node.Description} without an operator", "one in each node");
    }
}
