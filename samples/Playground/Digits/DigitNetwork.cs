using Unrolled;

namespace Playground.Digits;

/// <summary>Reads handwritten digits. A new one has the weights of a training on MNIST, from the assembly.</summary>
[Network(784, 30, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Weights = "Digits/digits.safetensors")]
internal sealed partial class DigitNetwork;
