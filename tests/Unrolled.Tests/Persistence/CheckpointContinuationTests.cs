using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Unrolled.Tests.Networks;
using Unrolled.Tests.Training;

namespace Unrolled.Tests.Persistence;

/// <summary>A folder's training that had ended, that goes on with other options or data, or that diverges; and, in another file, which
/// checkpoints the folder keeps.</summary>
public sealed partial class CheckpointContinuationTests : IDisposable
{
    private const string StateKey = "unrolled.checkpoint";

    // So few samples that the network soon learns the wrong labels: the best epoch is not the last.
    private static readonly Dataset s_data = NoisyClasses.Create(60, seed: 1);
    private static readonly Dataset s_validation = NoisyClasses.Create(100, seed: 2);
    private static readonly TrainingOptions s_options = new()
    {
        Epochs = 12,
        LearningRate = 0.05f,
        Optimizer = Optimizer.Adam(),
        EarlyStopping = new() { Patience = 50 },
    };

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _messages = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Metric.ValidationLoss)]
    [InlineData(Metric.ValidationAccuracy)]
    [InlineData(Metric.TrainingLoss)]
    [InlineData(null)]
    public void The_best_file_is_that_of_the_best_epoch(Metric? metric)
    {
        TrainingOptions options = s_options with
        {
            EarlyStopping = metric is { } watched ? new() { Metric = watched, Patience = 50, RestoreBest = false } : null,
        };
        List<float[]> parameters = [];
        SoftmaxNet network = new(1);

        TrainingResult result = new CheckpointFolder(_folder.Path).Train(
            network, s_data, options, s_validation, new Told<EpochReport>(_ => parameters.Add(network.Parameters())));

        double[] values =
        [
            .. result.Reports.Select(report => metric switch
            {
                Metric.ValidationAccuracy => -report.Accuracy!.Value,
                Metric.TrainingLoss => report.Loss,
                _ => report.ValidationLoss!.Value,
            }),
        ];
        int best = Array.IndexOf(values, values.Min());
        Assert.Equal(best + 1, result.BestEpoch);
        Assert.Equal(parameters[best], Best());
    }

    [Fact]
    public void For_regression_it_is_the_one_with_the_least_validation_loss()
    {
        // Outputs below 0 for all samples: to a classifier, all epochs are alike.
        Dataset data = Dataset.FromFloats([-1, -0.5f, 0, 0.5f, 1], 1, [-3, -2.5f, -2, -1.5f, -1], 1);
        Line network = new(1);
        network.SetParameters([0, -5]);

        TrainingResult result = new CheckpointFolder(_folder.Path).Train(
            network, data, new TrainingOptions { Epochs = 20 }, data);

        Line best = new(9);
        best.Load(At("best.safetensors"));
        Assert.Equal(20, result.BestEpoch);
        Assert.Equal(network.Parameters(), best.Parameters());
        Assert.InRange(Evaluator.Rmse(best, data), 0, 0.5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_chosen_anew_where_the_validation_data_are_gone_or_others(bool gone)
    {
        Train(s_options with { EarlyStopping = null, Epochs = 6, LearningRate = 0.5f });
        float[] before = Best();

        TrainingResult result = Train(
            s_options with { EarlyStopping = null, Epochs = 7 }, gone ? null : NoisyClasses.Create(100, seed: 3), hasValidation: !gone);

        Assert.Equal(7, result.BestEpoch);
        Assert.NotEqual(before, Best());
        Assert.Contains(_messages, message => message == (gone
            ? "The best epoch is looked for anew, by the training loss: before it was the validation loss."
            : "The best epoch is looked for anew, by the validation loss: before it was that of other samples."));
    }

    [Fact]
    public void Early_stopping_and_the_best_file_may_have_different_epochs_in_mind()
    {
        // Early stopping begins anew where it is first to restore parameters; the folder's best epoch is known, and better.
        TrainingOptions options = s_options with { EarlyStopping = null };
        TrainingResult first = Train(options with { Epochs = 8 });
        float[] best = Best();
        Assert.InRange(first.BestEpoch, 1, 7);

        SoftmaxNet network = new(5);
        TrainingResult second = Train(s_options with { Epochs = 10 }, network: network);

        Assert.Equal(best, Best());
        Assert.InRange(second.BestEpoch, 9, 10);
        Assert.Equal(second.BestEpoch, second.Final.Epoch);
        Assert.Equal(Evaluator.MeanLoss(network, s_validation), second.ValidationLoss);
    }

    [Fact]
    public void The_best_file_is_of_the_last_epoch_although_the_network_got_the_parameters_of_another()
    {
        // Losses of 1, 0.95, 0.9025, 0.857: the last one surpasses the first by more than the least difference, but not the third, with
        // which early stopping began anew.
        Dataset data = Dataset.FromFloats([0], 1, [0f], 1);
        TrainingOptions options = new() { Epochs = 4, LearningRate = 0.0253f };
        EarlyStopping stopping = new() { Metric = Metric.TrainingLoss, MinDelta = 0.12, RestoreBest = false };
        CheckpointFolder folder = new(_folder.Path);
        folder.Train(Falling(), data, options with { Epochs = 2, EarlyStopping = stopping });
        Line network = Falling();

        TrainingResult result = folder.Train(network, data, options with { EarlyStopping = stopping with { RestoreBest = true } });

        Line best = new(9);
        best.Load(At("best.safetensors"));
        Assert.Equal(Trained(4), best.Parameters());
        Assert.Equal(Trained(3), network.Parameters());
        Assert.Equal((3, 3), (result.BestEpoch, result.Final.Epoch));

        float[] Trained(int epochs)
        {
            Line line = Falling();
            Trainer.Train(line, data, options with { Epochs = epochs });
            return line.Parameters();
        }

        static Line Falling()
        {
            Line line = new(1);
            line.SetParameters([0, MathF.Sqrt(2)]);
            return line;
        }
    }

    [Fact]
    public void The_result_is_that_of_the_trainer()
    {
        SoftmaxNet plain = new(1);
        TrainingResult expected = Trainer.Train(plain, s_data, s_options, s_validation);
        SoftmaxNet network = new(1);

        TrainingResult result = Train(s_options, network: network);

        Assert.Equal(expected.Reports.Select(Runs.Line), result.Reports.Select(Runs.Line));
        Assert.Equal(expected.Final, result.Final);
        Assert.Equal((expected.BestEpoch, expected.End), (result.BestEpoch, result.End));
        Assert.Equal(plain.Parameters(), network.Parameters());
        Assert.NotEqual(12, expected.BestEpoch);
    }

    [Fact]
    public void A_training_that_is_over_says_so_and_what_the_network_is_worth()
    {
        TrainingResult first = Train(s_options);
        SoftmaxNet network = new(7);

        TrainingResult again = Train(s_options, network: network);

        Assert.Empty(again.Reports);
        Assert.Equal((first.Final, first.BestEpoch, first.End), (again.Final, again.BestEpoch, again.End));
        Assert.Equal(Evaluator.Accuracy(network, s_validation), again.Accuracy);
        Assert.Equal("nothing is left to train after 12 epochs: the options have 12. More epochs go on.", _messages[^1]);
        Assert.Equal(_messages, again.Messages);
    }

    [Fact]
    public void So_does_one_that_early_stopping_has_ended()
    {
        TrainingOptions options = s_options with { Epochs = 40, EarlyStopping = new() { Patience = 3 } };
        TrainingResult first = Train(options);
        Assert.Equal(TrainingEnd.EarlyStopping, first.End);

        TrainingResult again = Train(options with { Epochs = 80 });

        Assert.Empty(again.Reports);
        Assert.Equal((first.Final, TrainingEnd.EarlyStopping), (again.Final, again.End));
        Assert.Equal(
            $"nothing is left to train after {first.Reports.Count} epochs: early stopping ended it, whose patience is 3 epochs. "
            + "More patience goes on.",
            _messages[^1]);
    }

    [Theory]
    [InlineData(9, 50, TrainingEnd.AllEpochs)]
    [InlineData(40, 2, TrainingEnd.EarlyStopping)]
    public void More_epochs_or_patience_go_on_to_the_bits_of_a_training_that_had_them_from_the_beginning(
        int epochs, int patience, TrainingEnd end)
    {
        TrainingOptions larger = s_options with { Epochs = Math.Max(epochs, 16) };
        SoftmaxNet whole = new(1);
        TrainingResult expected = Trainer.Train(whole, s_data, larger, s_validation);
        TrainingResult first = Train(s_options with { Epochs = epochs, EarlyStopping = new() { Patience = patience } });
        Assert.Equal(end, first.End);
        Assert.NotEqual(first.Reports.Count, first.BestEpoch);
        SoftmaxNet network = new(7);

        TrainingResult second = Train(larger, network: network);

        Assert.Equal(
            expected.Reports.Select(Runs.Line),
            first.Reports.Select(report => report with { Epochs = larger.Epochs }).Concat(second.Reports).Select(Runs.Line));
        Assert.Equal(whole.Parameters(), network.Parameters());
        Assert.Equal((expected.Final, expected.BestEpoch), (second.Final, second.BestEpoch));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void After_a_divergence_the_folder_is_as_before_the_epoch_and_a_lower_rate_goes_on(int epoch)
    {
        // The weights grow in every mini-batch, until no number holds them; every one of them is saved meanwhile.
        TrainingOptions options = new() { Epochs = 6, BatchSize = 4, Shuffle = false };
        CheckpointFolder folder = new(_folder.Path) { Interval = TimeSpan.Zero, Keep = 2 };
        Dataset data = Dataset.FromFloats([.. Enumerable.Repeat(1f, 400)], 1, [.. Enumerable.Repeat(1f, 400)], 1);
        Line network = new(1);
        if (epoch > 1)
        {
            folder.Train(network, data, options with { Epochs = epoch - 1 });
        }

        string[] names = _folder.Names;
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => folder.Train(new Line(1), data, options with { LearningRate = 100 }));
        Assert.Equal(epoch, exception.Epoch);
        Assert.Equal(
            [.. names.Where(name => name.EndsWith("-000000000.safetensors", StringComparison.Ordinal))],
            _folder.Names.Where(name => name.StartsWith("checkpoint", StringComparison.Ordinal)));

        Line expected = new(1);
        Trainer.Train(expected, data, options);
        Line again = new(1);
        TrainingResult result = folder.Train(again, data, options);

        Assert.Equal(6 - (epoch - 1), result.Reports.Count);
        Assert.Equal(expected.Parameters(), again.Parameters());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void So_is_the_network_where_the_epoch_was_resumed_from_within(int epochs)
    {
        Dataset data = Dataset.FromFloats([.. Enumerable.Repeat(1f, 40)], 1, [.. Enumerable.Repeat(1f, 40)], 1);
        TrainingOptions options = new() { Epochs = 4, BatchSize = 4, Shuffle = false };
        CheckpointFolder folder = new(_folder.Path) { Interval = TimeSpan.Zero };
        Line expected = new(1);
        if (epochs > 0)
        {
            Trainer.Train(expected, data, options with { Epochs = epochs });
        }

        using CancellationTokenSource source = new();
        int samples = 0;
        Doing cancelling = new(() =>
        {
            if (++samples == (epochs * 40) + 11)
            {
                source.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => folder.Train(
            new Line(1), data, options with { Augmentation = cancelling }, cancellationToken: source.Token));
        Assert.Contains($"checkpoint-00000{epochs}-000000003.safetensors", _folder.Names);
        Line network = new(7);

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => folder.Train(network, data, options with { LearningRate = 1e15f }));

        Assert.Equal(epochs + 1, exception.Epoch);
        Assert.Equal(expected.Parameters(), network.Parameters());
        Assert.DoesNotContain(_folder.Names, name => name.StartsWith($"checkpoint-00000{epochs}-", StringComparison.Ordinal)
            && !name.EndsWith("-000000000.safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_that_are_not_finite_are_never_saved()
    {
        // The loss of a step is from before it: that of the poisoned one is still finite. The next one never comes.
        int samples = 0;
        CheckpointFolder folder = new(_folder.Path) { Interval = TimeSpan.Zero };
        Dataset data = Dataset.FromFloats([1e20f, 1], 1, [1e19f, 0], 1);
        Line network = new(1);
        network.SetParameters([0, 0]);

        Assert.Throws<TrainingDivergedException>(() => folder.Train(
            network,
            data,
            new TrainingOptions { BatchSize = 1, Shuffle = false, LearningRate = 100, Augmentation = new Doing(() => samples++) }));

        Assert.Equal(1, samples);
        Assert.Equal(["lock"], _folder.Names);
        Assert.Equal([0, 0], network.Parameters());
    }

    private float[] Best()
    {
        SoftmaxNet best = new(9);
        best.Load(At("best.safetensors"));
        return best.Parameters();
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private TrainingResult Train(
        TrainingOptions options, Dataset? validation = null, bool hasValidation = true, SoftmaxNet? network = null)
    {
        _messages.Clear();
        return new CheckpointFolder(_folder.Path) { Messages = new Told<string>(_messages.Add) }.Train(
            network ?? new SoftmaxNet(1), s_data, options, hasValidation ? validation ?? s_validation : null);
    }

    /// <summary>A checkpoint as if so many epochs had been trained.</summary>
    private void Relabel(TrainingOptions options, int epochs)
    {
        new CheckpointFolder(_folder.Path).Train(new SoftmaxNet(1), s_data, options with { Epochs = 1 });
        string path = At("checkpoint-000001-000000000.safetensors");
        Edit(path, state =>
        {
            state["State"]!["EpochsDone"] = epochs;
            state["State"]!["LastEpoch"]!["Epoch"] = epochs;
        });
        File.Move(path, At($"checkpoint-{epochs}-000000000.safetensors"));
    }

    private static void Edit(string path, Action<JsonObject> edit)
    {
        (List<RawTensor> tensors, Dictionary<string, string> metadata) = Safetensors.Read(File.ReadAllBytes(path));
        JsonObject state = JsonNode.Parse(metadata[StateKey])!.AsObject();
        edit(state);
        metadata[StateKey] = state.ToJsonString();
        metadata["unrolled.sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(metadata[StateKey])));
        File.WriteAllBytes(path, Safetensors.Write(tensors, metadata));
    }
}
