using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>Training step by step, and its state: out, into another session, and on to the same bits.</summary>
public class TrainingSessionTests
{
    private static readonly Dataset s_data = SyntheticDigits.Create(103, seed: 1);
    private static readonly Dataset s_validation = SyntheticDigits.Create(40, seed: 2);

    public static TheoryData<string> All => [.. Optimizers.All];

    [Theory]
    [MemberData(nameof(All))]
    public void A_resumed_training_has_the_bits_of_one_without_interruption(string name)
    {
        TrainingOptions options = Optimizers.Options(name) with
        {
            Epochs = 4,
            BatchSize = 10,
            Seed = 3,
            Regularization = new() { L2 = 2, MaxNorm = 3 },
            Schedule = LearningRateSchedule.Cosine(warmUp: 1),
            Augmentation = new Noise(),
            EarlyStopping = new() { Patience = 3 },
        };
        AssertResumes<SoftmaxNet>(options, NoisyClasses.Create(103, 1), NoisyClasses.Create(40, 2), [1, 5, 11, 12, 22, 29, 38]);
    }

    [Fact]
    public void So_has_one_with_plateaus_threads_and_clipping()
    {
        // A network large enough for batches of 60 to be shared.
        AssertResumes<Digits>(
            new TrainingOptions
            {
                Epochs = 5,
                BatchSize = 60,
                LearningRate = 4,
                Threads = 2,
                Schedule = LearningRateSchedule.ReduceOnPlateau(0.5f, patience: 1, metric: Metric.ValidationAccuracy),
                Clipping = new() { Norm = 0.2f },
                EarlyStopping = new() { Metric = Metric.ValidationAccuracy, Patience = 4 },
            },
            s_data,
            s_validation,
            [3, 6]);
    }

    [Fact]
    public void A_finished_training_stays_finished()
    {
        var options = new TrainingOptions { Epochs = 2, EarlyStopping = new() { Metric = Metric.TrainingLoss } };
        using TrainingSession<Digits> session = Session(options);
        while (!session.IsFinished)
        {
            session.RunEpoch();
        }

        using TrainingSession<Digits> other = Session(options);
        other.Restore(session.Capture());

        Assert.True(other.IsFinished);
        Assert.Throws<InvalidOperationException>(() => other.RunBatch());
    }

    [Fact]
    public void A_captured_state_shares_nothing_with_the_session()
    {
        using TrainingSession<Digits> session = Session(Optimizers.Options("adam") with { EarlyStopping = new() });
        session.RunEpoch();
        TrainingState state = session.Capture();
        float[][] before = [.. Arrays(state).Select(a => a.ToArray())];
        session.RunEpoch();

        Assert.Equal(before, Arrays(state));
        Assert.NotEqual(before[0], session.Capture().Parameters);
    }

