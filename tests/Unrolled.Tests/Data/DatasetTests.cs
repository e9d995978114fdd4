namespace Unrolled.Tests.Data;

public class DatasetTests
{
    private static readonly Dataset s_bytes = Dataset.FromBytes([0, 255, 51, 102, 153, 204], 2, [2, 0, 1], 3);
    private static readonly Dataset s_floats = Dataset.FromFloats([1, 2, 3, 4, 5, 6], 2, [.1f, .2f, .3f], 1);

    [Fact]
    public void Tells_its_sizes()
    {
        Assert.Equal((3, 2, 3), (s_bytes.Count, s_bytes.InputSize, s_bytes.TargetSize));
        Assert.Equal((true, true), (s_bytes.HasLabels, s_bytes.HasBytes));
        Assert.Equal((3, 2, 1), (s_floats.Count, s_floats.InputSize, s_floats.TargetSize));
        Assert.Equal((false, false), (s_floats.HasLabels, s_floats.HasBytes));
    }

    [Fact]
    public void Shows_rows_as_they_are_stored()
    {
        Assert.Equal([51, 102], s_bytes.Bytes(1).ToArray());
        Assert.Equal([5f, 6f], s_floats.Floats(2).ToArray());
        Assert.Equal(1, s_bytes.Label(2));
        Assert.Throws<InvalidOperationException>(() => s_bytes.Floats(0).Length);
        Assert.Throws<InvalidOperationException>(() => s_floats.Bytes(0).Length);
        Assert.Throws<InvalidOperationException>(() => s_floats.Label(0));
    }

    [Fact]
    public void Gathers_bytes_as_fractions_of_255_with_one_hot_targets()
    {
        (float[] inputs, float[] targets) = Gather(s_bytes, [2, 0, 2]);
        Assert.Equal([153 * (1f / 255), 204 * (1f / 255), 0, 1, 153 * (1f / 255), 204 * (1f / 255)], inputs);
        Assert.Equal([0, 1, 0, 0, 0, 1, 0, 1, 0], targets);
    }

    [Fact]
    public void Gathers_floats_with_target_rows()
    {
        (float[] inputs, float[] targets) = Gather(s_floats, [2, 0]);
        Assert.Equal([5, 6, 1, 2], inputs);
        Assert.Equal([.3f, .1f], targets);
    }

    [Fact]
    public void Gathers_floats_with_one_hot_targets()
    {
        (float[] inputs, float[] targets) = Gather(Dataset.FromFloats([1, 2], 1, [1, 0], 2), [1, 0]);
        Assert.Equal([2, 1], inputs);
        Assert.Equal([1, 0, 0, 1], targets);
    }

