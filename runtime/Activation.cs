namespace Unrolled;

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

    /// <summary>f(z) = z for z &gt; 0, else 0.01 z; f'(z) = 1 or 0.01.</summary>
    LeakyReLU,

    /// <summary>f(z)_i = e^z_i / sum_j e^z_j over the layer: a probability for each class. Output layer only.</summary>
    Softmax,

    /// <summary>f(z) = 1 for z &gt; 0, else 0. Output layer only; trained with <see cref="Loss.Perceptron"/> alone.</summary>
    Step,

    /// <summary>f(z) = 1 for z &gt; 0, else -1. Output layer only; trained with <see cref="Loss.Perceptron"/> alone.</summary>
    Sign,
}
