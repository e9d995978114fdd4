namespace Unrolled.Tests.Training;

/// <summary>A loss of one's own that gives NaN, throws or writes where it must not: the network is as it was, and what trains it goes on.</summary>
public sealed class MisbehavingLossTests
{
    private const int BatchSize = 100;

    // In the third mini-batch, and of its samples one that the last of three threads has.
    private const int Ordered = 290;

    public static TheoryData<string, int> Ways =>
        new MatrixTheoryData<string, int>(["sgd", "penalty", "adam"], [1, 3]);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Numbers_that_are_not_finite_are_a_diverged_training(string way, int threads)
    {
        foreach (float order in (float[])[Obedient.GiveNaN, Obedient.GiveInfiniteDerivative])
        {
            Dataset data = OwnLossData.Of(400, weights: null, Ordered, order);
            Regressor network = new(1);
            float[] before = OwnLossData.Parameters(network);
            TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
                () => Trainer.Train<Regressor, Obedient>(network, data, Options(way, threads)));
            Assert.StartsWith(
                "Training diverged in epoch 1: Obedient, or its derivative by an output, is no longer finite.",
                exception.Message,
                StringComparison.Ordinal);
            Assert.IsType<NotFiniteLossException>(exception.InnerException);
            Assert.Equal(before, OwnLossData.Parameters(network));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_the_loss_throws_comes_out_and_the_last_whole_batch_stays(string way, int threads)
    {
        Dataset good = OwnLossData.Of(400).Take(200);
        Regressor expected = new(1);
        Trainer.Train<Regressor, Obedient>(expected, good, Options(way, threads) with { Regularization = OfHalfTheSamples(way) });
        AssertThrows<TimeoutException>(Obedient.Throw);
        AssertThrows<IndexOutOfRangeException>(Obedient.WriteBeyond);

        void AssertThrows<TException>(float order) where TException : Exception
        {
            Dataset data = OwnLossData.Of(400, weights: null, Ordered, order);
            WithLoss<Regressor, Obedient> network = new(new(1));
            using TrainingSession<WithLoss<Regressor, Obedient>> session = new(network, data, Options(way, threads));
            Assert.Throws<TException>(() => session.RunEpoch());
            Assert.Equal(2, session.BatchesDone);
            Assert.False(session.IsFinished);
            Assert.Equal(OwnLossData.Parameters(expected), OwnLossData.Parameters(network));
            Assert.Throws<TException>(() => session.RunBatch());
            Assert.Equal(OwnLossData.Parameters(expected), OwnLossData.Parameters(network));
        }
    }

    [Theory]
    [InlineData(Obedient.GiveNaN, typeof(NotFiniteLossException))]
    [InlineData(Obedient.GiveInfiniteDerivative, typeof(NotFiniteLossException))]
    [InlineData(Obedient.Throw, typeof(TimeoutException))]
    [InlineData(Obedient.WriteBeyond, typeof(IndexOutOfRangeException))]
    public void A_trainer_of_several_threads_can_still_be_used(float order, Type exception)
    {
        Dataset bad = OwnLossData.Of(400, weights: null, Ordered, order);
        int[] rows = [.. Enumerable.Range(0, bad.Count)];
        WithLoss<Regressor, Obedient> alone = new(new(1)), shared = new(new(1));
        using var trainer = new ParallelTrainer<WithLoss<Regressor, Obedient>>(shared, threads: 3, isAdaptive: false);
        for (int round = 0; round < 3; round++)
        {
            Exception thrown = Assert.Throws(exception, () => trainer.Train(bad, rows, 0.1f));
            Assert.Throws(exception, () => trainer.Gradient(bad, rows, new float[Regressor.ParameterCount]));
            Assert.Throws(exception, () => alone.Train(bad, rows, 0.1f));
            Assert.Equal(OwnLossData.Parameters(alone), OwnLossData.Parameters(shared));
            if (thrown is NotFiniteLossException)
            {
                Assert.Contains($"for sample {Ordered}, ", thrown.Message, StringComparison.Ordinal);
            }

            Assert.Equal(alone.Train(bad, rows.AsSpan(0, Ordered), 0.1f), trainer.Train(bad, rows.AsSpan(0, Ordered), 0.1f));
            Assert.Equal(OwnLossData.Parameters(alone), OwnLossData.Parameters(shared));
        }
    }

    [Fact]
    public void A_validation_loss_that_nobody_watches_may_be_what_it_is()
    {
        Dataset bad = OwnLossData.Of(40, weights: null, ordered: 3, Obedient.GiveNaN);
        TrainingResult result = Trainer.Train<Regressor, Obedient>(new(1), OwnLossData.Of(50), Options("sgd", 1), bad);
        Assert.Equal(double.NaN, result.ValidationLoss);
        Assert.Equal(double.NaN, Evaluator.MeanLoss<Regressor, Obedient>(new(1), bad));
    }

    [Fact]
    public void Outputs_without_a_derivative_and_networks_written_by_hand_are_refused()
    {
        Assert.Equal(
            "OneSign's output activation is Sign, without a derivative, which a loss of one's own needs.",
            Assert.Throws<NotSupportedException>(() => new WithLoss<OneSign, Obedient>(new(1))).Message);
        Assert.Equal(
            "RecordingNetwork is written by hand; a loss of one's own needs a network that is generated.",
            Assert.Throws<NotSupportedException>(() => new WithLoss<RecordingNetwork, Obedient>(new())).Message);
        Assert.Throws<ArgumentNullException>("network", () => Trainer.Train<Regressor, Obedient>(null!, OwnLossData.Of(9), Options("sgd", 1)));
    }

    private static TrainingOptions Options(string way, int threads)
    {
        TrainingOptions options = new() { Epochs = 1, BatchSize = BatchSize, LearningRate = 0.05f, Shuffle = false, Threads = threads };
        return way switch
        {
            "penalty" => options with { Regularization = new() { L2 = 0.2f } },
            "adam" => options with { Optimizer = Optimizer.Adam() },
            _ => options,
        };
    }

    // L2 is divided by the number of samples.
    private static Regularization OfHalfTheSamples(string way) => new() { L2 = way == "penalty" ? 0.1f : 0 };
}
