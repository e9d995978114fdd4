using Unrolled.Internal;

namespace Unrolled.Tests.Networks;

/// <summary>Input and output stages beyond what the tests of all networks see of them: numbers, limits, evaluation.</summary>
public sealed class StageTests
{
    private const float Infinity = float.PositiveInfinity;

    [Fact]
    public void A_stage_scales_then_clamps_and_leaves_NaN()
    {
        float[] scale = [2, 0, -1, 1, 1, 1, 1, 1, 3];
        float[] offset = [1, 5, 0, 0, 0, 0, 0, 0, -1];
        float[] minimum = [-Infinity, -Infinity, -1, -1, -1, -Infinity, -1, 0, 2];
        float[] maximum = [Infinity, 4, Infinity, 1, 1, Infinity, 1, 0, 2];
        float[] x = [3, 7, 2, float.NaN, Infinity, -Infinity, -3, 9, 8];
        float[] y = new float[9];
        StagePasses.Apply(ref x[0], 9, ref y[0], 9, 1, 9, scale, offset, minimum, maximum);
        Assert.Equal([7, 4, -1, float.NaN, 1, -Infinity, -1, 0, 2], y);

        float[] gradients = [.. Enumerable.Repeat(1f, 9)];
        StagePasses.MultiplyByDerivative(ref y[0], 9, ref gradients[0], 9, 1, 9, scale, minimum, maximum);

        // Beyond a limit and on it nothing moves; NaN is no place between them.
        Assert.Equal([2, 0, 0, 0, 0, 0, 0, 0, 0], gradients);
    }

    [Fact]
    public void Lists_that_are_empty_do_nothing()
    {
        float[] x = [1, -2];
        StagePasses.Apply(ref x[0], 2, ref x[0], 2, 1, 2, default, default, default, default);
        Assert.Equal([1, -2], x);
        StagePasses.MultiplyByDerivative(ref x[0], 2, ref x[0], 2, 1, 2, default, default, default);
        Assert.Equal([1, -2], x);
    }

    [Theory]
    [InlineData("scale", new[] { 1f, float.NaN }, new float[0], new float[0], new float[0])]
    [InlineData("offset", new float[0], new[] { 1f, Infinity }, new float[0], new float[0])]
    [InlineData("minimum", new float[0], new float[0], new[] { 0f, float.NaN }, new float[0])]
    [InlineData("minimum", new float[0], new float[0], new[] { 0f, 2 }, new[] { 0f, 1 })]
    [InlineData("offset", new[] { 1f, 2, 3 }, new[] { 1f, 2 }, new float[0], new float[0])]
    public void Stages_that_cannot_be_are_refused(string name, float[] scale, float[] offset, float[] minimum, float[] maximum) =>
        Assert.Throws<ArgumentException>(name, () => new Stage(scale, offset, minimum, maximum));

    [Fact]
    public void A_network_shows_its_stages_and_alphas_also_behind_a_loss_of_ones_own()
    {
        Stage stage = InputStageOf<WithLoss<StagedSmall, QuantileLoss>>()!;
        Assert.Equal([2, 0.5f, 1.5f], stage.Scale.ToArray());
        Assert.Equal([-0.5f, float.NegativeInfinity, -1], stage.Minimum.ToArray());
        Assert.Equal(3, stage.Size);
        Assert.Null(InputStageOf<SlopesOfItsOwn>());
        Assert.Equal([1.6732632f, 0.25f, 0.5f], AlphasOf<WithLoss<SlopesOfItsOwn, QuantileLoss>>());
        Assert.Empty(AlphasOf<Leaky>());
    }

    [Fact]
    public void Targets_are_what_the_staged_outputs_can_come_to()
    {
        TargetBounds bounds = TrainedLoss<StagedSmall>.Targets;
        Assert.Equal((-1.5, 2.0), (bounds.Least, bounds.Greatest));
        Assert.Equal(-0.5, TrainedLoss<SlopesOfItsOwn>.Targets.Least);
        Assert.Equal((-0.5, 0.5), (TrainedLoss<StagedPolicy>.Targets.Least, TrainedLoss<StagedPolicy>.Targets.Greatest));
    }

    [Fact]
    public void A_single_staged_output_has_its_midpoint_where_Predict_has_it()
    {
        StagedDecision network = Fresh<StagedDecision>();
        float[] inputs = [.. Enumerable.Range(-20, 41).Select(i => i / 10f)];
        float[] outputs = new float[inputs.Length];
        network.ForwardBatch(inputs, outputs);
        int[] labels = [.. inputs.Select(x => network.Predict([x]))];
        Assert.Contains(0, labels);
        Assert.Contains(1, labels);
        Assert.Equal(labels, outputs.Select(output => output > 25 ? 1 : 0));
        Assert.Equal(1, Evaluator.Accuracy(network, Dataset.FromFloats(inputs, 1, labels, 2)));
    }

    private static TNetwork Fresh<TNetwork>() where TNetwork : class, INetwork<TNetwork> => TNetwork.Create(3);

    private static Stage? InputStageOf<TNetwork>() where TNetwork : class, IInferenceNetwork => TNetwork.InputStage;

    private static float[] AlphasOf<TNetwork>() where TNetwork : class, IInferenceNetwork => TNetwork.Alphas.ToArray();
}
