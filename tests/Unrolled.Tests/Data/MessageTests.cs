using Unrolled.Tests.Training;

namespace Unrolled.Tests.Data;

/// <summary>What is said about data that does not fit: numbers and nouns agree, and the way out is named.</summary>
public class MessageTests
{
    private static readonly Dataset s_twoClasses = Dataset.FromFloats([1, 2], 1, [0, 1], 2);

    [Fact]
    public void Labels_as_floats_are_pointed_to_the_overload_with_classes() => AssertRefused(
        "targets",
        "targets has 500 elements, but 1500 are needed. 3 targets for each of 500 rows of inputs are needed. "
        + "Numbers of classes are labels: give them as int[], and the number of classes.",
        () => Dataset.FromFloats(new float[1000], 2, new float[500], 3));

    [Fact]
    public void Targets_of_another_width_are_counted() => AssertRefused(
        "targets",
        "targets has 6 elements, but 8 are needed. 4 targets for each of 2 rows of inputs are needed. There are 3 for each.",
        () => Dataset.FromFloats(new float[2], 1, new float[6], 4));

    [Fact]
    public void Nouns_agree_with_their_numbers()
    {
        AssertRefused(
            "targets",
            "targets has 3 elements, but 1 is needed. 1 target for each of 1 row of inputs is needed. There are 3 for each.",
            () => Dataset.FromFloats(new float[1], 1, new float[3], 1));
        AssertRefused(
            "labels",
            "labels has 2 elements, but 1 is needed. A label is needed for each of 1 row of inputs.",
            () => Dataset.FromFloats(new float[1], 1, new int[2], 3));
        Assert.StartsWith(
            "There is 1 sample; a split needs at least 2.",
            Assert.Throws<InvalidOperationException>(() => s_twoClasses.Take(1).Split(0.5, 0)).Message);
        Assert.StartsWith(
            "There are 0 samples; a split needs at least 2.",
            Assert.Throws<InvalidOperationException>(() => s_twoClasses.Take(0).Split(0.5, 0)).Message);
        Assert.StartsWith(
            "The samples have 1 class; one target can tell 2 apart.",
            Assert.Throws<InvalidOperationException>(() => Dataset.FromFloats(new float[1], 1, new int[1], 1).WithSingleTarget()).Message);
        Assert.StartsWith(
            "folds is 2, but must be at least 2 and at most one for each of 1 sample.",
            Assert.Throws<ArgumentOutOfRangeException>("folds", () => KFold.Split(s_twoClasses.Take(1), 2, 0)).Message);
    }

    [Fact]
    public void One_hot_rows_as_integers_are_pointed_to_targets() => AssertRefused(
        "labels",
        "labels has 6 elements, but 2 are needed. A label is needed for each of 2 rows of inputs. One-hot rows are targets: give them as float[].",
        () => Dataset.FromFloats(new float[2], 1, new int[6], 3));

    [Fact]
    public void Numbers_as_integers_and_two_classes_called_one_are_told_what_to_do() => AssertRefused(
        "labels",
        "The label of row 1 is 1; a class from 0 to 0 is needed. Two classes are needed to tell anything apart, also for a single output, "
        + "with WithSingleTarget(). Numbers to predict are targets, not labels: give them as float[].",
        () => Dataset.FromFloats([1, 2], 1, [0, 1], 1));

    [Fact]
    public void A_dataset_that_does_not_fit_a_network_is_told_how()
    {
        AssertRefused(
            "training",
            "The dataset has 2 targets per sample, but OneOutput has 1 output. Two classes become one target by WithSingleTarget().",
            () => Trainer.Train(new OneOutput(1), s_twoClasses, new TrainingOptions()));
        AssertRefused(
            "training",
            "The dataset has 1 target per sample, but TwoOutputs has 2 outputs. "
            + "Without WithSingleTarget() there is a target for each of the two classes.",
            () => Trainer.Train(new TwoOutputs(1), s_twoClasses.WithSingleTarget(), new TrainingOptions()));
        AssertRefused(
            "training",
            "The dataset has 1 target per sample, but TwoOutputs has 2 outputs. "
            + "Numbers of classes are labels: given to Dataset.FromFloats as int[], with the number of classes.",
            () => Trainer.Train(new TwoOutputs(1), Dataset.FromFloats([1, 2], 1, [0f, 1f], 1), new TrainingOptions()));
        AssertRefused(
            "training",
            "The dataset has 3 targets per sample, but TwoOutputs has 2 outputs. "
            + "Labels have a target for each class: the network needs an output for each.",
            () => Trainer.Train(new TwoOutputs(1), Dataset.FromFloats([1, 2], 1, [0, 1], 3), new TrainingOptions()));
        AssertRefused(
            "training",
            "The dataset has 2 inputs per sample, but OneOutput takes 1.",
            () => Trainer.Train(new OneOutput(1), Dataset.FromFloats([1, 2], 2, [1f], 1), new TrainingOptions()));
        AssertRefused("input", "input has 1 element, but 2 are needed.", () => Standardizer.Fit(
            Dataset.FromFloats([1, 2], 2, [1f], 1)).Apply(new float[1]));
    }

    [Fact]
    public void Datasets_and_scalers_say_what_they_are()
    {
        Assert.Equal("60,000 samples of 1 input (bytes), 10 classes", $"{Dataset.FromBytes(new byte[60_000], 1, new byte[60_000], 10)}");
        Assert.Equal("1 sample of 2 inputs (floats), 1 target", $"{Dataset.FromFloats([1, 2], 2, [1f], 1)}");
        Assert.Equal("2 samples of 1 input (floats), 2 classes, weighted", $"{s_twoClasses.WithWeights([1, 2])}");
        Assert.Equal("2 samples of 1 input (floats), 2 classes as one target, -0.5 and 1", $"{s_twoClasses.WithSingleTarget(-0.5f)}");
        Assert.Equal("2 samples of 1 input (floats), 2 classes as targets -1 and 1", $"{s_twoClasses.WithOneHot(-1, 1)}");
        Assert.Equal("standardizer of 1 input", $"{Standardizer.Fit(s_twoClasses)}");
        Assert.Equal(
            "standardizer of 2 inputs, 1 of them constant", $"{Standardizer.Fit(Dataset.FromFloats([1, 5, 2, 5], 2, [0, 1], 2))}");
        using MemoryStream labels = new(IdxBytes.Labels(1, 2, 3));
        Assert.Equal("UnsignedByte, 3", $"{IdxFile.Read(labels, "labels")}");
    }

    private static void AssertRefused(string parameter, string message, Action action)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(parameter, exception.ParamName);
        Assert.StartsWith($"{message} (Parameter", exception.Message, StringComparison.Ordinal);
    }
}
