namespace Unrolled.Data.Tests.Sources;

[Network(5, 8, 2, Hidden = Activation.Tanh, Output = Activation.Identity, Loss = Loss.MeanSquaredError)]
internal sealed partial class SourceRegression;

[Network(5, 16, 2, Hidden = Activation.Tanh, Output = Activation.Identity, Loss = Loss.MeanSquaredError, Dropout = 0.25f)]
internal sealed partial class SourceDropout;

[Network(5, 7, 3, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class SourceClassifier;

[Network(5, 4, 1, Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class SourceBinary;

[Network(4, 3, 2, Output = Activation.Sigmoid)]
internal sealed partial class SourceImages;
