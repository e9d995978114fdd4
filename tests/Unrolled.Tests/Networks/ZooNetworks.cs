namespace Unrolled.Tests.Networks;

/// <summary>Networks of every kind: tiny and wide, prime widths, one unit, each activation and loss, tiled, straight-line and fully unrolled.</summary>
public static class ZooNetworks
{
    /// <summary>New networks each time: whoever asks changes them.</summary>
    public static IEnumerable<NetworkUnderTest> All =>
    [
        NetworkUnderTest.Of<One>(),
        NetworkUnderTest.Of<Xor>(),
        NetworkUnderTest.Of<Control>(),
        NetworkUnderTest.Of<Logistic>(),
        NetworkUnderTest.Of<Odd>(),
        NetworkUnderTest.Of<SoftmaxNet>(),
        NetworkUnderTest.Of<Wide>(),
        NetworkUnderTest.Of<Digits>(),
        NetworkUnderTest.Of<Rosenblatt>(),
        NetworkUnderTest.Of<StepPerceptron>(),
        NetworkUnderTest.Of<Leaky>(),
        NetworkUnderTest.Of<SoftmaxSquared>(),
        NetworkUnderTest.Of<ManyLabels>(),
        NetworkUnderTest.Of<Deep>(),
        NetworkUnderTest.Of<Primes>(),
        NetworkUnderTest.Of<Panels>(),
        NetworkUnderTest.Of<PanelTail>(),
        NetworkUnderTest.Of<Bottleneck>(),
        NetworkUnderTest.Of<Regression>(),
        NetworkUnderTest.Of<ValueHead>(),
        NetworkUnderTest.Of<FullXor>(),
        NetworkUnderTest.Of<FullTiles>(),
        NetworkUnderTest.Of<FullDigits>(),
        NetworkUnderTest.Of<EveryActivation>(),
        NetworkUnderTest.Of<Generic<string>>(),
        NetworkUnderTest.Of<Container.Nested.Inner>(),
        NetworkUnderTest.Of<ReLUOutput>(),
        NetworkUnderTest.Of<SparseDigits>(),
        NetworkUnderTest.Of<SparsePanels>(),
        NetworkUnderTest.Of<SparseNarrow>(),
        NetworkUnderTest.Of<SmoothSmall>(),
        NetworkUnderTest.Of<Gelu>(),
        NetworkUnderTest.Of<Silu>(),
        NetworkUnderTest.Of<Elu>(),
        NetworkUnderTest.Of<SoftplusNet>(),
        NetworkUnderTest.Of<HardSigmoidNet>(),
        NetworkUnderTest.Of<ClippedNet>(),
        NetworkUnderTest.Of<Robust>(),
        NetworkUnderTest.Of<Mish>(),
        NetworkUnderTest.Of<LogCoshNet>(),
        NetworkUnderTest.Of<LogCoshSoftmax>(),
        NetworkUnderTest.Of<MishSmall>(),
        NetworkUnderTest.Of<SparseGelu>(),
        NetworkUnderTest.Of<AbsoluteSoftmax>(),
        NetworkUnderTest.Of<ManyAbsolute>(),
        NetworkUnderTest.Of<ManyRobust>(),
        NetworkUnderTest.Of<ManySoftmaxSquared>(),
        NetworkUnderTest.Of<LogSoftmaxNet>(),
        NetworkUnderTest.Of<StagedSmall>(),
        NetworkUnderTest.Of<StagedPolicy>(),
        NetworkUnderTest.Of<StagedDigits>(),
        NetworkUnderTest.Of<SlopesOfItsOwn>(),
    ];

    /// <summary>Networks that drop hidden units in training.</summary>
    public static IEnumerable<NetworkUnderTest> Dropping =>
    [
        NetworkUnderTest.Of<DroppingClassifier>(),
        NetworkUnderTest.Of<DroppingGelu>(),
        NetworkUnderTest.Of<DroppingSmall>(),
        NetworkUnderTest.Of<DroppingMish>(),
        NetworkUnderTest.Of<DroppingLinear>(),
        NetworkUnderTest.Of<DroppingBoard>(),
    ];
}

[Network(13, 17, 5, Hidden = Activation.Tanh, Output = Activation.LogSoftmax)]
public sealed partial class LogSoftmaxNet;

[Network(1, 1)]
public sealed partial class One;

[Network(2, 3, 1)]
public sealed partial class Xor;

