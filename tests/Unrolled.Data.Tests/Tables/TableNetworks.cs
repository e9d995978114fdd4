namespace Unrolled.Data.Tests.Tables;

[Network(2, 8, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class FlowerNetwork;
