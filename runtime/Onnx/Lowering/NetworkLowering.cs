namespace Unrolled;

/// <summary>Turns what an output is into layers: the last one, its stage, and back from there to the inputs.</summary>
/// <param name="graph">What was computed of the graph.</param>
/// <param name="call">Where the output comes from, for messages.</param>
internal sealed class NetworkLowering(GraphInterpreter graph, NodeCall call)
{
    /// <exception cref="GraphRefusal">It is not what a network can give.</exception>
    public NetworkModel Lower(Element[] outputs, IReadOnlyList<string> documentation)
    {
        OutputLayer last = OutputLayer.Of(outputs, graph.Points, call);
        List<LayerPoint> layers = [last.Layer];
        while (layers[^1].Previous is LayerPoint previous)
        {
            layers.Add(previous);
        }

        layers.Reverse();
        InputPlaces inputs = InputPlaces.Of(layers[0], graph.Inputs);
        RequireHidden(layers);
        CheckSize(layers, inputs.Count);
        return new NetworkModel
        {
            Layers = [inputs.Count, .. layers.Select(layer => layer.Units.Count)],
            Activations = [.. layers.Select(layer => layer.Activation.Activation)],
            Alphas = [.. layers.Select(layer => layer.Activation.Alpha)],
            Parameters = Parameters(layers, inputs),
            InputStage = StageLowering.OfInputs(graph.Points.Staged, inputs, call),
            OutputStage = StageLowering.Of(last.Forms, call),
            Tensors = [.. layers.Select(layer => (layer.Units[0].Map.WeightName ?? "", layer.Units[0].Map.BiasName))],
            Documentation = [.. inputs.Describe(), .. documentation],
        };
    }

    private void RequireHidden(List<LayerPoint> layers)
    {
        foreach (LayerPoint layer in layers.SkipLast(1))
        {
            if (ActivationRow.Of(layer.Activation.Activation).IsOutputOnly)
            {
                throw call.Refuse($"{layer.Activation} before other layers", "it behind the last product");
            }
        }
    }

    private void CheckSize(List<LayerPoint> layers, int inputs)
    {
        int previous = inputs;
        foreach (LayerPoint layer in layers)
        {
            bool isIdentity = layer.Units.Exists(unit => unit.Map is not DenseMap && unit.Map.WeightName is null);
            if (!isIdentity)
            {
                call.SpendWeights(layer.Units.Count, previous);
            }
            else if ((long)previous * layer.Units.Count > graph.Budget.MostWeightsOfIdentity)
            {
                throw call.Refuse(
                    $"a layer without weights of {Wording.Count(previous, "unit")}, whose matrix would have 1 on its diagonal alone",
                    $"at most {Wording.Count(graph.Budget.MostWeightsOfIdentity, "weight")} there");
            }

            previous = layer.Units.Count;
        }
    }

    private float[] Parameters(List<LayerPoint> layers, InputPlaces inputs)
    {
        List<float[]> parts = [];
        int previous = inputs.Count;
        foreach (LayerPoint layer in layers)
        {
            WeightRow row = new(previous) { Places = layer == layers[0] ? inputs.Places : null };
            float[] weights = new float[checked(previous * layer.Units.Count)], biases = new float[layer.Units.Count];
            for (int i = 0; i < biases.Length; i++)
            {
                Unit unit = layer.Units[i];
                row.Clear();
                unit.Map.AddRow(unit.Row, unit.Scale, row);
                for (int j = 0; j < previous; j++)
                {
                    weights[(i * previous) + j] = Rounded(row.Weights[j], unit.Map.WeightName);
                }

                biases[i] = unit.Map.BiasName is null && unit.Bias == 0 ? 0 : Rounded(unit.Bias, unit.Map.BiasName);
            }

            parts.Add(weights);
            parts.Add(biases);
            previous = biases.Length;
        }

        return [.. parts.SelectMany(part => part)];
    }

    private float Rounded(double value, string? tensor)
    {
        float rounded = (float)value;
        return float.IsFinite(rounded) ? rounded : throw new GraphRefusal(
            call.Node, $"{Wording.Number(value)}{(tensor is null
                ? ""
                : $" by tensor {Printable.Quote(tensor)}")}", "finite numbers that a float can hold");
    }
}
