using System.Globalization;

namespace Unrolled.Tests.Training;

/// <summary>A loss of one's own wherever a loss can be chosen: the same bits by every way, and what the library says of it.</summary>
public sealed class OwnLossTests
{
    private static readonly TrainingOptions s_options = new() { Epochs = 3, BatchSize = 50, LearningRate = 0.05f, Seed = 3 };

    public static TheoryData<string> Ways => ["sgd", "penalty", "adam"];

    [Fact]
    public void A_training_is_a_loop_of_steps()
    {
        Dataset data = OwnLossData.Of(130);
        (float[] inputs, float[] targets) = OwnLossData.Rows(data);
        Regressor loop = new(1), trained = new(1);
        double sum = 0;
        for (int row = 0; row < data.Count; row += 50)
        {
            int count = Math.Min(50, data.Count - row);
            sum += count * (double)loop.Train<LogCoshLoss>(inputs.AsSpan(row * 4, count * 4), targets.AsSpan(row * 2, count * 2), 0.05f);
        }

        TrainingResult result = Trainer.Train<Regressor, LogCoshLoss>(trained, data, s_options with { Epochs = 1, Shuffle = false });
        Assert.Equal(OwnLossData.Parameters(loop), OwnLossData.Parameters(trained));
        Assert.Equal(sum / data.Count, result.Loss);
    }

