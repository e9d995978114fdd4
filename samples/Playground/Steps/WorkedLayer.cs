namespace Playground.Steps;

/// <summary>The numbers of a layer before, in and after a step. Weights are row-major [out, in]; all else has a number for each unit.</summary>
/// <param name="Weights">W before the step.</param>
/// <param name="Biases">b before the step.</param>
/// <param name="PreActivations">z = W a + b, a being the activations of the layer before.</param>
/// <param name="Activations">a = f(z).</param>
/// <param name="Deltas">The derivatives of the loss by z.</param>
/// <param name="WeightGradients">The derivatives of the loss by W: delta a^T.</param>
/// <param name="NewWeights">W after the step.</param>
/// <param name="NewBiases">b after the step.</param>
internal sealed record WorkedLayer(
    float[] Weights,
    float[] Biases,
    float[] PreActivations,
    float[] Activations,
    float[] Deltas,
    float[] WeightGradients,
    float[] NewWeights,
    float[] NewBiases);
