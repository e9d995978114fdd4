namespace Unrolled;

/// <summary>Puts a graph together node by node, each applied to what the one before it gives, and the tensors that come with it.</summary>
/// <param name="input">The name of the input.</param>
internal sealed class OnnxGraphWriter(string input)
{
    private const int ElementTypeOfFloat = (int)OnnxElementType.Float;

    // What a dimension of any size is called.
    private const string Batch = "batch";

    private readonly List<(string Name, string Operator, string[] Inputs, ProtobufWriter[] Attributes)> _nodes = [];
    private readonly List<ProtobufWriter> _tensors = [];
    private readonly HashSet<string> _names = [];

    private readonly string _input = input;

    /// <summary>The tensor that the next node is applied to.</summary>
    public string Current { get; private set; } = input;

    /// <summary>A node that is applied to the current tensor and gives the next one.</summary>
    /// <param name="scope">The part of the network that it belongs to: names begin with it.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="others">Its other inputs.</param>
    /// <param name="attributes">Its attributes.</param>
    public OnnxGraphWriter Then(string scope, string operation, string[]? others = null, ProtobufWriter[]? attributes = null)
    {
        Current = Beside(scope, operation, [Current, .. others ?? []], attributes);
        return this;
    }

    /// <summary>A node that is applied to other tensors and leaves the current one; returns what it gives.</summary>
    /// <param name="scope">The part of the network that it belongs to: names begin with it.</param>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="attributes">Its attributes.</param>
    public string Beside(string scope, string operation, string[] inputs, ProtobufWriter[]? attributes = null)
    {
        // As PyTorch's exporter names nodes and tensors.
        string name = Unique($"/{scope}/{operation}");
        _nodes.Add((name, operation, inputs, attributes ?? []));
        return OutputOf(name);
    }

    /// <summary>A tensor of the graph; returns its name.</summary>
    public string Tensor(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values)
    {
        name = Unique(name);
        _tensors.Add(Tensor(name, shape, OnnxElementType.Float).Singles(9, values));
        return name;
    }

    /// <summary>A tensor of another type, its elements little-endian; returns its name.</summary>
    public string Tensor(string name, ReadOnlySpan<long> shape, OnnxElementType type, ReadOnlySpan<byte> bytes)
    {
        name = Unique(name);
        _tensors.Add(Tensor(name, shape, type).Field(9, bytes));
        return name;
    }

    /// <summary>One number, as a tensor without dimensions.</summary>
    public string Scalar(string name, float value) => Tensor(name, [], [value]);

    /// <summary>The whole graph: GraphProto.</summary>
    /// <exception cref="ArgumentException">The input or the output is called as something else in the graph.</exception>
    public ProtobufWriter Finish(int inputSize, string output, int outputSize)
    {
        ProtobufWriter graph = new();
        for (int i = 0; i < _nodes.Count; i++)
        {
            (string name, string operation, string[] inputs, ProtobufWriter[] attributes) = _nodes[i];
            ProtobufWriter node = new();
            foreach (string each in inputs)
            {
                node.Text(1, each);
            }

            node.Text(2, i == _nodes.Count - 1 ? output : OutputOf(name)).Text(3, name).Text(4, operation);
            foreach (ProtobufWriter attribute in attributes)
            {
                node.Message(5, attribute);
            }

            graph.Message(1, node);
        }

        RequireUnique(_input, nameof(OnnxSaveOptions.InputName));
        RequireUnique(output, nameof(OnnxSaveOptions.OutputName));
        graph.Text(2, "main_graph");
        _tensors.ForEach(tensor => graph.Message(5, tensor));
        return graph.Message(11, Info(_input, inputSize)).Message(12, Info(output, outputSize));
    }

    private static ProtobufWriter Tensor(string name, ReadOnlySpan<long> shape, OnnxElementType type)
    {
        ProtobufWriter tensor = new();
        foreach (long size in shape)
        {
            tensor.Integer(1, size);
        }

        return tensor.Integer(2, (int)type).Text(8, name);
    }

    private static string OutputOf(string node) => $"{node}_output_0";

    private void RequireUnique(string name, string option)
    {
        if (!_names.Add(name) || _nodes.Exists(node => OutputOf(node.Name) == name))
        {
            throw new ArgumentException($"The name {Printable.Quote(name)} is that of another tensor in the graph.", option);
        }
    }

    private string Unique(string name)
    {
        string unique = name;
        for (long i = 1; !_names.Add(unique); i++)
        {
            unique = $"{name}_{Wording.Number(i)}";
        }

        return unique;
    }

    /// <summary>ValueInfoProto: a free batch, and so many numbers of a sample.</summary>
    private static ProtobufWriter Info(string name, int size)
    {
        ProtobufWriter shape = new ProtobufWriter()
            .Message(1, new ProtobufWriter().Text(2, Batch))
            .Message(1, new ProtobufWriter().Integer(1, size));
        ProtobufWriter tensor = new ProtobufWriter().Integer(1, ElementTypeOfFloat).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
