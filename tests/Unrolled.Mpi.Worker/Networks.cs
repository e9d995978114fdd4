namespace Unrolled.Mpi.Worker;

[Network(12, 24, 16, 4, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Dropout = 0.2)]
public sealed partial class Small;

[Network(12, 24, 16, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Other;

[Network(784, 512, 256, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Wide;

[Network(784, 30, 10)]
public sealed partial class Digits;
