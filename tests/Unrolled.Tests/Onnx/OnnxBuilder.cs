using System.Globalization;
using System.Runtime.InteropServices;

namespace Unrolled.Tests.Onnx;

/// <summary>Puts ONNX files together, sound ones and others.</summary>
internal sealed class OnnxBuilder
{
    private readonly List<(string Domain, int Version)> _opsets;
    private readonly ProtobufWriter _graph = new();
    private readonly List<ProtobufWriter> _after = [];
    private int _constants;

    public OnnxBuilder(int opset = 17, int machineLearning = 0)
    {
        _opsets = [("", opset)];
        if (machineLearning > 0)
        {
            _opsets.Add(("ai.onnx.ml", machineLearning));
        }
    }

    /// <summary>An input of so many numbers for each sample.</summary>
    public OnnxBuilder Input(string name = "x", params long[] sample) => Info(11, name, 1, [null, .. sample.Select(size => (long?)size)]);

    public OnnxBuilder Output(string name, OnnxElementType type = OnnxElementType.Float) => Info(12, name, (int)type, null);

    /// <param name="field">11 for an input, 12 for an output.</param>
    /// <param name="name">Its name.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Null for a dimension that is free, or for a shape that is not said.</param>
    public OnnxBuilder Info(int field, string name, int type, long?[]? shape)
    {
        ProtobufWriter tensor = new ProtobufWriter().Integer(1, type);
        if (shape is not null)
        {
            ProtobufWriter dims = new();
            foreach (long? size in shape)
            {
                dims.Message(1, size is { } known ? new ProtobufWriter().Integer(1, known) : new ProtobufWriter().Text(2, "N"));
            }

            tensor.Message(2, dims);
        }

        return Field(field, new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor)));
    }

    /// <summary>A node; inputs and outputs are separated by spaces, and a minus stands for one that is left out.</summary>
    public OnnxBuilder Node(string operation, string inputs, string outputs, params ProtobufWriter[] attributes)
    {
        ProtobufWriter node = new();
        Array.ForEach(inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries), name => node.Text(1, name == "-" ? "" : name));
        Array.ForEach(outputs.Split(' '), name => node.Text(2, name == "-" ? "" : name));
        string[] parts = operation.Split('/');
        node.Text(3, $"n_{outputs.Split(' ')[0]}").Text(4, parts[^1]);
        Array.ForEach(attributes, attribute => node.Message(5, attribute));
        if (parts.Length > 1)
        {
            node.Text(7, parts[0]);
        }

        _graph.Message(1, node);
        return this;
    }

    public OnnxBuilder Tensor(string name, long[] dims, params float[] values) => Tensor(Proto(name, dims, 1, Bytes(values)));

    /// <summary>Random numbers from -1 to 1, the same each time.</summary>
    public OnnxBuilder Weights(string name, params long[] dims)
    {
        int count = (int)dims.Aggregate(1L, (a, b) => a * b);
        var random = new Random(count + name.Sum(c => c));
        return Tensor(name, dims, [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)]);
    }

    public OnnxBuilder Integers(string name, params long[] values) =>
        Tensor(Proto(name, [values.Length], (int)OnnxElementType.Int64, MemoryMarshal.AsBytes<long>(values).ToArray()));

    public OnnxBuilder Tensor(ProtobufWriter tensor)
    {
        _graph.Message(5, tensor);
        return this;
    }

    /// <summary>A number without dimensions; returns its name.</summary>
    public string Scalar(float value)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"c{_constants++}");
        Tensor(name, [], value);
        return name;
    }

    public OnnxBuilder Field(int field, ProtobufWriter message)
    {
        _after.Add(new ProtobufWriter().Message(field, message));
        return this;
    }

    public byte[] Build()
    {
        ProtobufWriter model = new ProtobufWriter().Integer(1, 8).Text(2, "tests");
        ProtobufWriter graph = new ProtobufWriter().Text(2, "graph");
        byte[] whole = [.. graph.Bytes.Span, .. _graph.Bytes.Span, .. _after.SelectMany(part => part.Bytes.ToArray())];
        model.Field(7, whole);
        _opsets.ForEach(set => model.Message(8, new ProtobufWriter().Text(1, set.Domain).Integer(2, set.Version)));
        return model.Bytes.ToArray();
    }

    public static ProtobufWriter Proto(string name, long[] dims, int type, byte[] raw)
    {
        ProtobufWriter tensor = new();
        Array.ForEach(dims, size => tensor.Integer(1, size));
        return tensor.Integer(2, type).Text(8, name).Field(9, raw);
    }

    public static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    public static ProtobufWriter Attribute(string name, float value) => OnnxAttributes.Of(name, value);

    public static ProtobufWriter Attribute(string name, long value) => OnnxAttributes.Of(name, value);

    public static ProtobufWriter Attribute(string name, string value) => OnnxAttributes.Of(name, value);

    public static ProtobufWriter Attribute(string name, params long[] values)
    {
        ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
        Array.ForEach(values, value => attribute.Integer(8, value));
        return attribute.Integer(20, 7);
    }

    public static ProtobufWriter Attribute(string name, float[] values)
    {
        ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
        Array.ForEach(values, value => attribute.Single(7, value));
        return attribute.Integer(20, 6);
    }

    public static ProtobufWriter Attribute(string name, string[] values)
    {
        ProtobufWriter attribute = new ProtobufWriter().Text(1, name);
        Array.ForEach(values, value => attribute.Text(9, value));
        return attribute.Integer(20, 8);
    }

    public static ProtobufWriter Attribute(string name, ProtobufWriter tensor) =>
        new ProtobufWriter().Text(1, name).Message(5, tensor).Integer(20, 4);
}
