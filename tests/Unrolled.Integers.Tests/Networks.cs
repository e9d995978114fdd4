namespace Unrolled.Integers.Tests;

/// <summary>Networks of many shapes, each with an integer network in it.</summary>
internal static class Networks
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Subject> All { get; } = new Subject[]
    {
        Subject.Of<One>((n, d, o) => n.Quantize(d, o), One.Int8.Load),
        Subject.Of<Xor>((n, d, o) => n.Quantize(d, o), Xor.Int8.Load),
        Subject.Of<Deep>((n, d, o) => n.Quantize(d, o), Deep.Int8.Load),
        Subject.Of<Digits>((n, d, o) => n.Quantize(d, o), Digits.Int8.Load),
        Subject.Of<Wide>((n, d, o) => n.Quantize(d, o), Wide.Int8.Load),
        Subject.Of<Odd>((n, d, o) => n.Quantize(d, o), Odd.Int8.Load),
        Subject.Of<Tanhs>((n, d, o) => n.Quantize(d, o), Tanhs.Int8.Load),
        Subject.Of<Mixed>((n, d, o) => n.Quantize(d, o), Mixed.Int8.Load),
        Subject.Of<Curves>((n, d, o) => n.Quantize(d, o), Curves.Int8.Load),
        Subject.Of<Direct>((n, d, o) => n.Quantize(d, o), Direct.Int8.Load),
        Subject.Of<Sparse>((n, d, o) => n.Quantize(d, o), Sparse.Int8.Load),
        Subject.Of<Dropping>((n, d, o) => n.Quantize(d, o), Dropping.Int8.Load),
    }.ToDictionary(subject => subject.Name);
}

[Network(1, 1, Output = Activation.Identity, Quantized = true)]
internal sealed partial class One;

[Network(2, 3, 1, Quantized = true)]
internal sealed partial class Xor;

[Network(7, 5, 17, 33, 16, 15, 2, Hidden = Activation.ReLU, Output = Activation.Identity, Quantized = true)]
internal sealed partial class Deep;

[Network(784, 30, 10, Quantized = true)]
internal sealed partial class Digits;

[Network(200, 130, 66, 3, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Quantized = true)]
internal sealed partial class Wide;

[Network(33, 31, 47, Hidden = Activation.GELU, Output = Activation.Identity, Quantized = true)]
internal sealed partial class Odd;

[Network(16, 16, 4, Hidden = Activation.Tanh, Output = Activation.Tanh, Quantized = true)]
internal sealed partial class Tanhs;

[Network(
    9, 20, 20, 20, 20, 20, 4,
    Activations = [Activation.LeakyReLU, Activation.SiLU, Activation.ELU, Activation.Softplus, Activation.HardSigmoid, Activation.Identity],
    Quantized = true)]
internal sealed partial class Mixed;

[Network(12, 40, 40, 1, Activations = [Activation.Mish, Activation.Identity, Activation.Sigmoid], Loss = Loss.BinaryCrossEntropy, Quantized = true)]
internal sealed partial class Curves;

[Network(100, 64, Output = Activation.Identity, Quantized = true)]
internal sealed partial class Direct;

[Network(300, 70, 2, Hidden = Activation.ReLU, Output = Activation.Identity, SparseInput = true, Quantized = true)]
internal sealed partial class Sparse;

[Network(20, 40, 2, Hidden = Activation.ReLU, Output = Activation.LogSoftmax, Dropout = 0.5, Quantized = true)]
internal sealed partial class Dropping;