    [Fact]
    public void The_optimizers_state_is_canonical()
    {
        // After one step from 0 the velocity is the mean gradient.
        float[] inputs = new float[103 * Digits.InputSize];
        float[] targets = new float[103 * Digits.OutputSize];
        s_data.Gather(0, 103, inputs, targets);
        float[] gradient = new float[Digits.ParameterCount];
        new Digits(1).Gradient(inputs, targets, gradient);
        using TrainingSession<Digits> session = Session(
            Optimizers.Options("momentum") with { BatchSize = TrainingOptions.FullBatch, Shuffle = false });

        session.RunBatch();

        float[] velocity = new float[session.OptimizerState.Length];
        session.OptimizerState.Get(0, velocity);
        Assert.Equal("velocity", Assert.Single(session.OptimizerState.Names));
        Assert.Equal(1, session.OptimizerState.Steps);
        Assert.All(gradient.Zip(velocity), pair => Assert.Equal(pair.First, pair.Second, 1e-7f));
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_and_changes_nothing()
    {
        using TrainingSession<Digits> session = Session(Optimizers.Options("adam") with { EarlyStopping = new() });
        session.RunEpoch();
        session.RunBatch();
        TrainingState good = session.Capture();
        TrainingState[] bad =
        [
            good with { EpochsDone = -1 },
            good with { BatchesDone = session.BatchesPerEpoch },
            good with { BatchesDone = -1 },
            good with { Parameters = new float[3] },
            good with { Optimizer = "sgd" },
            good with { OptimizerSteps = -1 },
            good with { OptimizerVectors = [good.OptimizerVectors[0]] },
            good with { OptimizerVectors = [good.OptimizerVectors[0], new float[3]] },
            good with { LastEpoch = null },
            good with { EpochsDone = 2 },
            good with { EpochsDone = 30, LastEpoch = good.LastEpoch!.Value with { Epoch = 30 } },
            good with { EarlyStopping = good.EarlyStopping! with { BestParameters = new float[3] } },
            good with { EpochParameters = null },
            good with { EpochParameters = new float[3] },
            good with { LossSum = double.NaN },
            good with { Elapsed = TimeSpan.FromTicks(-1) },
            good with { Parameters = Spoiled(good.Parameters) },
            good with { EpochParameters = Spoiled(good.Parameters) },
            good with { EarlyStopping = good.EarlyStopping! with { BestParameters = Spoiled(good.Parameters) } },
            good with { OptimizerVectors = [good.OptimizerVectors[0], Spoiled(good.Parameters)] },
        ];

        Assert.All(bad, state => Assert.Throws<ArgumentException>("state", () => session.Restore(state)));

        Assert.Equal(Arrays(good), Arrays(session.Capture()));
        Assert.Equal((1, 1), (session.EpochsDone, session.BatchesDone));
        session.Restore(good);
    }

    [Fact]
    public void Its_message_counts_and_names_what_does_not_fit()
    {
        using TrainingSession<Digits> session = Session(new TrainingOptions { Epochs = 1, BatchSize = TrainingOptions.FullBatch });
        TrainingState good = session.Capture();

        AssertSays("the epoch under way has done 1 of 1 mini-batch", good with { BatchesDone = 1 });
        AssertSays("its last epoch is 0, but 1 is done", good with { EpochsDone = 1 });
        AssertSays("it has 1 vector of the optimizer, whose number is 0", good with { OptimizerVectors = [good.Parameters] });
        AssertSays("the parameters have 1 number, but the network has 23860", good with { Parameters = [1] });
        AssertSays("the parameters have NaN at index 5, but finite numbers are needed", good with { Parameters = Spoiled(good.Parameters) });

        void AssertSays(string text, TrainingState state) => Assert.StartsWith(
            $"The state does not fit this training: {text}.",
            Assert.Throws<ArgumentException>(() => session.Restore(state)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Mini_batches_make_up_the_epochs()
    {
        using TrainingSession<Digits> batches = Session(new TrainingOptions { Epochs = 2 });
        using TrainingSession<Digits> epochs = Session(new TrainingOptions { Epochs = 2 });
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            for (int batch = 1; batch < batches.BatchesPerEpoch; batch++)
            {
                Assert.Null(batches.RunBatch());
                Assert.Equal((epoch - 1, batch), (batches.EpochsDone, batches.BatchesDone));
            }

            EpochReport last = batches.RunBatch()!.Value;
            EpochReport whole = epochs.RunEpoch();
            Assert.Equal(whole.Loss, last.Loss);
            Assert.Equal((epoch, epoch, 0), (last.Epoch, batches.EpochsDone, batches.BatchesDone));
        }

        Assert.True(batches.IsFinished);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public void Progress_never_falls_and_is_whole_in_the_end(int? patience)
    {
        // Epochs without improvement, for the rate is next to nothing.
        using TrainingSession<Digits> session = Session(new TrainingOptions
        {
            Epochs = 3,
            LearningRate = 1e-30f,
            EarlyStopping = patience is { } epochs ? new() { Metric = Metric.TrainingLoss, Patience = epochs, MinDelta = 1 } : null,
        });
        Assert.Equal((0, 0, 33), (session.Progress, session.StepsDone, session.TotalSteps));
        double last = 0;
        for (int step = 1; !session.IsFinished; step++)
        {
            session.RunBatch();
            Assert.Equal(step, session.StepsDone);
            Assert.Equal(session.IsFinished ? 1 : step / 33.0, session.Progress);
            Assert.True(session.Progress > last);
            last = session.Progress;
        }

        Assert.Equal(1, session.Progress);
        Assert.Equal(patience is null ? 33 : 22, session.StepsDone);
    }

    [Fact]
    public void A_cancelled_session_can_go_on()
    {
        using var source = new CancellationTokenSource();
        using TrainingSession<Digits> session = Session(new TrainingOptions());
        using TrainingSession<Digits> expected = Session(new TrainingOptions());
        session.RunBatch();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => session.RunEpoch(source.Token));

        Assert.Equal(expected.RunEpoch().Loss, session.RunEpoch().Loss);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Mini_batches_allocate_nothing(string name)
    {
        foreach (int threads in (int[])[1, 2])
        {
            TrainingOptions options = Optimizers.Options(name) with
            {
                BatchSize = 60,
                Threads = threads,
                Regularization = new() { L2 = 1, L1 = 1, MaxNorm = 1 },
                Clipping = new() { Norm = name == "sgd" ? null : 1 },
                Schedule = LearningRateSchedule.Cosine(),
                Augmentation = new Noise(),
            };
            using TrainingSession<Digits> session = Session(options);
            session.RunEpoch();

            Assert.Equal(0, Allocation.Of(() => session.RunEpoch()));
        }
    }

    private static void AssertResumes<TNetwork>(TrainingOptions options, Dataset data, Dataset validation, int[] stops)
        where TNetwork : class, INetwork<TNetwork>
    {
        using var whole = new TrainingSession<TNetwork>(TNetwork.Create(1), data, options, validation);
        List<EpochReport> expected = Finish(whole);
        foreach (int stop in stops)
        {
            var reports = new List<EpochReport>();
            using var first = new TrainingSession<TNetwork>(TNetwork.Create(1), data, options, validation);
            for (int batch = 0; batch < stop; batch++)
            {
                if (first.RunBatch() is { } report)
                {
                    reports.Add(report);
                }
            }

            // Another network, and a session that has already gone elsewhere.
            using var second = new TrainingSession<TNetwork>(TNetwork.Create(99), data, options, validation);
            second.RunBatch();
            second.Restore(first.Capture());
            reports.AddRange(Finish(second));

            Assert.Equal(expected.Select(Bits), reports.Select(Bits));
            Assert.Equal(Arrays(whole.Capture()), Arrays(second.Capture()));
            Assert.Equal(Numbers(whole.Capture()), Numbers(second.Capture()));
        }
    }

    private static List<EpochReport> Finish<TNetwork>(TrainingSession<TNetwork> session) where TNetwork : class, INetwork<TNetwork>
    {
        var reports = new List<EpochReport>();
        while (!session.IsFinished)
        {
            reports.Add(session.RunEpoch());
        }

        return reports;
    }

    private static TrainingSession<Digits> Session(TrainingOptions options) =>
        new(new Digits(1), s_data, options, options.Watches(Metric.ValidationLoss) ? s_validation : null);

    private static (int, long, double?, double?, float) Bits(EpochReport report) => (
        report.Epoch, BitConverter.DoubleToInt64Bits(report.Loss), report.Accuracy, report.ValidationLoss, report.LearningRate);

    private static float[] Spoiled(float[] numbers) => [.. numbers.Select((number, i) => i == 5 ? float.NaN : number)];

    private static IEnumerable<float[]> Arrays(TrainingState state) =>
        [state.Parameters, .. state.OptimizerVectors, state.EarlyStopping?.BestParameters ?? []];

    private static (int, int, double, long, EpochFigures?, WatchState?, PlateauState?, EarlyStoppingState?) Numbers(TrainingState state) => (
        state.EpochsDone,
        state.BatchesDone,
        state.LossSum,
        state.OptimizerSteps,
        state.LastEpoch,
        state.Best,
        state.Plateau,
        state.EarlyStopping is { } stopping ? stopping with { BestParameters = null } : null);
}
