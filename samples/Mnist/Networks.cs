using Unrolled;

namespace MnistSample;

/// <summary>The network of Nielsen's book: one hidden layer of 30 sigmoid units, quadratic cost.</summary>
[Network(784, 30, 10)]
internal sealed partial class DigitNetwork;

/// <summary>A better one: 100 rectified linear units, and a probability for each digit.</summary>
[Network(784, 100, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class ReluNetwork;
