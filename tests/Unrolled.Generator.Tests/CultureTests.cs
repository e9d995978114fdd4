using System.Globalization;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>
/// The compiler runs in the culture of the machine. What it is told there, character by character, is what it is told elsewhere: generated
/// files, messages, code fixes.
/// </summary>
public sealed class CultureTests
{
    /// <summary>Fractions, signs and groups of digits in every place that can show them; names whose small letters depend on the culture.</summary>
    private const string Networks = """
        using Unrolled;
        namespace Kültür;
        [Network(1234, 1030, 3)] public partial class Large;
        [Network(2, 3, 1)] public partial class IIİı;
        [Network(2, 3, 1)] public partial class ııİI;
        [Network(300, 33, 2, SparseInput = true)] public partial class Board;
        [Network(13, 17, 5, Hidden = Activation.LeakyReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Unroll = Unroll.Full)] public partial class Classifier;
        [Network(4, 2, 1, Output = Activation.Sign, Loss = Loss.Perceptron)] public partial class Perceptron;
        [Network(4, 8, 8, 2, Dropouts = [0.125, 1e-7], Hidden = Activation.GELU, Output = Activation.Softplus)] public partial class Dropping;
        [Network(4, 8, 2, Dropout = -0.25)] public partial class Negative;
        [Network(4, 8, 2, Dropouts = [double.NegativeInfinity])] public partial class Infinite;
        [Network(4, -8, 2)] public partial class Narrow;
        [Network(20000, 20000)] public partial class TooLarge;
        [Network(4, 8, 2, Hidden = (Activation)(-1), Output = (Activation)(-2), Loss = (Loss)int.MinValue, Unroll = (Unroll)(-3))] public partial class Undefined;
        [Network(4097, 1, Unroll = Unroll.Full)] public partial class Long;
        [Network(2, 1)] public class INPUT { int InputSize; }
        """;

    private const string Program = """
        using System;
        using Unrolled;

        var net = new Net();
        var signs = new Signs();
        float[] x = [1, 2, 3], y = [0, 1];
        net.Train(x, y, -0.9f);
        net.Train(x, y, -1e-30f);
        net.Train(x, y, float.NegativeInfinity);
        net.Train(x, y, 1 / 10);
        net.Train(x, [-1.5f, 0], 0.5f);
        net.Train(x, [0.25f, 0.125f], 0.5f);
        signs.Train(x, [-1.25f, 0], 0.5f);
        Console.WriteLine(net.Predict(new float[1234567]));
        Optimizer.Momentum(0.9f).ToString(); Optimizer.Momentum(1.5f).ToString(); Optimizer.Adam(beta1: 0.9f, beta2: 0.999f, epsilon: -1e-8f).ToString();
        _ = new TrainingOptions
        {
            LearningRate = -0.5f, Epochs = -3, BatchSize = -4, Threads = -5, Regularization = new() { L2 = -0.5f, L1 = -1.5f, WeightDecay = 0.01f, MaxNorm = -2.5f },
            Clipping = new() { Norm = -1.5f, Value = 0.5f }, EarlyStopping = new() { Patience = -1, MinDelta = -0.001f },
        };

        [Network(3, 4, 2, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Dropout = 0.5)] partial class Net;
        [Network(3, 4, 2, Output = Activation.Tanh)] partial class Signs;
        """;

    private static readonly Lazy<Task<string[]>> s_invariant = new(() => Cultures.In("", Everything));

    [Theory]
    [MemberData(nameof(Cultures.Names), MemberType = typeof(Cultures))]
    public async Task The_compiler_is_told_the_same(string culture)
    {
        string[] expected = await s_invariant.Value;
        Assert.Equal(expected, await Cultures.In(culture, Everything));
    }

    /// <summary>The cultures are there, and the programs show what differs between them.</summary>
    [Fact]
    public async Task The_cultures_differ_in_what_is_told()
    {
        Assert.All(Cultures.Names, culture => Assert.Equal(culture, CultureInfo.GetCultureInfo(culture.Data).Name));
        string everything = string.Concat(await s_invariant.Value);
        Assert.All(["0.9", "-0.5", "-1.5", "-1E-30", "-Infinity", "1,234,567", "0.125", "1E-07"], number => Assert.Contains(number, everything, StringComparison.Ordinal));
    }

    private static async Task<string[]> Everything() => [.. await FixHarness.Everything(Networks), .. await FixHarness.Everything(Program)];
}
