namespace Unrolled;

/// <summary>A GraphProto: nodes, the tensors that are given with it, and what goes in and comes out.</summary>
internal sealed class OnnxGraph
{
    // Far beyond any network, and a file of two bytes a node would cost fifty times its size.
    private const int MostNodes = 100_000;

    public List<OnnxNode> Nodes { get; } = [];

    public List<OnnxTensor> Initializers { get; } = [];

    public List<OnnxValueInfo> Inputs { get; } = [];

    public List<OnnxValueInfo> Outputs { get; } = [];

    public string Documentation { get; private set; } = "";

    /// <summary>Names of tensors of which the file holds only what is not zero.</summary>
    public List<string> SparseInitializers { get; } = [];

    public static OnnxGraph Read(ReadOnlyMemory<byte> bytes, string file)
    {
        OnnxGraph graph = new();
        ProtobufReader reader = new(bytes, file, "graph");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1 when graph.Nodes.Count == MostNodes:
                    throw new InvalidFileException(file, null, $"more than {MostNodes} nodes", "a network, which has fewer");
                case 1:
                    graph.Nodes.Add(OnnxNode.Read(reader.Bytes(), file));
                    break;
                case 5:
                    graph.Initializers.Add(OnnxTensor.Read(reader.Bytes(), file));
                    break;
                case 10:
                    graph.Documentation = reader.Text();
                    break;
                case 11:
                    graph.Inputs.Add(OnnxValueInfo.Read(reader.Bytes(), file));
                    break;
                case 12:
                    graph.Outputs.Add(OnnxValueInfo.Read(reader.Bytes(), file));
                    break;
                case 15:
                    graph.SparseInitializers.Add(NameOfSparse(reader.Bytes(), file));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return graph;
    }

    // A SparseTensorProto is called as the tensor of its values.
    private static string NameOfSparse(ReadOnlyMemory<byte> bytes, string file)
    {
        string name = "";
        ProtobufReader reader = new(bytes, file, "sparse tensor");
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                name = OnnxTensor.Read(reader.Bytes(), file).Name;
            }
            else
            {
                reader.Skip();
            }
        }

        return name;
    }
}
