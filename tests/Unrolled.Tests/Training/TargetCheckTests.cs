using System.Globalization;
using Unrolled.Tests.Numerics;

namespace Unrolled.Tests.Training;

/// <summary>Targets that a network cannot come to are refused when training starts, and all others are not.</summary>
public class TargetCheckTests
{
    private const string NumbersInstead = "Output = Activation.Identity with Loss = Loss.MeanSquaredError for numbers";

    private static readonly TrainingOptions s_options = new() { Epochs = 1 };

    [Fact]
    public void The_first_row_and_what_to_write_are_named()
    {
        AssertRefused<OneBinary>(
            [0, 1, 1, 2, 3],
            "Target 0 of row 3 is 2, but OneBinary's Sigmoid output with BinaryCrossEntropy reaches 0 to 1: "
            + $"write 0 and 1 for classes, as WithSingleTarget() does of labels, or {NumbersInstead}.");
        AssertRefused<TwoBinary>(
            [0, 1, 1, -0.5f],
            "Target 1 of row 1 is -0.5, but TwoBinary's Sigmoid outputs with BinaryCrossEntropy reach 0 to 1: "
            + $"write 0 and 1 for classes, as WithOneHot(0, 1) does of labels, or {NumbersInstead}.");
        AssertRefused<OneOutput>(
            [0, 50],
            "Target 0 of row 1 is 50, but OneOutput's Sigmoid output with MeanSquaredError reaches 0 to 1: "
            + "write 0 and 1 for classes, as WithSingleTarget() does of labels, or Output = Activation.Identity for numbers.");
        AssertRefused<OneTanh>(
            [1, -1, -1.5f],
            "Target 0 of row 2 is -1.5, but OneTanh's Tanh output with MeanSquaredError reaches -1 to 1: "
            + "scale the targets to -1 to 1, or write Output = Activation.Identity.");
        AssertRefused<OneReLU>(
            [1, 100, -0.1f],
            "Target 0 of row 2 is -0.1, but OneReLU's ReLU output with MeanSquaredError never falls below 0: "
            + "write Output = Activation.Identity.");
        AssertRefused<OneSign>(
            [1, 0],
            "Target 0 of row 1 is 0, but OneSign's Sign output with Perceptron compares with -1 and 1: "
            + "write -1 and 1 for the two classes, as WithSingleTarget(-1, 1) does of labels.");
        AssertRefused<ThreeSoftmax>(
            [1, 0, 0, 1, 1, 0],
            "The targets of row 1 add up to 2, but ThreeSoftmax's Softmax outputs with CrossEntropy add up to 1: "
            + "give each sample one class, as labels do, or probabilities; where several classes at once are right, "
            + "write Output = Activation.Sigmoid with Loss = Loss.BinaryCrossEntropy.");
        AssertRefused<ThreeSoftmax>(
            [1, 0, 0, 1.5f, -0.5f, 0],
            "Target 0 of row 1 is 1.5, but ThreeSoftmax's Softmax outputs with CrossEntropy reach 0 to 1: "
            + $"write 0 and 1 for classes, as WithOneHot(0, 1) does of labels, or {NumbersInstead}.");
    }

    [Fact]
    public void What_can_be_learned_is_not_refused()
    {
        AssertTaken<OneBinary>([0, 1, 0.1f, 0.9f, 1.000001f, -0.000001f]);
        AssertTaken<OneOutput>([0.1f, 0.9f, 1]);
        AssertTaken<OneTanh>([0, 1, -1, 0.5f]);
        AssertTaken<OneReLU>([0, 1e6f]);
        AssertTaken<OneSoftplus>([0, 3]);
        AssertTaken<OneSign>([-1, 1]);
        AssertTaken<OneStep>([-1, 1]);
        AssertTaken<OneIdentity>([-1e6f, 1e6f]);
        AssertTaken<ThreeSoftmax>([0, 1, 0, 0.333f, 0.333f, 0.333f, 0.05f, 0.9f, 0.05f]);
        AssertTaken<ThreeSoftmaxOfSquares>([0.1f, 0.9f, 0.1f, 1, 1, 0]);
    }

    [Theory]
    [MemberData(nameof(PassData.Differentiable), MemberType = typeof(PassData))]
    public void The_bounds_are_those_of_the_outputs(Activation activation)
    {
        float[] outputs = [.. Enumerable.Range(-40_000, 80_001).Select(z => z / 1000f)];
        Passes.Apply(activation)(outputs);

        TargetBounds bounds = TargetBounds.Of(activation, Loss.MeanSquaredError);

        Assert.True(double.IsInfinity(bounds.Least) ? outputs.Min() == outputs[0] : Math.Abs(bounds.Least - outputs.Min()) < 1e-4);
        Assert.Equal(double.IsInfinity(bounds.Greatest) ? 40 : bounds.Greatest, outputs.Max(), 1e-4);
        Assert.All(outputs, output => Assert.True(bounds.Contains(output), $"{output}"));
    }

    [Fact]
    public void A_distribution_over_many_classes_may_have_the_errors_of_its_sum()
    {
        float[] targets = new float[1000];
        var random = new Random(1);
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = random.NextSingle();
            sum += targets[i];
        }

