namespace Unrolled.Tool;

/// <summary>An ONNX file: who made it, what goes in and comes out, its nodes, and which of its outputs compile.</summary>
internal sealed class OnnxInspection(byte[] bytes, string file, Report report)
{
    private readonly OnnxModel _model = OnnxModel.Read(bytes, file);

    public void Write()
    {
        string opsets = string.Join(
            ", ",
            _model.Opsets.Select(set => $"{(set.Key.Length == 0 ? "opset" : Printable.Plain(set.Key))} {Wording.Number(set.Value)}"));
        report.Line("file", $"ONNX, {Wording.Count(bytes.Length, "byte")}, {(opsets.Length == 0 ? "no opset" : opsets)}");
        if (_model.ProducerName.Length > 0)
        {
            report.Line("producer", Printable.Plain($"{_model.ProducerName} {_model.ProducerVersion}".TrimEnd()));
        }

        foreach ((string key, string value) in _model.Metadata)
        {
            report.Line("metadata", $"{Printable.Plain(key)} = {Printable.Plain(value)}");
        }

        HashSet<string> given = new(_model.Graph.Initializers.Select(tensor => tensor.Name), StringComparer.Ordinal);
        foreach (OnnxValueInfo input in _model.Graph.Inputs.Where(input => !given.Contains(input.Name)))
        {
            report.Line("inputs", Text(input));
        }

        foreach (OnnxValueInfo value in _model.Graph.Outputs)
        {
            report.Line("outputs", Text(value));
        }

        long numbers = _model.Graph.Initializers.Sum(tensor => tensor.Dims.Aggregate(1L, (product, size) => unchecked(product * size)));
        report.Line("tensors", $"{Wording.Count(_model.Graph.Initializers.Count, "initializer")} of {Wording.Count(numbers, "number")}");
        WriteCompiled();
    }

    private void WriteCompiled()
    {
        GraphIndex index;
        try
        {
            index = new GraphIndex(_model, file);
        }
        catch (InvalidFileException exception)
        {
            report.Line("compiles", $"no: {exception.Message}");
            return;
        }

        WriteNodes(index);
        OnnxCompilation compilation = new(index, file, bytes.Length);
        report.Compiled("compiles", "", () => OutputChoice.Of(compilation));
        if (_model.Graph.Outputs.Count > 1)
        {
            foreach (OnnxValueInfo value in _model.Graph.Outputs)
            {
                report.Compiled("compiles", Printable.Quote(value.Name), () => compilation.Compile([value.Name]));
            }
        }
    }

    /// <summary>Each node with the shape of what it gives, or why it gives nothing. What depends on such a one is not looked at.</summary>
    private void WriteNodes(GraphIndex index)
    {
        GraphInterpreter graph = new(index, new Budget(bytes.Length));
        HashSet<string> refused = new(StringComparer.Ordinal);
        foreach (OnnxNode node in _model.Graph.Nodes)
        {
            string result = node.Inputs.Exists(refused.Contains) ? "depends on what does not compile" : Result(graph, node);
            report.Line("nodes", $"{node.Description}: {result}");
            if (!result.StartsWith('['))
            {
                refused.UnionWith(node.Outputs);
            }
        }
    }

    private static string Result(GraphInterpreter graph, OnnxNode node)
    {
        if (node.Outputs.Find(name => name.Length > 0) is not { } name)
        {
            return "[]";
        }

        try
        {
            return graph.Evaluate(name) is RefusedValue value ? value.Refusal.Message : graph.Evaluate(name).ShapeText;
        }
        catch (GraphRefusal refusal)
        {
            return refusal.Message;
        }
    }

    private static string Text(OnnxValueInfo value) =>
        $"{Printable.Quote(value.Name)} {(value.IsTensor ? value.Type.Name() : "no tensor")} {value.ShapeText}";
}
