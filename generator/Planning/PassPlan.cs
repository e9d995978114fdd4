using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>What happens to some samples in which order.</summary>
/// <param name="Scratch">The buffers, but for the caller's.</param>
/// <param name="Forward">From the inputs to the output layer's pre-activations, in inference.</param>
/// <param name="TrainingForward">The same in training.</param>
/// <param name="Outputs">From the output layer's pre-activations to the outputs.</param>
/// <param name="Loss">From the output layer's pre-activations to the loss and the deltas.</param>
/// <param name="ChosenLoss">The same for a loss of the caller's, which goes by the outputs.</param>
/// <param name="OutputsAfterLoss">What the loss leaves to do of <paramref name="Outputs"/>.</param>
/// <param name="Backward">From the output layer's deltas to those of all layers.</param>
/// <param name="InputGradient">From the first layer's deltas to the gradients of the inputs.</param>
/// <param name="Update">From activations and deltas to all gradients.</param>
/// <param name="Results">Where the outputs are.</param>
internal sealed record PassPlan(
    ScratchPlan Scratch,
    IReadOnlyList<Operation> Forward,
    IReadOnlyList<Operation> TrainingForward,
    IReadOnlyList<Operation> Outputs,
    IReadOnlyList<Operation> Loss,
    IReadOnlyList<Operation> ChosenLoss,
    IReadOnlyList<Operation> OutputsAfterLoss,
    IReadOnlyList<Operation> Backward,
    IReadOnlyList<Operation> InputGradient,
    IReadOnlyList<Operation> Update,
    Buffer Results);

/// <summary>Lowers layers to operations, and gives them buffers.</summary>
internal sealed class PassPlanner
{
    /// <summary>What the numbers of the stages are called in generated code.</summary>
    public const string InputName = "Input";
    public const string OutputName = "Output";

    private readonly NetworkShape _shape;
    private readonly IReadOnlyList<LayerPlan> _layers;
    private readonly Buffer _inputs;
    private readonly Buffer _targets;
    private readonly Buffer? _stagedInputs;
    private readonly Buffer? _stagedOutputs;
    private readonly Buffer[] _activations;
    private readonly Buffer[] _deltas;
    private readonly Buffer?[] _kept;
    private readonly Buffer _inputDeltas;
    private readonly Buffer _transposed;
    private readonly List<Buffer> _scratch = [];

    private PassPlanner(NetworkShape shape, IReadOnlyList<LayerPlan> layers, bool hasLists)
    {
        _shape = shape;
        _layers = layers;
        _inputs = new Buffer("inputs", shape.Element, shape.InputSize, BufferUse.External);
        _targets = new Buffer("targets", shape.Element, shape.OutputSize, BufferUse.External);
        if (hasLists)
        {
            // How many inputs, where the blocks of the sum end among them, which ones, and room to write whole vectors.
            Add("lists", 0, BufferUse.Inference, perList: shape.InputSize + 20);
        }

        // Before the activations, which are the last of what inference needs.
        _stagedInputs = shape.InputStage is null ? null : Add("staged", layers[0].InputStride, BufferUse.Inference);
        _stagedOutputs = shape.OutputStage is null ? null : Add("results", Output.Stride, BufferUse.Inference);
        _activations = [.. layers.Select(l => Add($"a{l.Index}", l.Stride, BufferUse.Inference))];
        _deltas = new Buffer[layers.Count];
        _kept = new Buffer?[layers.Count];
        AddTraining(Output, BufferUse.Loss);
        foreach (LayerPlan layer in layers.Where(l => l != Output))
        {
            AddTraining(layer, BufferUse.Training);
        }

        _inputDeltas = Add("d0", layers[0].InputGradientStride, BufferUse.InputGradient);
        _transposed = Add(
            "transposed", 0, BufferUse.Own,
            size: layers.Max(l => l.FanOut * l.InputPanels.Max(p => p.Width)));
    }

    private LayerPlan Output => _layers[_layers.Count - 1];

    public static PassPlan Plan(NetworkShape shape, IReadOnlyList<LayerPlan> layers, bool hasLists)
    {
        var planner = new PassPlanner(shape, layers, hasLists);
        Operation[] outputs = [.. planner.Activate(planner.Output), .. planner.StageOutputs()];
        Operation[] loss = [.. planner.Loss()];
        return new PassPlan(
            new ScratchPlan(planner._scratch),
            [.. planner.Forward(training: false)],
            [.. planner.Forward(training: true)],
            outputs,
            loss,
            [.. planner.ChosenLoss()],
            [.. outputs.Except(loss)],
            [.. planner.Backward()],
            [.. planner.InputGradient(layers[0])],
            [.. planner.Update()],
            planner.Outputs);
    }

    private Buffer Add(string name, int perSample, BufferUse use, int perList = 0, int size = 0)
    {
        var buffer = new Buffer(name, _shape.Element, perSample, use, perList, size);
        _scratch.Add(buffer);
        return buffer;
    }

