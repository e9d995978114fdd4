namespace Unrolled.Benchmarks.Integers;

[Network(784, 30, 10, Quantized = true)]
internal sealed partial class Small;

[Network(784, 100, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Quantized = true)]
internal sealed partial class Medium;

[Network(784, 512, 256, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Quantized = true)]
internal sealed partial class Large;
