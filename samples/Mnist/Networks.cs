using Unrolled;

namespace MnistSample;

/// <summary>The network of Nielsen's book: one hidden layer of 30 sigmoid units, quadratic cost.</summary>
[Network(784, 30, 10)]
internal sealed partial class DigitNetwork;

/// <summary>A better one: 100 rectified linear units, and a probability for each digit.</summary>
[Network(784, 100, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class ReluNetwork;

/// <summary>A small one that sees every digit moved, turned and bent anew in each epoch: samples/Playground has its weights.</summary>
[Network(784, 30, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class SmallNetwork;

/// <summary>The best one here: two hidden layers that see every digit moved, turned and bent anew in each epoch.</summary>
[Network(784, 512, 256, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class BestNetwork;
