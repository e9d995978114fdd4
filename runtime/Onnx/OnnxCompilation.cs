namespace Unrolled;

/// <summary>A graph whose outputs can be made into networks, each for itself.</summary>
/// <param name="index">The graph.</param>
/// <param name="file">The file, for messages.</param>
/// <param name="fileLength">Its bytes.</param>
internal sealed class OnnxCompilation(GraphIndex index, string file, long fileLength)
{
    public OnnxModel Model => index.Model;

    public string File => file;

    /// <summary>The inputs that somebody must give.</summary>
    public IEnumerable<OnnxValueInfo> Inputs => index.Inputs;

    /// <summary>The network that gives some tensors side by side.</summary>
    /// <exception cref="InvalidFileException">They cannot be compiled.</exception>
    public NetworkModel Compile(string[] names)
    {
        GraphInterpreter graph = Interpreter();
        try
        {
            return Lower(graph, names);
        }
        catch (GraphRefusal refusal)
        {
            throw refusal.At(file, Advice(graph, refusal));
        }
    }

    /// <summary>What becomes of an output of the graph.</summary>
    public OutputCandidate Try(OnnxValueInfo output)
    {
        GraphInterpreter graph = Interpreter();
        try
        {
            GraphValue value = graph.Evaluate(output.Name);
            OutputKind kind = value switch
            {
                ConstantValue => OutputKind.Constant,
                RankedValue => OutputKind.Label,
                MappedValue mapped when mapped.Elements.All(e => e.IsConstant) => OutputKind.Constant,
                MappedValue mapped when mapped.Elements.All(e => NetworkPoints.IsInput(e, graph.Points)) =>
                    IsCopy(mapped) ? OutputKind.Copy : OutputKind.Scaled,
                RefusedValue refused => throw refused.Refusal,
                _ when output.Type.IsInteger() => OutputKind.Label,
                _ => OutputKind.Scores,
            };
            return new OutputCandidate(output, kind, kind == OutputKind.Constant ? null : Lower(graph, [output.Name]), null, "");
        }
        catch (GraphRefusal refusal)
        {
            return new OutputCandidate(output, OutputKind.Refused, null, refusal, Advice(graph, refusal));
        }
    }

    private static bool IsCopy(MappedValue value) => value.Elements.All(e => NetworkPoints.Based(e) is { Scale: 1, Offset: 0 });

    private GraphInterpreter Interpreter() => new(index, new Budget(fileLength));

    private NetworkModel Lower(GraphInterpreter graph, string[] names)
    {
        foreach (string name in names)
        {
            if (!index.Has(name))
            {
                throw index.Missing(name);
            }
        }

        NodeCall call = graph.CallOf(names[0]);
        Element[] outputs = [.. names.SelectMany(name => Elements(graph, name))];
        return new NetworkLowering(graph, call).Lower(outputs, Documentation(graph, names));
    }

    private static Element[] Elements(GraphInterpreter graph, string name) => graph.Evaluate(name) switch
    {
        MappedValue mapped => mapped.Elements,
        RankedValue ranked => ranked.Scores.Elements,
        RefusedValue refused => throw refused.Refusal,
        _ => throw new GraphRefusal(null, $"the constant {Printable.Quote(name)}", "an output that depends on the inputs"),
    };

    /// <summary>What would help: a tensor before the node, where that compiles.</summary>
    private string Advice(GraphInterpreter graph, GraphRefusal refusal)
    {
        string[] names = refusal.Node is null ? [] : [.. graph.DependentInputs(refusal.Node).Distinct().Where(IsNetwork)];
        return names.Length == 0
            ? ""
            : $"{string.Join(" or ", names.Select(name => $"output=\"{Printable.Plain(name)}\""))} takes what goes into it.";
    }

    private bool IsNetwork(string name)
    {
        GraphInterpreter graph = Interpreter();
        try
        {
            return graph.Evaluate(name) is MappedValue mapped
                && !mapped.Elements.All(e => NetworkPoints.IsInput(e, graph.Points))
                && Lower(graph, [name]).Layers.Length > 0;
        }
        catch (GraphRefusal)
        {
            return false;
        }
    }

    private List<string> Documentation(GraphInterpreter graph, string[] names)
    {
        OnnxModel model = index.Model;
        List<string> lines =
        [
            $"{(names.Length == 1 ? "Output" : "Outputs")}: {string.Join(", ", names.Select(Printable.Quote))}",
            $"Producer: {Printable.Plain($"{model.ProducerName} {model.ProducerVersion}".Trim())}",
            $"Opset: {string.Join(", ", model.Opsets.Select(set => $"{Printable.Plain(set.Key)} {Wording.Number(set.Value)}".Trim()))}",
        ];
        lines.RemoveAll(line => line.EndsWith(": ", StringComparison.Ordinal));
        string[] texts = [model.Documentation, model.Graph.Documentation];
        lines.AddRange(texts.Where(text => text.Length > 0).Distinct().Select(Printable.Plain));
        if (graph.Points.Labels.Length > 0)
        {
            lines.Add($"Classes: {string.Join(", ", graph.Points.Labels.Select(Printable.Plain))}");
        }

        return lines;
    }
}
