namespace Unrolled.Tests;

/// <summary>One rule says what class a single output stands for: in Predict, in evaluation and in what cross-validation trains to.</summary>
public sealed class MidpointTests
{
    [Theory]
    [MemberData(nameof(SingleOutputs.All), MemberType = typeof(SingleOutputs))]
    public void Predict_and_evaluation_agree_around_the_midpoint(Activation activation) =>
        SingleOutputs.Visit(activation, new Agreement());

    [Theory]
    [MemberData(nameof(SingleOutputs.All), MemberType = typeof(SingleOutputs))]
    public void The_targets_of_two_classes_lie_as_far_below_the_midpoint_as_above(Activation activation)
    {
        foreach (Loss loss in Enum.GetValues<Loss>().Where(loss => loss != Loss.Perceptron))
        {
            (float off, float on) = Prediction.Targets(activation, LossRow.Of(loss));

            Assert.Equal(Prediction.Midpoint(activation) - off, on - Prediction.Midpoint(activation));
            Assert.Equal([0, 1], [Prediction.FromOutputs([off], activation), Prediction.FromOutputs([on], activation)]);
        }

        Assert.Equal((-1, 1), Prediction.Targets(activation, LossRow.Of(Loss.Perceptron)));
    }

    [Theory]
    [MemberData(nameof(SingleOutputs.All), MemberType = typeof(SingleOutputs))]
    public void Cross_validation_tells_separable_points_apart(Activation activation)
    {
        if (!ActivationRow.Of(activation).IsRowwise)
        {
            SingleOutputs.Visit(activation, new Separation());
        }
    }

    [Fact]
    public void Cross_validation_trains_several_perceptrons_to_minus_1_and_1() => new Separation().Visit<TwoSigns>();

    [Fact]
    public void An_activation_that_does_not_exist_has_no_midpoint() =>
        Assert.Throws<ArgumentOutOfRangeException>("activation", () => Prediction.Midpoint((Activation)(-1)));

    private sealed class Agreement : SingleOutputs.IVisitor
    {
        public void Visit<TNetwork>() where TNetwork : class, INetwork<TNetwork>
        {
            TNetwork network = TNetwork.Create(0);
            network.SetParameters([1, 0]);
            float[] inputs = [.. Inputs()];
            int[] predicted = [.. inputs.Select(x => network.Predict([x]))];
            float[] outputs = new float[inputs.Length];
            network.ForwardBatch(inputs, outputs);

            Assert.Equal(predicted, outputs.Select(output => Prediction.FromOutputs([output], TNetwork.Activations[^1])));
            float[] finite = [.. inputs.Where(float.IsFinite)];
            int[] labels = [.. predicted.Where((_, row) => float.IsFinite(inputs[row]))];
            Assert.Equal(finite.Length, Evaluator.Confusion(network, Dataset.FromFloats(finite, 1, labels, 2)).Correct);
            if (!ActivationRow.Of(TNetwork.Activations[^1]).IsRowwise)
            {
                // So the midpoint is where it belongs: class 1 begins above a pre-activation of 0, or halfway to the upper end.
                float begin = TNetwork.Activations[^1] switch
                {
                    Activation.ClippedReLU => 0.5f,
                    Activation.SquaredClippedReLU => MathF.Sqrt(0.5f),
                    _ => 0,
                };
                Assert.All(
                    inputs.Zip(predicted).Where(sample => Math.Abs(sample.First - begin) > 1e-5),
                    sample => Assert.Equal(sample.First > begin ? 1 : 0, sample.Second));
                Assert.Equal(0, network.Predict([0]));
            }
        }

        private static IEnumerable<float> Inputs()
        {
            for (float x = 1e-40f; x < 1e30f; x *= 1.1f)
            {
                yield return x;
                yield return -x;
            }

            yield return 0;
            yield return float.NaN;
            yield return float.PositiveInfinity;
            yield return float.NegativeInfinity;
        }
    }

    private sealed class Separation : SingleOutputs.IVisitor
    {
        public void Visit<TNetwork>() where TNetwork : class, INetwork<TNetwork>
        {
            float[] inputs = [.. Enumerable.Range(0, 100).Select(i => (i < 50 ? -1.5f : 0.5f) + (0.01f * i))];
            int[] labels = [.. inputs.Select(x => x > 0 ? 1 : 0)];
            IReadOnlyList<Fold> folds = KFold.Stratified(Dataset.FromFloats(inputs, 1, labels, 2), 5, seed: 1);

            CrossValidationResult result = CrossValidation.Run<TNetwork>(
                folds, new TrainingOptions { Epochs = 100, LearningRate = 0.1f, BatchSize = 10, Seed = Seed<TNetwork>() });

            Assert.All(result.Folds, fold => Assert.Equal(1, fold.Accuracy));
        }

        /// <summary>The first whose weight is above 0: a single rectifier with another never wakes.</summary>
        private static int Seed<TNetwork>() where TNetwork : class, INetwork<TNetwork>
        {
            float[] parameters = new float[TNetwork.ParameterCount];
            return Enumerable.Range(0, 100).First(seed =>
            {
                TNetwork.Create(seed).GetParameters(parameters);
                return parameters[0] > 0;
            });
        }
    }
}