    [Fact]
    public void Gathers_other_one_hot_targets()
    {
        Assert.Equal([-1, -1, 1], Gather(s_bytes.WithOneHot(-1, 1), [0]).Targets);
        Assert.Equal([0, 0, 1], Gather(s_bytes, [0]).Targets);
        Assert.Throws<InvalidOperationException>(() => s_floats.WithOneHot(-1, 1));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 2)]
    [InlineData(3, 0)]
    public void Gathers_a_range_as_it_gathers_the_same_rows(int start, int count)
    {
        int[] range = [.. Enumerable.Range(start, count)];
        foreach (Dataset data in new[] { s_bytes, s_floats, s_bytes.Subset([2, 0, 1]), s_floats.Subset([1, 1, 0]) })
        {
            float[] inputs = new float[count * data.InputSize];
            float[] targets = new float[count * data.TargetSize];
            data.Gather(start, count, inputs, targets);
            (float[] expectedInputs, float[] expectedTargets) = Gather(data, range);
            Assert.Equal(expectedInputs, inputs);
            Assert.Equal(expectedTargets, targets);

            float[] alone = new float[inputs.Length];
            data.GatherInputs(start, count, alone);
            Assert.Equal(expectedInputs, alone);
            data.GatherInputs(range, alone);
            Assert.Equal(expectedInputs, alone);
        }
    }

    [Fact]
    public void Gathers_without_allocating()
    {
        Dataset data = SyntheticDigits.Create(20, seed: 1);
        int[] rows = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
        float[] inputs = new float[rows.Length * data.InputSize];
        float[] targets = new float[rows.Length * data.TargetSize];
        Assert.Equal(0, Allocation.Of(Run));

        void Run()
        {
            data.Gather(rows, inputs, targets);
            data.Gather(10, 10, inputs, targets);
        }
    }

    [Fact]
    public void Takes_the_first_samples_and_subsets_of_views()
    {
        Assert.Equal([2, 0], Labels(s_bytes.Take(2)));
        Assert.Empty(Labels(s_bytes.Take(0)));
        Dataset reversed = s_bytes.Subset([2, 1, 0]);
        Assert.Equal([1, 0, 2], Labels(reversed));
        Assert.Equal([1, 0], Labels(reversed.Take(2)));
        Assert.Equal([2, 1, 2], Labels(reversed.Subset([2, 0, 2])));
        Assert.Equal([153, 204], reversed.Bytes(0).ToArray());
    }

    [Fact]
    public void Splits_into_two_parts_that_make_the_whole()
    {
        Dataset data = Numbered(100);
        (Dataset training, Dataset validation) = data.Split(0.2, seed: 1);
        Assert.Equal((80, 20), (training.Count, validation.Count));
        Assert.Equal(Enumerable.Range(0, 100), Labels(training).Concat(Labels(validation)).Order());
        Assert.NotEqual(Enumerable.Range(0, 20), Labels(validation).Order());
        Assert.Equal(Labels(validation), Labels(data.Split(0.2, seed: 1).Validation));
        Assert.NotEqual(Labels(validation), Labels(data.Split(0.2, seed: 2).Validation));

        (Dataset half, Dataset otherHalf) = training.Split(0.5, seed: 3);
        Assert.Equal(Labels(training).Order(), Labels(half).Concat(Labels(otherHalf)).Order());
    }

    [Theory]
    [InlineData(2, 0.001, 1)]
    [InlineData(2, 0.999, 1)]
    [InlineData(60_000, 1.0 / 6, 10_000)]
    public void Splits_so_that_no_part_is_empty(int count, double fraction, int held)
    {
        (Dataset training, Dataset validation) = Dataset.FromFloats(new float[count], 1, new float[count], 1).Split(fraction, seed: 0);
        Assert.Equal((count - held, held), (training.Count, validation.Count));
    }

    [Fact]
    public void Keeps_one_hot_targets_and_copies_no_pixels_in_views()
    {
        Dataset digits = SyntheticDigits.Create(1000, seed: 1).WithOneHot(-1, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Dataset view = digits.Split(0.1, seed: 1).Training.Take(100).Subset([5]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.Equal(-8, Gather(view, [0]).Targets.Sum());
    }

    [Fact]
    public void Names_the_argument_that_does_not_fit()
    {
        AssertArgument("inputSize", "inputSize is 0, but must be at least 1.", () => Dataset.FromBytes([1], 0, [0], 1));
        AssertArgument("classCount", "classCount is 0, but must be at least 1.", () => Dataset.FromBytes([1], 1, [0], 0));
        AssertArgument("targetSize", "targetSize is 0, but must be at least 1.", () => Dataset.FromFloats([1f], 1, [1f], 0));
        AssertArgument(
            "inputs", "inputs has 3 elements, which is not a multiple of 2, the input size.", () => Dataset.FromBytes([1, 2, 3], 2, [0], 1));
        AssertArgument("labels", "labels has 1 element, but 2 are needed.", () => Dataset.FromBytes([1, 2], 1, [0], 1));
        AssertArgument("targets", "targets has 3 elements, but 4 are needed.", () => Dataset.FromFloats([1f, 2f], 1, [1f, 2f, 3f], 2));
        AssertArgument(
            "labels", "The label of row 1 is 2; a class from 0 to 1 is needed.", () => Dataset.FromFloats([1f, 2f], 1, [1, 2], 2));
        AssertArgument("labels", "The label of row 0 is -1; a class from 0 to 1 is needed.", () => Dataset.FromFloats([1f], 1, [-1], 2));
        AssertArgument("row", "The row is 3, but must be one from 0 to 2.", () => s_bytes.Label(3));
        AssertArgument("row", "The row is -1, but must be one from 0 to 2.", () => s_bytes.Bytes(-1));
        AssertArgument("row", "The row is 1, but must be one from 0 to 0.", () => s_bytes.Take(1).Label(1));
        AssertArgument("row", "The row is 0, but must be one of the dataset, which has none.", () => s_bytes.Take(0).Label(0));
        AssertArgument("rows", "The row is 3, but must be one from 0 to 2.", () => s_bytes.Subset([0, 3]));
        AssertArgument("count", "count is 4, but must be from 0 to 3: 3 rows follow row 0.", () => s_bytes.Take(4));
        AssertArgument("count", "count is -1, but must be from 0 to 3: 3 rows follow row 0.", () => s_bytes.Take(-1));
        AssertArgument("validationFraction", "validationFraction is 1, but must be between 0 and 1, both excluded.", () => s_bytes.Split(1, 0));
        AssertArgument("validationFraction", "validationFraction is NaN, but must be between 0 and 1, both excluded.", () => s_bytes.Split(double.NaN, 0));
        Assert.Throws<InvalidOperationException>(() => s_bytes.Take(1).Split(0.5, 0));
    }

    [Fact]
    public void Checks_everything_before_it_gathers_anything()
    {
        float[] inputs = [7, 7, 7, 7];
        float[] targets = [7, 7, 7, 7, 7, 7];
        AssertArgument("inputs", "inputs has 3 elements, but 4 are needed.", () => s_bytes.Gather([0, 1], inputs.AsSpan(0, 3), targets));
        AssertArgument("targets", "targets has 5 elements, but 6 are needed.", () => s_bytes.Gather([0, 1], inputs, targets.AsSpan(0, 5)));
        AssertArgument("rows", "The row is 3, but must be one from 0 to 2.", () => s_bytes.Gather([0, 3], inputs, targets));
        AssertArgument("rows", "The row is -1, but must be one from 0 to 2.", () => s_bytes.GatherInputs([0, -1], inputs));
        AssertArgument("start", "start is 4, but must be a row from 0 to 3.", () => s_bytes.Gather(4, 0, inputs, targets));
        AssertArgument("count", "count is 2, but must be from 0 to 1: 1 row follows row 2.", () => s_bytes.Gather(2, 2, inputs, targets));
        AssertArgument("inputs", "inputs has 4 elements, but 2 are needed.", () => s_bytes.Gather(2, 1, inputs, targets.AsSpan(0, 3)));
        AssertArgument("targets", "targets has 6 elements, but 3 are needed.", () => s_bytes.Gather(2, 1, inputs.AsSpan(0, 2), targets));
        AssertArgument("inputs", "inputs has 4 elements, but 2 are needed.", () => s_bytes.GatherInputs(2, 1, inputs));
        Assert.All(inputs.Concat(targets), value => Assert.Equal(7, value));
    }

    [Fact]
    public void Two_classes_can_have_a_single_target()
    {
        Dataset data = Dataset.FromFloats([1, 2, 3], 1, [1, 0, 1], 2).Subset([2, 1, 0, 1]);

        Dataset single = data.WithSingleTarget(off: -1);

        Assert.Equal(1, single.TargetSize);
        Assert.Equal([1, 0, 1, 0], Labels(single));
        Assert.Equal([1, -1, 1, -1], Gather(single, [0, 1, 2, 3]).Targets);
        Assert.Equal([0, 1], Gather(data.WithSingleTarget().Take(2), [1, 0]).Targets);
        Assert.Throws<InvalidOperationException>(() => Numbered(3).WithSingleTarget());
        Assert.Throws<InvalidOperationException>(() => Dataset.FromFloats([1f], 1, [1f], 1).WithSingleTarget());
    }

    [Fact]
    public void Standardised_inputs_have_mean_0_and_deviation_1_and_keep_their_targets()
    {
        float[] inputs = [1000, 5, 1002, 5, 1004, 5, 1006, 5];
        Dataset labelled = Dataset.FromFloats(inputs, 2, [0, 1, 1, 0], 2).WithOneHot(-1, 2);
        Dataset free = Dataset.FromFloats(inputs, 2, [7f, 8, 9, 10], 1).Subset([3, 2, 1, 0]);

        Standardizer standardizer = Standardizer.Fit(labelled);
        (float far, float near) = ((float)(3 / Math.Sqrt(5)), (float)(1 / Math.Sqrt(5)));

        Assert.Equal([-far, 0, -near, 0, near, 0, far, 0], Gather(standardizer.Apply(labelled), [0, 1, 2, 3]).Inputs);
        Assert.Equal([2, -1, -1, 2], Gather(standardizer.Apply(labelled), [0, 1]).Targets);
        Assert.Equal([10, 9, 8, 7], Gather(standardizer.Apply(free), [0, 1, 2, 3]).Targets);
        Assert.Equal([0.5f, 2], Weights(standardizer.Apply(labelled.WithWeights([1, 0.5f, 2, 1]).Subset([1, 2]))));
        Assert.Equal(1006, inputs[6]);
        AssertArgument("input", "input has 3 elements, but 2 are needed.", () => standardizer.Apply(new float[3]));
        AssertArgument("data", "data has 1 element, but 2 are needed.", () => standardizer.Apply(Numbered(2)));
        AssertArgument("data", "data.Count is 0, but must be at least 1.", () => Standardizer.Fit(labelled.Take(0)));
    }

    private static void AssertArgument(string parameter, string message, Action action)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(parameter, exception.ParamName);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    private static (float[] Inputs, float[] Targets) Gather(Dataset data, int[] rows)
    {
        float[] inputs = new float[rows.Length * data.InputSize];
        float[] targets = new float[rows.Length * data.TargetSize];
        data.Gather(rows, inputs, targets);
        return (inputs, targets);
    }

    private static float[] Weights(Dataset data)
    {
        float[] weights = new float[data.Count];
        data.GatherWeights([.. Enumerable.Range(0, data.Count)], weights);
        return weights;
    }

    private static int[] Labels(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(data.Label)];

    private static Dataset Numbered(int count) => Dataset.FromFloats(new float[count], 1, [.. Enumerable.Range(0, count)], count);
}
