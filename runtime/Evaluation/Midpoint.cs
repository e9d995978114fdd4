namespace Unrolled;

/// <summary>What separates the two classes of a single output: the output for a pre-activation of 0, halfway where f jumps there.</summary>
/// <remarks>
/// The generator compiles this file too, with its own list of activations for the runtime's, so that <c>Predict</c> and evaluation go by
/// one rule.
/// </remarks>
internal static class Midpoint
{
    /// <summary>The midpoint. An output above it stands for class 1, any other for class 0.</summary>
    /// <param name="output">The activation of the output layer.</param>
    public static float Of(Activation output) => output switch
    {
        Activation.Sigmoid or Activation.HardSigmoid or Activation.Softmax or Activation.Step => 0.5f,
        Activation.Softplus => 0.6931472f,
        Activation.Identity or Activation.Tanh or Activation.Sign or Activation.ReLU or Activation.LeakyReLU or Activation.GELU
            or Activation.SiLU or Activation.ELU => 0f,
        _ => throw new ArgumentOutOfRangeException(nameof(output), output, "A member of Activation is needed."),
    };
}
