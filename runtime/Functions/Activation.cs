// The generator compiles this file too, and has no name in common with the runtime: tests see both.
#if UNROLLED_GENERATOR
namespace Unrolled.Generator.Model;
#else
namespace Unrolled;
#endif

/// <summary>The function f in a = f(z) that a layer applies to its pre-activations z = W x + b.</summary>
/// <remarks>See Goodfellow, Bengio and Courville, <i>Deep Learning</i> (2016), sections 6.2 and 6.3.</remarks>
public enum Activation
{
    /// <summary>f(z) = z. The output of a regression network.</summary>
    Identity,

    /// <summary>f(z) = 1 / (1 + e^-z), in (0, 1); f'(z) = a (1 - a).</summary>
    Sigmoid,

    /// <summary>f(z) = tanh z, in (-1, 1); f'(z) = 1 - a^2.</summary>
    Tanh,

    /// <summary>f(z) = max(0, z); f'(z) = 1 for z &gt; 0, else 0.</summary>
    ReLU,

    /// <summary>f(z) = z for z &gt; 0, else 0.01 z; f'(z) = 1 or 0.01. A model may bring another slope.</summary>
    LeakyReLU,

    /// <summary>f(z)_i = e^z_i / sum_j e^z_j over the layer: a probability for each class. Output layer only.</summary>
    Softmax,

    /// <summary>f(z) = 1 for z &gt; 0, else 0. Output layer only; trained with <see cref="Loss.Perceptron"/> alone.</summary>
    Step,

    /// <summary>f(z) = 1 for z &gt; 0, else -1. Output layer only; trained with <see cref="Loss.Perceptron"/> alone.</summary>
    Sign,

    /// <summary>
    /// f(z) = z / 2 (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3))), the tanh form of z times the normal distribution function of z:
    /// Hendrycks and Gimpel, <i>Gaussian Error Linear Units</i> (2016). It differs from the exact form by 5e-4 at most; the derivative
    /// is its own.
    /// </summary>
    GELU,

    /// <summary>f(z) = z / (1 + e^-z), also called swish: Elfwing, Uchibe and Doya (2018).</summary>
    SiLU,

    /// <summary>f(z) = z for z &gt; 0, else e^z - 1; f'(z) = 1 or a + 1. Clevert, Unterthiner and Hochreiter (2016), with alpha = 1, or
    /// another that a model brings.</summary>
    ELU,

    /// <summary>f(z) = ln(1 + e^z), a smooth rectifier, above 0; f'(z) = 1 / (1 + e^-z). Dugas and others (2001).</summary>
    Softplus,

    /// <summary>f(z) = z / 6 + 1/2, at least 0 and at most 1; f'(z) = 1/6 between. Howard and others, <i>MobileNetV3</i> (2019).</summary>
    HardSigmoid,

    /// <summary>f(z) = z tanh(ln(1 + e^z)): Misra, <i>Mish: A Self Regularized Non-Monotonic Activation Function</i> (2019).</summary>
    Mish,

    /// <summary>
    /// f(z)_i = z_i - ln sum_j e^z_j over the layer: the logarithm of <see cref="Softmax"/>, at most 0. Output layer only.
    /// </summary>
    LogSoftmax,

    /// <summary>f(z) = z, at least 0 and at most 1; f'(z) = 1 between. What a clamped integer is a multiple of: see <c>AccumulatorNetworkAttribute</c>.</summary>
    ClippedReLU,

    /// <summary>f(z) = the square of <see cref="ClippedReLU"/>; f'(z) = 2 z between its ends.</summary>
    SquaredClippedReLU,
}
