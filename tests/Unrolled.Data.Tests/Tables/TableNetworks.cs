namespace Unrolled.Data.Tests.Tables;

[Network(2, 8, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class FlowerNetwork;

[Network(4, 16, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class IrisNetwork;

[Network(8, 32, 1, Hidden = Activation.Tanh, Output = Activation.Identity, Loss = Loss.MeanSquaredError)]
internal sealed partial class HouseNetwork;

[Network(11, 16, 2, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class SurvivalNetwork;