    [Fact]
    public void It_learns_what_it_measures()
    {
        Dataset data = OwnLossData.Of(400);
        var network = new Regressor(1);
        double before = Evaluator.MeanLoss<Regressor, QuantileLoss>(network, data);
        TrainingResult result = Trainer.Train<Regressor, QuantileLoss>(
            network, data, s_options with { Epochs = 40, Optimizer = Optimizer.Adam(), LearningRate = 0.01f }, validation: data);
        double after = Evaluator.MeanLoss<Regressor, QuantileLoss>(network, data);
        Assert.True(after < before / 4, string.Create(CultureInfo.InvariantCulture, $"{before} became {after}."));
        Assert.Equal(after, result.ValidationLoss);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Threads_change_no_bit(string way)
    {
        Dataset data = OwnLossData.Of(350, OwnLossData.AnyWeights(350));
        TrainingOptions options = Way(way) with { BatchSize = 120 };
        AssertSame(Train<Regressor>(1), Train<Regressor>(3));
        AssertSame(Train<DroppingRegressor>(1), Train<DroppingRegressor>(3));

        (float[] Parameters, IEnumerable<double> Losses) Train<TNetwork>(int threads) where TNetwork : class, INetwork<TNetwork>
        {
            TNetwork network = TNetwork.Create(2);
            IReadOnlyList<EpochReport> reports = Trainer.Train<TNetwork, Obedient>(
                network, data, options with { Threads = threads }, validation: data).Reports;
            return (OwnLossData.Parameters(network), reports.SelectMany(report => new[] { report.Loss, report.ValidationLoss!.Value }));
        }

        static void AssertSame((float[] Parameters, IEnumerable<double> Losses) expected, (float[] Parameters, IEnumerable<double> Losses) actual)
        {
            Assert.Equal(expected.Parameters, actual.Parameters);
            Assert.Equal(expected.Losses, actual.Losses);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_that_share_every_batch_change_no_bit(int threads)
    {
        // More samples than are computed together, and weights of both signs.
        Dataset data = OwnLossData.Of(1500, OwnLossData.AnyWeights(1500));
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        WithLoss<DroppingRegressor, Obedient> alone = new(new(1)), shared = new(new(1));
        using var trainer = new ParallelTrainer<WithLoss<DroppingRegressor, Obedient>>(shared, threads, isAdaptive: false);
        float[] expected = new float[DroppingRegressor.ParameterCount];
        float[] actual = new float[expected.Length];
        foreach (int count in (int[])[1, 7, 100, 1500])
        {
            Assert.Equal(alone.Gradient(data, rows.AsSpan(0, count), expected), trainer.Gradient(data, rows.AsSpan(0, count), actual));
            Assert.Equal(expected, actual);
            Assert.Equal(alone.Train(data, rows.AsSpan(0, count), 0.1f), trainer.Train(data, rows.AsSpan(0, count), 0.1f));
            Assert.Equal(OwnLossData.Parameters(alone), OwnLossData.Parameters(shared));
            Assert.Equal(alone.DropoutState, shared.Network.DropoutState);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_training_goes_on_from_a_state_with_the_same_bits(string way)
    {
        Dataset data = OwnLossData.Of(130, OwnLossData.AnyWeights(130));
        WithLoss<DroppingRegressor, LogCoshLoss> whole = new(new(1)), part = new(new(1)), resumed = new(new(9));
        Trainer.Train(whole, data, Way(way));
        using TrainingSession<WithLoss<DroppingRegressor, LogCoshLoss>> first = new(part, data, Way(way));
        for (int i = 0; i < 4; i++)
        {
            first.RunBatch();
        }

        using TrainingSession<WithLoss<DroppingRegressor, LogCoshLoss>> second = new(resumed, data, Way(way));
        second.Restore(first.Capture());
        while (!second.IsFinished)
        {
            second.RunBatch();
        }

        Assert.Equal(OwnLossData.Parameters(whole), OwnLossData.Parameters(resumed.Network));
    }

    [Fact]
    public void A_folder_of_checkpoints_belongs_to_one_loss()
    {
        using var temporary = new TemporaryFolder();
        Dataset data = OwnLossData.Of(130);
        Regressor whole = new(1), resumed = new(1);
        var folder = new CheckpointFolder(temporary.Path);
        Trainer.Train<Regressor, LogCoshLoss>(whole, data, s_options);
        folder.Train<Regressor, LogCoshLoss>(resumed, data, s_options with { Epochs = 1 });
        folder.Train<Regressor, LogCoshLoss>(resumed, data, s_options);
        Assert.Equal(OwnLossData.Parameters(whole), OwnLossData.Parameters(resumed));

        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => folder.Train<Regressor, QuantileLoss<Functions.ReferenceLosses.Ninety>>(resumed, data, s_options));
        Assert.Contains("; LogCoshLoss)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("; QuantileLoss<Ninety>)", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidFileException>(() => folder.Train(resumed, data, s_options));
    }

    [Fact]
    public void Files_are_the_networks_own()
    {
        using var temporary = new TemporaryFolder();
        string path = Path.Combine(temporary.Path, "network.safetensors");
        WithLoss<Regressor, HingeLoss> saved = new(new(1));
        saved.Save(path);
        var loaded = new Regressor(2);
        loaded.Load(path);
        Assert.Equal(OwnLossData.Parameters(saved), OwnLossData.Parameters(loaded));
    }

    [Fact]
    public void Folds_and_candidates_take_it()
    {
        IReadOnlyList<Fold> folds = KFold.Split(OwnLossData.Of(90), folds: 3, seed: 1);
        CrossValidationResult score = CrossValidation.Run<Regressor, LogCoshLoss>(folds, s_options);
        Regressor network = new(s_options.Seed);
        Trainer.Train<Regressor, LogCoshLoss>(network, folds[0].Training, s_options);
        Assert.Equal(Evaluator.MeanLoss<Regressor, LogCoshLoss>(network, folds[0].Validation), score.Folds[0].Loss);

        // Different losses are not compared, unless one asks for it.
        Candidate[] candidates = [Candidate.Of<Regressor, LogCoshLoss>(s_options), Candidate.Of<Regressor, QuantileLoss>(s_options)];
        Assert.Equal(["Regressor with LogCoshLoss", "Regressor with QuantileLoss"], candidates.Select(candidate => candidate.Name));
        double[] errors = [.. ModelSearch.Run(candidates, folds).Select(result => result.Score.Rmse!.Value.Mean)];
        double[] losses = [.. ModelSearch.Run(candidates, folds, SearchCriterion.Loss).Select(result => result.Score.Loss.Mean)];
        Assert.Equal(errors.Order(), errors);
        Assert.Equal(losses.Order(), losses);
        PredictionTask[] tasks = [PredictionTask.Regression, PredictionTask.Regression];
        Assert.Equal(SearchCriterion.Rmse, SearchRanking.Choose(null, candidates, tasks));
        Assert.Equal(SearchCriterion.Loss, SearchRanking.Choose(null, [candidates[0], candidates[0]], tasks));
    }

    [Fact]
    public void The_loss_of_a_batch_is_that_of_its_gradient()
    {
        (float[] inputs, float[] targets) = OwnLossData.Rows(OwnLossData.Of(700));
        float[] weights = OwnLossData.AnyWeights(700);
        float[] gradient = new float[Regressor.ParameterCount];
        var network = new Regressor(1);
        var other = new WithLoss<Regressor, LogCoshLoss>(network);
        float loss = network.Gradient<LogCoshLoss>(inputs, targets, gradient);
        Assert.Equal(loss, network.MeanLoss<Regressor, LogCoshLoss>(inputs, targets));
        Assert.Equal(loss, other.MeanLoss(inputs, targets));
        float weighted = network.Gradient<LogCoshLoss>(inputs, targets, weights, gradient);
        Assert.Equal(weighted, network.MeanLoss<Regressor, LogCoshLoss>(inputs, targets, weights), 1e-6);
        Assert.Equal(weighted, other.MeanLoss(inputs, targets, weights), 1e-6);
        Assert.Equal(0, Allocation.Of(() => network.MeanLoss<Regressor, LogCoshLoss>(inputs, targets)));

        inputs[5] = float.NaN;
        Assert.Throws<ArgumentException>("inputs", () => network.MeanLoss<Regressor, HingeLoss>(inputs, targets));
    }

    [Fact]
    public void The_loss_of_a_dataset_does_not_depend_on_threads()
    {
        Dataset data = OwnLossData.Of(20_000);
        var network = new Regressor(1);
        (float[] inputs, float[] targets) = OwnLossData.Rows(data);
        double loss = Evaluator.MeanLoss<Regressor, LogCoshLoss>(network, data);
        Assert.Equal(network.MeanLoss<Regressor, LogCoshLoss>(inputs, targets), loss, 1e-6);
        Assert.Equal(loss, Evaluator.MeanLoss<Regressor, LogCoshLoss>(network, data, threads: 3));
        Assert.Equal(loss, Evaluator.MeanLoss(new WithLoss<Regressor, LogCoshLoss>(network), data));
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        Dataset data = OwnLossData.Of(100, OwnLossData.AnyWeights(100));
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        WithLoss<Regressor, LogCoshLoss> network = new(new(1));
        float[] gradient = new float[Regressor.ParameterCount];
        Assert.Equal(0, Allocation.Of(() => network.Train(data, rows, 0.01f)));
        Assert.Equal(0, Allocation.Of(() => network.Gradient(data, rows, gradient)));
        using TrainingSession<WithLoss<Regressor, LogCoshLoss>> session = new(network, data, Way("adam") with { Epochs = 1000, BatchSize = 10 });
        session.RunEpoch();
        Assert.Equal(0, Allocation.Of(() => session.RunBatch()));
    }

    [Fact]
    public void Targets_may_be_any_finite_numbers()
    {
        float[] inputs = [0, 0, 0, 0, 1, 1, 1, 1];
        Dataset data = Dataset.FromFloats(inputs, 4, [50f, -3, 0, 1000, 1, 1], 3);
        Assert.Throws<ArgumentException>("training", () => Trainer.Train(new ThreeClasses(1), data, s_options));
        Trainer.Train<ThreeClasses, Obedient>(new ThreeClasses(1), data, s_options with { LearningRate = 1e-4f });
    }

    [Fact]
    public void Summaries_messages_and_names_have_the_loss()
    {
        var summary = NetworkSummary.Of<WithLoss<Regressor, QuantileLoss<Functions.ReferenceLosses.Ninety>>>();
        Assert.Equal("WithLoss<Regressor, QuantileLoss<Ninety>>", summary.Name);
        Assert.Contains("loss QuantileLoss<Ninety>; ", summary.ToString(), StringComparison.Ordinal);
        Assert.Equal(typeof(QuantileLoss<Functions.ReferenceLosses.Ninety>), summary.LossType);
        Assert.Null(NetworkSummary.Of<Regressor>().LossType);
        Assert.Contains("loss MeanSquaredError; ", NetworkSummary.Of<Regressor>().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_of_classes_go_by_the_outputs()
    {
        Dataset data = Dataset.FromFloats([.. Enumerable.Range(0, 120).Select(i => i % 7f)], 4, [.. Enumerable.Range(0, 30).Select(i => i % 3)], 3);
        ThreeClasses network = new(1);
        WithLoss<ThreeClasses, FocalLoss> focal = new(network);
        Assert.Equal(Evaluator.Accuracy(network, data), Evaluator.Accuracy(focal, data));
        Assert.Equal(Evaluator.LogLoss(network, data), Evaluator.LogLoss(focal, data), 1e-6);
        TrainingResult result = Trainer.Train<ThreeClasses, FocalLoss>(network, data, s_options, validation: data);
        Assert.Equal(Evaluator.Accuracy(network, data), result.Accuracy);
    }

    [Fact]
    public void A_negative_weight_is_a_step_the_other_way()
    {
        (float[] inputs, float[] targets) = OwnLossData.Rows(OwnLossData.Of(2));
        Regressor network = new(1);
        float[] plain = new float[Regressor.ParameterCount];
        float[] turned = new float[plain.Length];
        network.Gradient<Obedient>(inputs, targets, [1, 0.5f], plain);
        float loss = network.Gradient<Obedient>(inputs, targets, [-1, -0.5f], turned);
        Assert.Equal(plain, turned.Select(slope => -slope));
        Assert.True(loss < 0);
    }

    [Fact]
    public void Only_a_loss_of_ones_own_takes_negative_weights()
    {
        Dataset data = OwnLossData.Of(30, OwnLossData.AnyWeights(30));
        const string message =
            "The weight of row 0 is -0.5, but Regressor's MeanSquaredError takes none below 0; a loss of one's own, an ILoss, takes any.";
        Regressor network = new(1);
        float[] before = OwnLossData.Parameters(network);
        using var trainer = new ParallelTrainer<Regressor>(network, threads: 2, isAdaptive: false);
        Refuses("training", () => Trainer.Train(network, data, s_options));
        Refuses("training", () => Trainer.Epochs(network, data, s_options));
        Refuses("folds", () => CrossValidation.Run<Regressor>([new Fold(data, data)], s_options));
        Refuses("data", () => network.Train(data, [3, 1], 0.1f));
        Refuses("data", () => network.Gradient(data, [3, 1], new float[Regressor.ParameterCount]));
        Refuses("data", () => trainer.Train(data, [3, 1], 0.1f));
        Assert.Equal(before, OwnLossData.Parameters(network));

        Trainer.Train<Regressor, Obedient>(network, data, s_options);
        Assert.NotEqual(before, OwnLossData.Parameters(network));

        // Figures take each sample as one, but those of weight 0.
        Dataset present = data.Subset([.. Enumerable.Range(0, 30).Where(row => data.Weight(row) != 0)]);
        (float[] inputs, float[] targets) = OwnLossData.Rows(present);
        Dataset unweighted = Dataset.FromFloats(inputs, 4, targets, 2);
        Assert.Equal(24, present.Count);
        Assert.Equal(Evaluator.Rmse(network, unweighted), Evaluator.Rmse(network, data));
        Assert.Equal(Evaluator.MeanLoss(network, unweighted), Evaluator.MeanLoss(network, data));

        void Refuses(string parameter, Action action) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(parameter, action).Message, StringComparison.Ordinal);
    }

    private static TrainingOptions Way(string name) => name switch
    {
        "penalty" => s_options with { Regularization = new() { L2 = 0.1f } },
        "adam" => s_options with { Optimizer = Optimizer.Adam(), Clipping = new() { Norm = 1 } },
        _ => s_options,
    };
}
