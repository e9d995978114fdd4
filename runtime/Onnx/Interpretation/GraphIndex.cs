namespace Unrolled;

/// <summary>A graph by the names of its tensors, each of which comes from one place.</summary>
internal sealed class GraphIndex
{
    private const long LeastOpset = 6;
    private const long GreatestOpset = 23;

    private readonly OnnxModel _model;
    private readonly string _file;
    private readonly Dictionary<string, OnnxTensor> _initializers = [];
    private readonly Dictionary<string, OnnxValueInfo> _inputs = [];
    private readonly Dictionary<string, OnnxNode> _producers = [];
    private readonly HashSet<string> _used;

    /// <exception cref="InvalidFileException">Names are not unique, or the set of operators is not one of those that are read.</exception>
    public GraphIndex(OnnxModel model, string file)
    {
        _model = model;
        _file = file;
        CheckOpset();
        foreach (OnnxTensor tensor in model.Graph.Initializers)
        {
            if (!_initializers.TryAdd(tensor.Name, tensor))
            {
                throw Twice("initializers", tensor.Name);
            }
        }

        foreach (OnnxValueInfo input in model.Graph.Inputs)
        {
            // Up to version 3 of the format the initializers are among the inputs: what one might give in their place.
            if (!_inputs.TryAdd(input.Name, input))
            {
                throw Twice("inputs", input.Name);
            }
        }

        foreach (OnnxNode node in model.Graph.Nodes)
        {
            foreach (string output in node.Outputs.Where(output => output.Length > 0))
            {
                if (!_producers.TryAdd(output, node) || _initializers.ContainsKey(output) || _inputs.ContainsKey(output))
                {
                    throw Twice("tensors", output);
                }
            }
        }

        _used = [.. model.Graph.Nodes.SelectMany(node => node.Inputs), .. model.Graph.Outputs.Select(output => output.Name)];
        FixedBatch = Batch();
    }

    public OnnxModel Model => _model;

    /// <summary>The number of samples that all inputs have; null where it is free.</summary>
    public long? FixedBatch { get; }

    /// <summary>The inputs that somebody must give.</summary>
    public IEnumerable<OnnxValueInfo> Inputs => _model.Graph.Inputs.Where(input => !_initializers.ContainsKey(input.Name));

    public OnnxNode? Producer(string name) => _producers.GetValueOrDefault(name);

    public OnnxTensor? Initializer(string name) => _initializers.GetValueOrDefault(name);

    public OnnxValueInfo? Input(string name) => _inputs.GetValueOrDefault(name);

    public bool IsUsed(string name) => _used.Contains(name);

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => _producers.ContainsKey(name) || _initializers.ContainsKey(name) || _inputs.ContainsKey(name);

    /// <summary>The version of the node's set of operators.</summary>
    public long Opset(OnnxNode node) => _model.Opsets.GetValueOrDefault(node.Domain, 1);

    public GraphRefusal Missing(string name) => _model.Graph.SparseInitializers.Contains(name)
        ? new GraphRefusal(null, $"the sparse tensor {Printable.Quote(name)}", "one with all of its elements")
        : new GraphRefusal(null, $"no tensor {Printable.Quote(name)}", "it among the inputs, the initializers or the outputs of nodes");

    /// <summary>The dimensions of an input: the first is the batch where there are two or more, or where it is free.</summary>
    /// <exception cref="GraphRefusal">Its size is not known, or it is no tensor of numbers.</exception>
    public static int[] InputDims(OnnxValueInfo input)
    {
        string name = Printable.Quote(input.Name);
        if (!input.IsTensor || input.Type.Size() == 0)
        {
            throw new GraphRefusal(
                null, input.IsTensor ? $"input {name} of {input.Type.Name()}" : $"input {name}, which is no tensor", "a tensor of numbers");
        }

        if (input.Shape is not { } shape)
        {
            throw new GraphRefusal(null, $"input {name} without a shape", "one whose dimensions are given: export it with a fixed shape");
        }

        int[] dims = new int[shape.Count];
        for (int i = 0; i < dims.Length; i++)
        {
            bool isBatch = i == 0 && (shape.Count >= 2 || shape[0].Size is null);
            if (!isBatch && shape[i].Size is null)
            {
                throw new GraphRefusal(
                    null,
                    $"input {name} {input.ShapeText}, of which dimension {Wording.Number((long)i)} is free",
                    "one that is free in the batch alone, its first: export it with a fixed shape");
            }

            dims[i] = isBatch ? TensorDims.Batch : (int)Math.Min(shape[i].Size!.Value, int.MaxValue);
        }

        return dims;
    }

    private void CheckOpset()
    {
        if (!_model.Opsets.TryGetValue(OnnxDomain.Default, out long opset))
        {
            // A graph of ai.onnx.ml alone may leave it out.
            if (_model.Opsets.Count > 0)
            {
                return;
            }

            throw new InvalidFileException(_file, null, "no set of operators", "one that is imported");
        }

        if (opset is < LeastOpset or > GreatestOpset)
        {
            throw new InvalidFileException(
                _file,
                null,
                $"opset {Wording.Number(opset)}",
                $"one from {Wording.Number(LeastOpset)} to {Wording.Number(GreatestOpset)}: export it with opset_version=17");
        }
    }

    private long? Batch()
    {
        long?[] sizes = [.. Inputs.Where(input => input.Shape is { Count: >= 2 }).Select(input => input.Shape![0].Size).Distinct()];
        return sizes.Length == 1 ? sizes[0] : null;
    }

    private InvalidFileException Twice(string what, string name) =>
        new(_file, name, $"two {what} of that name", "one: names are unique in a graph");
}
