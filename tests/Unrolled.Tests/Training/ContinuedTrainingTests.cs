using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Training;

/// <summary>A training that had ended and gets more to do, and one that goes on with other options or other data.</summary>
public sealed class ContinuedTrainingTests
{
    private static readonly Dataset s_data = NoisyClasses.Create(60, seed: 1);
    private static readonly Dataset s_validation = NoisyClasses.Create(100, seed: 2);

    // So few samples that the network soon learns the wrong labels: the best epoch is not the last.
    private static readonly TrainingOptions s_options = new()
    {
        Epochs = 12,
        LearningRate = 0.5f,
        Schedule = LearningRateSchedule.ReduceOnPlateau(0.9f, patience: 2),
        EarlyStopping = new() { Patience = 50 },
    };

    public static TheoryData<string> All => [.. Optimizers.All];

    public static TheoryData<Metric, bool, Metric, bool> Pairs
    {
        get
        {
            TheoryData<Metric, bool, Metric, bool> pairs = [];
            foreach (Metric before in Enum.GetValues<Metric>())
            {
                foreach (Metric after in Enum.GetValues<Metric>())
                {
                    foreach (bool restoredBefore in (bool[])[false, true])
                    {
                        pairs.Add(before, restoredBefore, after, false);
                        pairs.Add(before, restoredBefore, after, true);
                    }
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void More_epochs_go_on_from_the_last_parameters_although_the_best_were_restored(string optimizer)
    {
        TrainingOptions options = s_options with { Optimizer = Optimizers.Options(optimizer).Optimizer, LearningRate = 0.05f };
        AssertContinues(options with { Epochs = 9 }, options with { Epochs = 14 }, TrainingEnd.AllEpochs);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void More_patience_goes_on_where_early_stopping_had_ended_the_training(string optimizer)
    {
        TrainingOptions options = s_options with { Optimizer = Optimizers.Options(optimizer).Optimizer, Epochs = 40 };
        AssertContinues(options with { EarlyStopping = new() { Patience = 2 } }, options, TrainingEnd.EarlyStopping);
    }

    [Fact]
    public void So_does_no_early_stopping_at_all()
    {
        TrainingOptions options = s_options with { Epochs = 40 };
        AssertContinues(
            options with { EarlyStopping = new() { Patience = 2 } }, options with { EarlyStopping = null }, TrainingEnd.EarlyStopping);
    }

    [Fact]
    public void More_epochs_alone_leave_a_training_ended_that_early_stopping_has_ended()
    {
        TrainingOptions options = s_options with { Epochs = 40, EarlyStopping = new() { Patience = 2 } };
        using TrainingSession<SoftmaxNet> first = Session(options);
        Finish(first);
        using TrainingSession<SoftmaxNet> second = Session(options with { Epochs = 80 });

        second.Restore(first.Capture());

        Assert.Equal(TrainingEnd.EarlyStopping, second.End);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => second.RunBatch());
        Assert.Equal($"Early stopping has ended the training after {first.EpochsDone} epochs.", exception.Message);
    }

    [Fact]
    public void A_finished_state_gives_the_network_the_best_parameters_and_keeps_the_last()
    {
        using TrainingSession<SoftmaxNet> first = Session(s_options);
        Finish(first);
        TrainingState state = first.Capture();
        SoftmaxNet network = new(9);
        using TrainingSession<SoftmaxNet> second = Session(s_options, network: network);

        second.Restore(state);

        Assert.NotEqual(state.Parameters, state.EarlyStopping!.BestParameters);
        float[] parameters = new float[SoftmaxNet.ParameterCount];
        network.GetParameters(parameters);
        Assert.Equal(state.EarlyStopping.BestParameters, parameters);
        Assert.Equal(state.Parameters, second.Capture().Parameters);
    }

    /// <summary>Whatever early stopping watched before: it never compares one metric with another.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Early_stopping_goes_on_with_its_metric_or_begins_anew_and_says_so(
        Metric before, bool restoredBefore, Metric after, bool restoresAfter)
    {
        TrainingState state = AfterEpochs(
            4, s_options with { EarlyStopping = new() { Metric = before, Patience = 50, RestoreBest = restoredBefore } });
        using TrainingSession<SoftmaxNet> session = Session(
            s_options with { EarlyStopping = new() { Metric = after, Patience = 2, RestoreBest = restoresAfter } });

        session.Restore(state);

        bool goesOn = before == after && (restoredBefore || !restoresAfter);
        EarlyStoppingState found = session.Capture().EarlyStopping!;
        Assert.Equal(after, found.Metric);
        Assert.Equal(goesOn ? state.EarlyStopping!.BestEpoch : null, found.BestEpoch);
        Assert.Equal(goesOn ? state.EarlyStopping!.EpochsWithout : 0, found.EpochsWithout);
        Assert.Equal(goesOn, !session.Messages.Any(m => m.StartsWith("Early stopping watches anew, by the ", StringComparison.Ordinal)));
        if (!goesOn)
        {
            // A watch that begins anew takes the next epoch for its best.
            Assert.Null(session.End);
            session.RunEpoch();
            Assert.Equal(5, session.Capture().EarlyStopping!.BestEpoch!.Value.Epoch);
        }
    }

    [Theory]
    [InlineData(Metric.ValidationLoss, Metric.ValidationLoss)]
    [InlineData(Metric.ValidationLoss, Metric.ValidationAccuracy)]
    [InlineData(Metric.ValidationAccuracy, Metric.ValidationLoss)]
    [InlineData(Metric.ValidationAccuracy, Metric.TrainingLoss)]
    [InlineData(Metric.TrainingLoss, Metric.ValidationAccuracy)]
    [InlineData(Metric.TrainingLoss, Metric.TrainingLoss)]
    public void So_does_the_schedule_and_the_rate_stays_reduced(Metric before, Metric after)
    {
        TrainingState state = AfterEpochs(
            8, s_options with { Schedule = LearningRateSchedule.ReduceOnPlateau(0.5f, patience: 1, minDelta: 0.5, metric: before) });
        Assert.InRange(state.Plateau!.Reductions, 1, 7);
        using TrainingSession<SoftmaxNet> session = Session(
            s_options with { Schedule = LearningRateSchedule.ReduceOnPlateau(0.5f, patience: 3, metric: after) });

        session.Restore(state);

        Assert.Equal(before == after ? state.Plateau.BestEpoch : null, session.Capture().Plateau!.BestEpoch);
        Assert.Equal(0.5f * MathF.Pow(0.5f, state.Plateau.Reductions), session.LearningRate);
        Assert.Equal(before != after, session.Messages.Any(m => m.StartsWith("The schedule waits for plateaus anew", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Metric.ValidationLoss, false, true)]
    [InlineData(Metric.ValidationAccuracy, false, true)]
    [InlineData(Metric.TrainingLoss, false, false)]
    [InlineData(Metric.ValidationLoss, true, false)]
    [InlineData(Metric.TrainingLoss, true, true)]
    public void Other_samples_are_another_metric(Metric metric, bool othersToTrain, bool anew)
    {
        TrainingOptions options = s_options with
        {
            EarlyStopping = new() { Metric = metric, Patience = 50 },
            Schedule = LearningRateSchedule.ReduceOnPlateau(metric: metric),
        };
        TrainingState state = AfterEpochs(4, options);
        Dataset others = NoisyClasses.Create(othersToTrain ? 60 : 100, seed: 3);
        using TrainingSession<SoftmaxNet> session = othersToTrain
            ? Session(options, data: others)
            : Session(options, validation: others);

        session.Restore(state);

        TrainingState found = session.Capture();
        Assert.Equal(anew, found.EarlyStopping!.BestEpoch is null);
        Assert.Equal(anew, found.Plateau!.BestEpoch is null);
        Assert.Equal(anew, found.Best!.BestEpoch is null);
        Assert.Equal(anew ? 3 : 0, session.Messages.Count(m => m.EndsWith("before it was that of other samples.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_validation_data_the_best_epoch_is_looked_for_anew()
    {
        TrainingOptions options = new() { Epochs = 5 };
        TrainingState state = AfterEpochs(4, options);
        Assert.Equal(Metric.ValidationLoss, state.Best!.Metric);
        using TrainingSession<SoftmaxNet> session = new(new SoftmaxNet(1), s_data, options);

        session.Restore(state);

        Assert.Equal(
            ["The best epoch is looked for anew, by the training loss: before it was the validation loss."], session.Messages);
        session.RunEpoch();
        Assert.Equal(5, session.Capture().Best!.BestEpoch!.Value.Epoch);
    }

    [Fact]
    public void What_goes_on_as_it_was_says_nothing()
    {
        using TrainingSession<SoftmaxNet> session = Session(s_options);

        session.Restore(AfterEpochs(4, s_options));

        Assert.Empty(session.Messages);
    }

    [Fact]
    public void The_time_of_a_broken_epoch_counts_on()
    {
        using TrainingSession<SoftmaxNet> session = Session(s_options);
        session.RunBatch();
        TrainingState state = session.Capture();
        Assert.True(state.Elapsed > TimeSpan.Zero);
        using TrainingSession<SoftmaxNet> second = Session(s_options);

        second.Restore(state with { Elapsed = TimeSpan.FromHours(3) });

        Assert.InRange(second.Capture().Elapsed, TimeSpan.FromHours(3), TimeSpan.FromHours(3));
        EpochReport report = second.RunEpoch();
        Assert.InRange(report.Elapsed, TimeSpan.FromHours(3), TimeSpan.FromHours(4));
        Assert.InRange(second.RunEpoch().Elapsed, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    private static void AssertContinues(TrainingOptions first, TrainingOptions larger, TrainingEnd end)
    {
        using TrainingSession<SoftmaxNet> whole = Session(larger);
        List<EpochReport> expected = Finish(whole);
        using TrainingSession<SoftmaxNet> ended = Session(first);
        List<EpochReport> reports = Finish(ended);
        Assert.Equal(end, ended.End);
        TrainingState state = ended.Capture();
        Assert.NotEqual(state.EpochsDone, state.EarlyStopping!.BestEpoch!.Value.Epoch);

        using TrainingSession<SoftmaxNet> continued = Session(larger);
        continued.Restore(state);
        reports.AddRange(Finish(continued));

        Assert.InRange(reports.Count, state.EpochsDone + 1, larger.Epochs);
        Assert.Equal(expected.Select(Persistence.Runs.Line), reports.Select(Persistence.Runs.Line));
        Assert.Equal(whole.Capture().Parameters, continued.Capture().Parameters);
        Assert.Equal(whole.Capture().OptimizerVectors, continued.Capture().OptimizerVectors);
    }

    private static TrainingState AfterEpochs(int epochs, TrainingOptions options)
    {
        using TrainingSession<SoftmaxNet> session = Session(options);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            session.RunEpoch();
        }

        return session.Capture();
    }

    private static List<EpochReport> Finish(TrainingSession<SoftmaxNet> session)
    {
        List<EpochReport> reports = [];
        while (!session.IsFinished)
        {
            reports.Add(session.RunEpoch());
        }

        return reports;
    }

    private static TrainingSession<SoftmaxNet> Session(
        TrainingOptions options, Dataset? data = null, Dataset? validation = null, SoftmaxNet? network = null) =>
        new(network ?? new SoftmaxNet(1), data ?? s_data, options, validation ?? s_validation);
}
