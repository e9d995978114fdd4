namespace Unrolled;

/// <summary>A node with what goes into it: all that an operator sees.</summary>
/// <param name="graph">What is computed of the graph.</param>
/// <param name="node">The node.</param>
/// <param name="inputs">The values of its inputs; null for one that is left out.</param>
/// <param name="opset">The version of its set of operators.</param>
internal sealed class NodeCall(GraphInterpreter graph, OnnxNode node, GraphValue?[] inputs, long opset)
{
    public OnnxNode Node { get; } = node;

    public long Opset { get; } = opset;

    public NetworkPoints Points => graph.Points;

    /// <summary>The number of samples that the graph was written for; null where it takes any.</summary>
    public long? FixedBatch => graph.FixedBatch;

    public int InputCount => inputs.Length;

    public GraphValue Input(int index) => Optional(index) ?? throw Refuse($"no input {Wording.Number((long)index)}", "one");

    public GraphValue? Optional(int index) => index < inputs.Length ? inputs[index] : null;

    /// <summary>An input that must not depend on the network's.</summary>
    public ConstantValue Constant(int index) => Input(index) as ConstantValue
        ?? throw (Input(index) is RefusedValue refused ? refused.Refusal : Refuse(
            $"that {Name(index)} depends on the inputs", "a constant there"));

    /// <summary>The same as numbers.</summary>
    public double[] Numbers(int index) => Constant(index).ToNumbers() ?? throw Refuse(
        $"no numbers in {Name(index)}", "numbers that are the same for any batch");

    /// <summary>The same as whole numbers.</summary>
    public long[] Integers(int index) => Constant(index).Integers ?? throw Refuse($"no whole numbers in {Name(index)}", "whole numbers");

    /// <summary>An input that does depend on them, by elements.</summary>
    public MappedValue Mapped(int index) => Input(index) switch
    {
        MappedValue mapped => mapped,
        ConstantValue => throw Refuse($"the constant {Name(index)}", "a tensor that depends on the inputs"),
        GraphValue value => throw Unusable(value, index),
    };

    /// <summary>Why nothing can be computed from a value.</summary>
    public GraphRefusal Unusable(GraphValue value, int index) => value is RefusedValue refused
        ? refused.Refusal
        : Refuse($"a calculation with {Name(index)}, the index of the largest score", "the index, or the scores, as the output");

    /// <summary>The name of an input in a message, with its shape where that is known.</summary>
    public string Name(int index) => index < Node.Inputs.Count
        ? $"{Printable.Quote(Node.Inputs[index])}{(Optional(index) is { } value ? $" {value.ShapeText}" : "")}"
        : $"input {Wording.Number((long)index)}";

    /// <summary>A tensor among the attributes.</summary>
    public ConstantValue Read(OnnxTensor tensor) => InitializerReader.Read(tensor, graph.Budget).WithName(Node.Outputs[0]);

    public OnnxAttribute? Attribute(string name) => Node.Attributes.Find(attribute => attribute.Name == name);

    public long Integer(string name, long standard) => Attribute(name)?.Integer ?? standard;

    public double Single(string name, double standard) => Attribute(name)?.Single ?? standard;

    public string Text(string name, string standard) => Attribute(name)?.Text ?? standard;

    /// <summary>A dimension of a tensor by its number, which counts from the end where it is negative.</summary>
    public int Axis(long axis, int rank)
    {
        long positive = axis < 0 ? axis + rank : axis;
        return positive >= 0 && positive < rank ? (int)positive : throw Refuse(
            $"dimension {Wording.Number(axis)} of {Wording.Number((long)rank)}", "one that is there");
    }

    /// <summary>Pays for the elements of a result.</summary>
    public int[] Spend(int[] dims)
    {
        if (!graph.Budget.TrySpend(TensorDims.Count(dims)))
        {
            throw Refuse(
                $"a tensor {TensorDims.Text(dims)}, too large for a file of so few bytes",
                $"at most {Wording.Count(graph.Budget.MostElements, "element")} in one, and not so many of them");
        }

        return dims;
    }

    /// <summary>Pays for weights of a product.</summary>
    public void SpendWeights(long rows, long columns)
    {
        if (!graph.Budget.TrySpendWeights(Math.BigMul(rows, columns, out long low) == 0 && low >= 0 ? low : long.MaxValue))
        {
            throw Refuse(
                $"a matrix [{Wording.Number(rows)}, {Wording.Number(columns)}], too large for a file of so few bytes",
                "one whose weights the file has");
        }
    }

    public GraphRefusal Refuse(string found, string needed) => new(Node, found, needed);
}