    private void AddTraining(LayerPlan layer, BufferUse use)
    {
        _deltas[layer.Index - 1] = Add($"d{layer.Index}", layer.Stride, use);
        _kept[layer.Index - 1] = layer.KeptFloats > 0 ? Add($"kept{layer.Index}", layer.KeptFloats, use) : null;
    }

    private Buffer Inputs(LayerPlan layer) => layer.Index == 1 ? _stagedInputs ?? _inputs : _activations[layer.Index - 2];

    /// <summary>What a loss goes by.</summary>
    private Buffer Outputs => _stagedOutputs ?? Activations(Output);

    private Buffer Activations(LayerPlan layer) => _activations[layer.Index - 1];

    private Buffer Deltas(LayerPlan layer) => _deltas[layer.Index - 1];

    private Buffer? Kept(LayerPlan layer) => _kept[layer.Index - 1];

    private IEnumerable<Operation> Forward(bool training) => StageInputs().Concat(_layers.SelectMany(layer => Forward(layer, training)));

    private IEnumerable<Operation> Forward(LayerPlan layer, bool training)
    {
        Buffer a = Activations(layer);
        IEnumerable<Operation> sums = layer.Forward(Inputs(layer), a);
        if (training && layer.Index == 1)
        {
            sums = sums.Append(new CheckInputsOperation(_inputs, _shape.InputStage is { IsClamped: true } ? null : a));
        }

        return layer == Output ? sums
            : !training ? [.. sums, .. Activate(layer)]
            : [.. sums, .. Keep(layer, z: true), .. Activate(layer), .. Keep(layer, z: false), .. Drop(layer, a)];
    }

    private IEnumerable<Operation> Loss()
    {
        LossRow row = LossRow.Of(_shape.Loss);
        var loss = new LossOperation(Output, row, Outputs, _targets, Deltas(Output));
        return row.FromPreActivations ? [loss] : ThroughOutputs(loss);
    }

    private IEnumerable<Operation> ChosenLoss() => ThroughOutputs(new ChosenLossOperation(Output, Outputs, _targets, Deltas(Output)));

    /// <summary>A loss by the outputs, before it what makes them of pre-activations, behind it what leads its derivative back to those.</summary>
    private IEnumerable<Operation> ThroughOutputs(Operation loss) =>
        [.. Keep(Output, z: true), .. Activate(Output), .. StageOutputs(), loss, .. UnstageDeltas(), .. Differentiate(Output)];

    private IEnumerable<Operation> Backward() => _layers.Skip(1).Reverse().SelectMany(Backward);

    private IEnumerable<Operation> Backward(LayerPlan layer)
    {
        LayerPlan below = _layers[layer.Index - 2];
        IEnumerable<Operation> inputs = layer.InputGradient(Deltas(layer), Deltas(below), _transposed);
        return [.. inputs, .. Drop(below, Deltas(below)), .. Differentiate(below)];
    }

    private IEnumerable<Operation> InputGradient(LayerPlan layer)
    {
        IEnumerable<Operation> gradient = layer.InputGradient(Deltas(layer), _inputDeltas, _transposed);
        return _stagedInputs is null ? gradient : gradient.Append(new StageGradientOperation(_shape.InputStage!, InputName, _stagedInputs, _inputDeltas));
    }

    private IEnumerable<Operation> StageInputs() =>
        _stagedInputs is null ? [] : [new StageOperation(_shape.InputStage!, InputName, _inputs, _stagedInputs)];

    private IEnumerable<Operation> StageOutputs() =>
        _stagedOutputs is null ? [] : [new StageOperation(_shape.OutputStage!, OutputName, Activations(Output), _stagedOutputs)];

    private IEnumerable<Operation> UnstageDeltas() =>
        _stagedOutputs is null ? [] : [new StageGradientOperation(_shape.OutputStage!, OutputName, _stagedOutputs, Deltas(Output))];

    private IEnumerable<Operation> Update() => _layers.Reverse().SelectMany(layer => layer.ParameterGradient(Inputs(layer), Deltas(layer)));

    /// <summary>a = f(z); nothing where f leaves z as it is.</summary>
    private IEnumerable<Operation> Activate(LayerPlan layer) =>
        layer.Activation.IsIdentity ? [] : [new ActivateOperation(layer, Activations(layer))];

    /// <summary>Deltas times f'(z); nothing where f leaves z as it is.</summary>
    private IEnumerable<Operation> Differentiate(LayerPlan layer) =>
        layer.Activation.IsIdentity ? []
        : layer.Activation.IsDifferentiable ? [new DifferentiateOperation(layer, Kept(layer) ?? Activations(layer), Deltas(layer))]
        : [new ClearOperation(Deltas(layer))];

    /// <summary>Keeps z, or else a, where the derivative is to be told from it.</summary>
    private IEnumerable<Operation> Keep(LayerPlan layer, bool z) =>
        Kept(layer) is { } kept && layer.Activation.NeedsZ == z ? [new KeepOperation(Activations(layer), kept)] : [];

    private static IEnumerable<Operation> Drop(LayerPlan layer, Buffer values) => layer.Dropout > 0 ? [new DropOperation(layer, values)] : [];
}