        AssertTaken<ManySoftmax>([.. targets.Select(target => (float)(target / sum))]);
        Assert.Throws<ArgumentException>("training", () => Train<ManySoftmax>([.. targets.Select(target => (float)(target / sum * 1.01))]));
    }

    [Fact]
    public void What_stands_for_labels_is_looked_at_but_only_where_it_occurs()
    {
        Dataset three = Dataset.FromFloats(new float[3], 1, [0, 1, 2], 3);
        Dataset two = Dataset.FromFloats(new float[2], 1, [0, 1], 2);

        Train(new ThreeSoftmax(1), three);
        Train(new ThreeSoftmax(1), three.WithOneHot(0.05f, 0.9f));
        Train(new OneSign(1), two.WithSingleTarget(-1));
        Train(new OneReLU(1), two.WithSingleTarget(-1));
        Train(new OneBinary(1), two.WithSingleTarget(off: -1).Subset([1]));
        AssertRefused(() => Train(new ThreeSoftmax(1), three.WithOneHot(0.1f, 0.9f)), "training", "The targets of row 0 add up to 1.1,");
        AssertRefused(() => Train(new ThreeSoftmax(1), three.WithOneHot(-1, 1)), "training", "Target 1 of row 0 is -1,");
        AssertRefused(() => Train(new OneBinary(1), two.Subset([1, 0]).WithSingleTarget(-1)), "training", "Target 0 of row 1 is -1,");
        AssertRefused(() => Train(new OneSign(1), two.WithSingleTarget()), "training", "Target 0 of row 0 is 0,");
        AssertRefused(() => Train(new OneStep(1), two.WithSingleTarget()), "training", "Target 0 of row 0 is 0,");
    }

    [Fact]
    public void A_row_of_weight_0_is_not_there()
    {
        Dataset data = Dataset.FromFloats([1, float.NaN, 2], 1, [0f, 7, float.NaN], 1, weights: [1, 0, 0]);
        Train(new OneBinary(1), data);
        Dataset whole = Dataset.FromFloats(new float[2], 1, [0f, 7], 1, weights: [1, 0]);
        Train(new OneBinary(1), whole);
        AssertRefused(() => Train(new OneBinary(1), whole.WithWeights([1, 1])), "training", "Target 0 of row 1 is 7,");
    }

    [Fact]
    public void Every_way_to_train_looks_at_them_and_trains_nothing()
    {
        Dataset bad = Dataset.FromFloats(new float[4], 1, [0f, 1, 2, 1], 1);
        Dataset good = Dataset.FromFloats(new float[4], 1, [0f, 1, 0, 1], 1);
        const string what = "Target 0 of row 2 is 2,";
        var network = new OneBinary(1);
        float[] before = Parameters(network);
        using TemporaryFolder folder = new();

        AssertRefused(() => Trainer.Train(network, bad, s_options), "training", what);
        AssertRefused(() => Trainer.Epochs(network, bad, s_options), "training", what);
        AssertRefused(() => new TrainingSession<OneBinary>(network, bad, s_options), "training", what);
        AssertRefused(() => new CheckpointFolder(folder.Path).Train(network, bad, s_options), "training", what);
        AssertRefused(() => CrossValidation.Run<OneBinary>([new Fold(bad, good)], s_options), "folds", what);
        AssertRefused(() => CrossValidation.Run<OneBinary>([new Fold(good, bad)], s_options), "folds", what);
        AssertRefused(() => ModelSearch.Run([Candidate.Of<OneBinary>(s_options)], [new Fold(good, bad)]), "folds", what);
        TrainingOptions watching = s_options with { EarlyStopping = new EarlyStopping() };
        AssertRefused(() => Trainer.Train(network, good, watching, bad), "validation", what);

        Assert.Equal(before, Parameters(network));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void The_message_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
        try
        {
            AssertRefused<OneTanh>([-1.5f], "Target 0 of row 0 is -1.5, but OneTanh's Tanh output with MeanSquaredError reaches -1 to 1: "
                + "scale the targets to -1 to 1, or write Output = Activation.Identity.");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static float[] Parameters(OneBinary network)
    {
        float[] parameters = new float[OneBinary.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static void Train<TNetwork>(float[] targets) where TNetwork : class, INetwork<TNetwork>
    {
        int rows = targets.Length / TNetwork.OutputSize;
        Train(TNetwork.Create(1), Dataset.FromFloats(new float[rows], 1, targets, TNetwork.OutputSize));
    }

    private static void Train<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, INetwork<TNetwork> =>
        Trainer.Train(network, data, s_options with { LearningRate = 1e-8f });

    private static void AssertTaken<TNetwork>(float[] targets) where TNetwork : class, INetwork<TNetwork> => Train<TNetwork>(targets);

    private static void AssertRefused<TNetwork>(float[] targets, string message) where TNetwork : class, INetwork<TNetwork> =>
        AssertRefused(() => Train<TNetwork>(targets), "training", $"{message} (Parameter");

    private static void AssertRefused(Action action, string parameter, string message)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(parameter, action);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }
}

[Network(1, 1)]
public sealed partial class OneOutput;

[Network(1, 2)]
public sealed partial class TwoOutputs;

[Network(1, 1, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class OneBinary;

[Network(1, 2, Loss = Loss.BinaryCrossEntropy)]
public sealed partial class TwoBinary;

[Network(1, 1, Output = Activation.Tanh)]
public sealed partial class OneTanh;

[Network(1, 1, Output = Activation.ReLU)]
public sealed partial class OneReLU;

[Network(1, 1, Output = Activation.Softplus)]
public sealed partial class OneSoftplus;

[Network(1, 1, Output = Activation.Identity)]
public sealed partial class OneIdentity;

[Network(1, 1, Output = Activation.Sign, Loss = Loss.Perceptron)]
public sealed partial class OneSign;

[Network(1, 1, Output = Activation.Step, Loss = Loss.Perceptron)]
public sealed partial class OneStep;

[Network(1, 3, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class ThreeSoftmax;

[Network(1, 3, Output = Activation.Softmax)]
public sealed partial class ThreeSoftmaxOfSquares;

[Network(1, 1000, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class ManySoftmax;
