namespace Unrolled;

/// <summary>Computes what is known of the tensors of a graph, each when it is asked for: those that an output needs.</summary>
/// <param name="index">The graph.</param>
/// <param name="budget">What may be computed.</param>
internal sealed class GraphInterpreter(GraphIndex index, Budget budget)
{
    private readonly Dictionary<string, GraphValue> _values = [];
    private readonly List<(OnnxValueInfo Input, int Start, int Length)> _inputs = [];
    private int _inputSize;

    public NetworkPoints Points { get; } = new();

    public Budget Budget => budget;

    /// <inheritdoc cref="GraphIndex.FixedBatch"/>
    public long? FixedBatch => index.FixedBatch;

    /// <summary>The inputs of the graph that were needed, with their places among the inputs of the point.</summary>
    public IReadOnlyList<(OnnxValueInfo Input, int Start, int Length)> Inputs =>
        [.. _inputs.OrderBy(input => index.Model.Graph.Inputs.IndexOf(input.Input))];

    /// <summary>What is known of a tensor.</summary>
    /// <exception cref="GraphRefusal">It, or what it is made of, cannot be compiled.</exception>
    /// <exception cref="InvalidFileException">The file is damaged.</exception>
    public GraphValue Evaluate(string name)
    {
        // A stack of our own: graphs may be deep.
        Stack<string> rest = new([name]);
        HashSet<OnnxNode> open = [];
        while (rest.TryPeek(out string? next))
        {
            if (_values.ContainsKey(next))
            {
                rest.Pop();
            }
            else if (index.Producer(next) is not { } node)
            {
                _values[next] = Given(next);
            }
            else
            {
                string[] missing = [.. node.Inputs.Where(input => input.Length > 0 && !_values.ContainsKey(input)).Distinct()];
                if (missing.Length == 0)
                {
                    Compute(node);
                    open.Remove(node);
                }
                else if (!open.Add(node))
                {
                    throw new GraphRefusal(node, "a circle: it needs, through others, what it computes itself", "a graph without circles");
                }
                else
                {
                    foreach (string input in missing)
                    {
                        rest.Push(input);
                    }
                }
            }
        }

        return _values[name];
    }

    /// <summary>The node that a tensor comes from, for messages about it.</summary>
    public NodeCall CallOf(string name) =>
        new(this, index.Producer(name) ?? OnnxNode.Of("Identity", [name], [name]), [], 0);

    /// <summary>The inputs of a node that depend on the network's, as far as they are computed.</summary>
    public IEnumerable<string> DependentInputs(OnnxNode node) =>
        node.Inputs.Where(input => _values.GetValueOrDefault(input) is MappedValue);

    private GraphValue Given(string name) => index.Initializer(name) is { } tensor
        ? InitializerReader.Read(tensor, budget)
        : index.Input(name) is { } input
            ? Input(input)
            : throw index.Missing(name);

    private MappedValue Input(OnnxValueInfo input)
    {
        int[] dims = GraphIndex.InputDims(input);
        if (!budget.TrySpend(TensorDims.Count(dims)))
        {
            throw new GraphRefusal(
                null,
                $"input {Printable.Quote(input.Name)} {input.ShapeText}, too large for a file of so few bytes",
                $"at most {Wording.Count(budget.MostElements, "element")}");
        }

        int start = _inputSize, length = (int)TensorDims.Count(dims);
        _inputs.Add((input, start, length));
        _inputSize += length;
        Element[] elements = new Element[length];
        for (int i = 0; i < length; i++)
        {
            elements[i] = new Element(Points.Inputs.Map, start + i);
        }

        return new MappedValue(dims, elements, isWhole: input.Type.IsInteger());
    }

    private void Compute(OnnxNode node)
    {
        GraphValue?[] inputs = [.. node.Inputs.Select(input => input.Length == 0 ? null : _values[input])];
        NodeCall call = new(this, node, inputs, index.Opset(node));
        GraphValue[] outputs = OperatorTable.Find(node)(call);
        for (int i = 0; i < Math.Min(outputs.Length, node.Outputs.Count); i++)
        {
            if (node.Outputs[i].Length > 0)
            {
                _values[node.Outputs[i]] = outputs[i];
            }
        }

        if (node.Outputs.Find(output => output.Length > 0 && !_values.ContainsKey(output)) is { } other && index.IsUsed(other))
        {
            throw call.Refuse($"a use of its output {Printable.Quote(other)}", "its first output alone");
        }
    }
}
