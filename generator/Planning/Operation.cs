using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>A step of a pass over some samples, from buffers to buffers.</summary>
internal abstract record Operation;

/// <summary>z = W a + b</summary>
internal sealed record ForwardOperation(DenseLayerPlan Layer, Buffer Inputs, Buffer Outputs) : Operation;

/// <summary>
/// Ends the pass where an input is not finite. Such an input is in every sum of its sample, so that it costs nothing to look at these,
/// where to look at all inputs would. No sums where a stage has clamped the inputs.
/// </summary>
internal sealed record CheckInputsOperation(Buffer Inputs, Buffer? Sums) : Operation;

/// <summary>a = f(z), in place.</summary>
internal sealed record ActivateOperation(LayerPlan Layer, Buffer Values) : Operation;

/// <summary>Keeps what a later step would change.</summary>
internal sealed record KeepOperation(Buffer From, Buffer To) : Operation;

/// <summary>Leaves units out: the same mask for activations and deltas, drawn anew each time, which is cheaper than to store it.</summary>
internal sealed record DropOperation(LayerPlan Layer, Buffer Values) : Operation;

/// <summary>The loss, and its derivative by the values, which are outputs or pre-activations as the loss demands.</summary>
internal sealed record LossOperation(LayerPlan Layer, LossRow Loss, Buffer Values, Buffer Targets, Buffer Deltas) : Operation;

/// <summary>A loss that the caller chooses, and its derivative by the outputs.</summary>
internal sealed record ChosenLossOperation(LayerPlan Layer, Buffer Outputs, Buffer Targets, Buffer Deltas) : Operation;

/// <summary>No deltas: what the derivative of a step makes of any.</summary>
internal sealed record ClearOperation(Buffer Values) : Operation;

/// <summary>The gradient of a layer's inputs, W^T delta.</summary>
internal sealed record InputGradientOperation(DenseLayerPlan Layer, Buffer Deltas, Buffer InputDeltas, Buffer Transposed) : Operation;

/// <summary>Multiplies deltas by f'(z), which the values tell.</summary>
internal sealed record DifferentiateOperation(LayerPlan Layer, Buffer Values, Buffer Deltas) : Operation;

/// <summary>The gradient of a layer's parameters, delta a^T, added to the target.</summary>
internal sealed record ParameterGradientOperation(DenseLayerPlan Layer, Buffer Inputs, Buffer Deltas) : Operation;

/// <summary>min(max(scale x + offset, minimum), maximum) of a stage, from rows to rows.</summary>
internal sealed record StageOperation(StageShape Stage, string Name, Buffer From, Buffer To) : Operation;

/// <summary>Multiplies gradients by the derivative of a stage, which its results tell.</summary>
internal sealed record StageGradientOperation(StageShape Stage, string Name, Buffer Results, Buffer Gradients) : Operation;