[Network(4, 16, 16, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class Control;

[Network(5, 1, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class Logistic;

[Network(7, 5, 3, Activations = [Activation.ReLU, Activation.Identity])]
public sealed partial class Odd;

[Network(13, 17, 11, 5, Activations = [Activation.LeakyReLU, Activation.Tanh, Activation.Softmax], Loss = Loss.CrossEntropy)]
public sealed partial class SoftmaxNet;

[Network(20, 48, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Wide;

[Network(784, 30, 10)]
public sealed partial class Digits;

[Network(3, 4, Output = Activation.Sign, Loss = Loss.Perceptron)]
public sealed partial class Rosenblatt;

[Network(9, 6, 2, Hidden = Activation.Tanh, Output = Activation.Step, Loss = Loss.Perceptron)]
public sealed partial class StepPerceptron;

[Network(33, 40, 9, Hidden = Activation.LeakyReLU, Output = Activation.LeakyReLU)]
public sealed partial class Leaky;

[Network(6, 19, 7, Output = Activation.Softmax)]
public sealed partial class SoftmaxSquared;

[Network(12, 18, 21, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class ManyLabels;

[Network(3, 5, 4, 6, 5, 7, 4, 3, 2, Hidden = Activation.Tanh)]
public sealed partial class Deep;

[Network(31, 37, 41, 43, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class Primes;

[Network(50, 64, 96, 32, Hidden = Activation.ReLU, Output = Activation.Tanh)]
public sealed partial class Panels;

[Network(65, 100, 72, 36, Hidden = Activation.LeakyReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class PanelTail;

[Network(40, 1, 40, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class Bottleneck;

[Network(1, 1, Output = Activation.Identity)]
public sealed partial class Regression;

[Network(129, 66, 33, 1, Hidden = Activation.ReLU, Output = Activation.Tanh)]
public sealed partial class ValueHead;

[Network(2, 3, 1, Unroll = Unroll.Full)]
public sealed partial class FullXor;

[Network(70, 45, 35, 5, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Unroll = Unroll.Full)]
public sealed partial class FullTiles;

[Network(784, 30, 10, Unroll = Unroll.Full)]
public sealed partial class FullDigits;

[Network(6, 7, 8, 9, 10, 3, Activations = [Activation.Identity, Activation.Sigmoid, Activation.Tanh, Activation.ReLU, Activation.LeakyReLU])]
public sealed partial class EveryActivation;

[Network(8, 24, 3)]
public sealed partial class Generic<T> where T : class;

public static partial class Container
{
    internal partial record Nested
    {
        [Network(3, 17, 2, Hidden = Activation.ReLU)]
        public sealed partial class Inner;
    }
}

[Network(784, 30, 10, SparseInput = true)]
public sealed partial class SparseDigits;

[Network(91, 84, 7, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, SparseInput = true)]
public sealed partial class SparsePanels;

[Network(37, 3, SparseInput = true)]
public sealed partial class SparseNarrow;

[Network(4, 9, 3, Hidden = Activation.Sigmoid, Output = Activation.ReLU)]
public sealed partial class ReLUOutput;

[Network(4, 6, 5, 7, 6, 2, Activations = [Activation.GELU, Activation.SiLU, Activation.ELU, Activation.Softplus, Activation.HardSigmoid])]
public sealed partial class SmoothSmall;

[Network(21, 37, 18, 5, Hidden = Activation.GELU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Gelu;

[Network(6, 19, 3, Hidden = Activation.SiLU, Output = Activation.GELU)]
public sealed partial class Silu;

[Network(11, 20, 3, Hidden = Activation.ELU, Output = Activation.Softplus, Loss = Loss.MeanAbsoluteError)]
public sealed partial class Elu;

[Network(9, 33, 4, Hidden = Activation.Softplus, Output = Activation.HardSigmoid)]
public sealed partial class SoftplusNet;

[Network(5, 12, 3, Hidden = Activation.HardSigmoid, Output = Activation.ELU, Loss = Loss.Huber)]
public sealed partial class HardSigmoidNet;

[Network(7, 21, 12, 3, Activations = [Activation.SquaredClippedReLU, Activation.ClippedReLU, Activation.SquaredClippedReLU])]
public sealed partial class ClippedNet;

[Network(17, 40, 6, Hidden = Activation.ReLU, Output = Activation.SiLU, Loss = Loss.Huber)]
public sealed partial class Robust;

[Network(6, 37, 18, 3, Hidden = Activation.Mish, Output = Activation.Mish)]
public sealed partial class Mish;

[Network(4, 9, 5, 2, Hidden = Activation.Mish, Output = Activation.Mish)]
public sealed partial class MishSmall;

[Network(6, 19, 37, Hidden = Activation.Tanh, Output = Activation.Identity, Loss = Loss.LogCosh)]
public sealed partial class LogCoshNet;

[Network(6, 5, Output = Activation.Softmax, Loss = Loss.LogCosh)]
public sealed partial class LogCoshSoftmax;

[Network(45, 35, 1, Hidden = Activation.GELU, Output = Activation.Softplus, SparseInput = true)]
public sealed partial class SparseGelu;

[Network(6, 5, Output = Activation.Softmax, Loss = Loss.MeanAbsoluteError)]
public sealed partial class AbsoluteSoftmax;

// More outputs than the widest vector has lanes, and not a multiple: each loss's pass in whole vectors and in the rest.
[Network(5, 37, Output = Activation.Identity, Loss = Loss.MeanAbsoluteError)]
public sealed partial class ManyAbsolute;

[Network(5, 37, Output = Activation.Identity, Loss = Loss.Huber)]
public sealed partial class ManyRobust;

[Network(5, 37, Output = Activation.Softmax)]
public sealed partial class ManySoftmaxSquared;

[Network(12, 40, 20, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Dropouts = [0.5, 0.25])]
public sealed partial class DroppingClassifier;

[Network(6, 19, 2, Hidden = Activation.GELU, Output = Activation.SiLU, Dropout = 0.3)]
public sealed partial class DroppingGelu;

[Network(5, 8, 7, 2, Hidden = Activation.ReLU, Output = Activation.Identity, Dropout = 0.5)]
public sealed partial class DroppingSmall;

[Network(6, 19, 2, Hidden = Activation.Mish, Output = Activation.Identity, Dropout = 0.3)]
public sealed partial class DroppingMish;

[Network(7, 33, 9, 4, Activations = [Activation.Identity, Activation.Softplus, Activation.Sigmoid], Loss = Loss.BinaryCrossEntropy, Dropouts = [0.5, 0])]
public sealed partial class DroppingLinear;

[Network(91, 36, 4, Hidden = Activation.LeakyReLU, Output = Activation.Identity, Dropout = 0.4, SparseInput = true)]
public sealed partial class DroppingBoard;
