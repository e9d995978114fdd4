namespace Unrolled.Tests;

public sealed class SparseErrorTests
{
    private readonly AccumulatorTrainer<SquaredNetwork> _trainer = new(seed: 1);
    private readonly AccumulatorTrainer<BucketNetwork> _single = new(seed: 1);

    [Fact]
    public void Samples_that_do_not_fit_are_refused_and_nothing_has_changed()
    {
        float[] before = Parameters();

        Refuses("results is empty, but at least 1 sample is needed.", [], [], [], [], [], []);
        Refuses("own has 1 offset, but 2 are needed, one for each sample.", [0], [0], [0], [0, 0], [0, 0], [0, 0]);
        Refuses("own.Offsets[0] is 1, but must be 0.", [0, 1], [1], [0], [0], [0], [0]);
        Refuses("own.Offsets[1] is 3, but must be from 0 to 2.", [0, 1], [0, 3], [0], [0, 0], [0, 0], [0, 0]);
        Refuses("own.Offsets[2] is 1, but must be from 2 to 3.", [0, 1, 2], [0, 2, 1], [0], [0, 0, 0], [0, 0, 0], [0, 0, 0]);
        Refuses("own.Indices[1] is 10, but must be from 0 to 9.", [0, 10], [0], [0], [0], [0], [0]);
        Refuses("own.Indices[0] is -1, but must be from 0 to 9.", [-1], [0], [0], [0], [0], [0]);
        Refuses("own has 33 features in sample 1, but at most 32 can be on", new int[34], [0, 1], [], [0, 0], [0, 0], [0, 0]);
        Refuses("other has 0 offsets, but 1 is needed, one for each sample.", [0], [0], [0], [], [0], [0]);
        Refuses("other.Indices[0] is 12, but must be from 0 to 9.", [0], [0], [12], [0], [0], [0]);
        Refuses("evaluations has 2 elements, but 1 is needed.", [0], [0], [0], [0], [0, 0], [0]);
        Refuses("evaluations[0] is NaN, but must be finite.", [0], [0], [0], [0], [float.NaN], [0]);
        Refuses("results[0] is 1.5, but must be from 0, a loss, to 1, a win.", [0], [0], [0], [0], [0], [1.5f]);
        Refuses("results[0] is NaN, but must be from 0, a loss, to 1, a win.", [0], [0], [0], [0], [0], [float.NaN]);

        Assert.Equal(before, Parameters());
        Assert.Equal(0, _trainer.Steps);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_learning_rate_is_finite_and_not_negative(float rate) => Assert.Throws<ArgumentOutOfRangeException>(
        "learningRate", () => _trainer.TrainSparse(new([0], [0]), new([0], [0]), [0], [0], rate));

    [Fact]
    public void A_network_of_one_perspective_takes_one_list_and_buckets_that_there_are()
    {
        Assert.InRange(_single.TrainSparse(new([3], [0]), default, [0], [1], 0.1f, [2]), 0, 1);
        Says("other has lists, but the network has one", () => _single.TrainSparse(new([3], [0]), new([], [0]), [0], [1], 0.1f));
        Says("other has lists, but the network has one", () => _single.TrainSparse(new([3], [0]), new([3], []), [0], [1], 0.1f));
        Says("buckets has 2 elements, but 1 is needed.", () => _single.TrainSparse(new([3], [0]), default, [0], [1], 0.1f, [0, 0]));
        Says("buckets[0] is 3, but must be from 0 to 2.", () => _single.TrainSparse(new([3], [0]), default, [0], [1], 0.1f, [3]));
    }

    [Fact]
    public void A_position_that_does_not_fit_is_refused()
    {
        Says("own is 10, but must be from 0 to 9.", () => _trainer.Evaluate([0, 10], []));
        Says("other is -1, but must be from 0 to 9.", () => _trainer.Evaluate([0], [-1]));
        Says("bucket is 1, but must be 0.", () => _trainer.Evaluate([0], [1], 1));
        Says("other has 1 element, but 0 are needed.", () => _single.Evaluate([0], [0]));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Refuses("EvaluationShare is 1.1, but must be from 0 to 1.", new() { EvaluationShare = 1.1f });
        Refuses("EvaluationShare is NaN, but must be from 0 to 1.", new() { EvaluationShare = float.NaN });
        Refuses("EvaluationScale is 0, but must be a finite number above 0.", new() { EvaluationScale = 0 });
        Refuses("LargestParameter is -1, but must be a finite number above 0.", new() { LargestParameter = -1 });
        Refuses("Optimizer is null, but must be given.", new() { Optimizer = null! });

        static void Refuses(string message, AccumulatorTrainingOptions options) =>
            Says(message, () => new AccumulatorTrainer<SquaredNetwork>(seed: 1, options));
    }

    [Fact]
    public void Parameters_are_finite_and_as_many_as_there_are()
    {
        float[] parameters = Parameters();
        Says("source has 1 element, but", () => _trainer.SetParameters([0]));
        Says("destination has 0 elements, but", () => _trainer.GetParameters([]));
        parameters[2] = float.NaN;
        Says("source[2] is NaN, but must be finite.", () => _trainer.SetParameters(parameters));
    }

    private void Refuses(
        string message, int[] own, int[] ownOffsets, int[] other, int[] otherOffsets, float[] evaluations, float[] results) =>
        Says(message, () => _trainer.TrainSparse(new(own, ownOffsets), new(other, otherOffsets), evaluations, results, 0.1f));

    private float[] Parameters()
    {
        float[] parameters = new float[SquaredNetwork.Shape.ParameterCount];
        _trainer.GetParameters(parameters);
        return parameters;
    }

    private static void Says(string message, Action action) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
