using System.Security.Cryptography;
using System.Text;
using Unrolled.Tests.Networks;
using Unrolled.Tests.Training;

namespace Unrolled.Tests.Persistence;

public sealed class CheckpointFolderTests : IDisposable
{
    private const int Epochs = 6;
    private const int BatchesPerEpoch = 11;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _messages = [];

    public static TheoryData<string> AllOptimizers => [.. Optimizers.All];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AllOptimizers))]
    public void Stopped_and_resumed_again_and_again_it_ends_with_the_same_bits(string optimizer)
    {
        TrainingOptions options = Runs.Options(optimizer, Epochs);
        SoftmaxNet whole = Runs.Network();
        string[] lines = [.. Trainer.Train(whole, Runs.Data, options, Runs.Validation).Reports.Select(Runs.Line)];

        List<string> resumed = [];
        int done = 0;
        foreach (int batches in (int[])[0, 1, 10, 11, 12, 20])
        {
            Assert.Throws<OperationCanceledException>(() => Train(options, batches, resumed, done));
            done += batches;
        }

        SoftmaxNet network = Train(options, int.MaxValue, resumed);
        Assert.Equal(whole.Parameters(), network.Parameters());
        Assert.Equal(lines, resumed);
        Assert.Equal(6, _messages.Count);
        Assert.Equal($"resumed after 0 epochs and 0 mini-batches, from {At("checkpoint-000000-000000000.safetensors")}", _messages[0]);
        Assert.Equal($"resumed after 4 epochs and 10 mini-batches, from {At("checkpoint-000004-000000010.safetensors")}", _messages[^1]);
    }

    [Fact]
    public void The_newest_and_the_best_are_kept()
    {
        List<EpochReport> reports = [];
        CheckpointFolder folder = new(_folder.Path) { Keep = 2 };
        TrainingOptions options = Runs.Options("adam", Epochs) with { EarlyStopping = null };
        folder.Train(Runs.Network(), Runs.Data, options, Runs.Validation, new Told<EpochReport>(reports.Add));

        Assert.Equal(
            ["best.safetensors", "checkpoint-000005-000000000.safetensors", "checkpoint-000006-000000000.safetensors", "lock"],
            _folder.Names);
        SoftmaxNet best = new(9);
        best.Load(At("best.safetensors"));
        Assert.Equal(reports.Min(report => report.ValidationLoss), Evaluator.MeanLoss(best, Runs.Validation));
    }

    [Fact]
    public void The_best_is_known_after_a_resumption()
    {
        // Without validation data the loss decides.
        TrainingOptions options = new() { Epochs = 2, LearningRate = 1e-3f };
        CheckpointFolder folder = new(_folder.Path);
        folder.Train(Runs.Network(), Runs.Data, options);
        byte[] best = File.ReadAllBytes(At("best.safetensors"));

        // Upwards: worse from epoch to epoch.
        folder.Train(Runs.Network(), Runs.Data, options with { Epochs = 4, LearningRate = 50 });
        Assert.Equal(best, File.ReadAllBytes(At("best.safetensors")));
    }

    [Fact]
    public void Within_an_epoch_checkpoints_are_saved_by_time()
    {
        CheckpointFolder folder = new(_folder.Path) { Interval = TimeSpan.Zero, Keep = 100 };
        folder.Train(Runs.Network(), Runs.Data, Runs.Options("adam", 2), Runs.Validation);
        Assert.Equal((2 * BatchesPerEpoch) + 2, _folder.Names.Length);
        Assert.Contains("checkpoint-000001-000000010.safetensors", _folder.Names);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("truncated")]
    [InlineData("longer")]
    [InlineData("a bit of the parameters")]
    [InlineData("a bit of the state")]
    [InlineData("another file")]
    public void A_damaged_newest_one_is_set_aside_and_the_one_before_used(string damage)
    {
        TrainingOptions options = Runs.Options("adam", Epochs);
        List<string> expected = [];
        Train(options, int.MaxValue, expected, folder: At("whole"));
        SoftmaxNet whole = Train(options, int.MaxValue, [], folder: At("whole"));

        List<string> lines = [];
        Assert.Throws<OperationCanceledException>(() => Train(options, (4 * BatchesPerEpoch) + 5, lines));
        string newest = At("checkpoint-000004-000000005.safetensors");
        byte[] content = File.ReadAllBytes(newest);
        int stateAt = content.AsSpan().IndexOf("EpochsDone"u8) + "EpochsDone\\u0022:".Length;
        Assert.Equal((byte)'4', content[stateAt]);
        switch (damage)
        {
            case "a bit of the parameters":
                content[^1000] ^= 1;
                break;
            case "a bit of the state":
                content[stateAt] ^= 1;
                break;
        }

        File.WriteAllBytes(newest, damage switch
        {
            "empty" => [],
            "truncated" => content[..^1],
            "longer" => [.. content, 0],
            "another file" => new Tiny().Saved(),
            _ => content,
        });

        _messages.Clear();
        SoftmaxNet network = Train(options, int.MaxValue, lines);
        Assert.Equal(whole.Parameters(), network.Parameters());
        Assert.Equal(expected, lines);
        Assert.Equal(2, _messages.Count);
        Assert.StartsWith($"skipped a damaged checkpoint, now {newest}.damaged: {newest}: ", _messages[0], StringComparison.Ordinal);
        Assert.Equal($"resumed after 4 epochs and 0 mini-batches, from {At("checkpoint-000004-000000000.safetensors")}", _messages[1]);
        Assert.True(File.Exists(newest + ".damaged"));
    }

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        TrainingOptions options = Runs.Options("momentum", 1);
        Train(options, int.MaxValue, []);
        string path = At("checkpoint-000001-000000000.safetensors");
        byte[] content = File.ReadAllBytes(path);
        Random random = new(1);
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. content];
            int at = random.Next(content.Length);
            damaged[at] ^= (byte)(1 << random.Next(8));

            // A space more or less, or a letter's case in \u00xx, changes nothing.
            if (content[at] == ' ' || char.ToUpperInvariant((char)content[at]) == char.ToUpperInvariant((char)damaged[at]))
            {
                continue;
            }

            File.WriteAllBytes(path, damaged);
            Assert.Throws<InvalidFileException>(() => Train(options, int.MaxValue, []));
        }
    }

    /// <summary>What passes for whole by its checksum, and still is not what this version wrote.</summary>
    [Theory]
    [InlineData("state", "unrolled.checkpoint that is not to be understood")]
    [InlineData("shape", "shape [")]
    public void A_checkpoint_of_another_make_is_refused(string what, string found)
    {
        TrainingOptions options = Runs.Options("sgd", 1);
        Train(options, int.MaxValue, []);
        string path = At("checkpoint-000001-000000000.safetensors");
        (List<RawTensor> tensors, Dictionary<string, string> metadata) = Safetensors.Read(File.ReadAllBytes(path));
        if (what == "state")
        {
            metadata["unrolled.checkpoint"] = "{\"EpochsDone\":";
            metadata["unrolled.sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(metadata["unrolled.checkpoint"])));
        }
        else
        {
            int first = tensors.FindIndex(tensor => tensor.Name == "layers.0.weight");
            tensors[first] = tensors[first] with { Shape = [.. tensors[first].Shape.Reverse()] };
        }

        File.WriteAllBytes(path, Safetensors.Write(tensors, metadata));
        File.Delete(At("checkpoint-000000-000000000.safetensors"));
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => Train(options, int.MaxValue, []));
        Assert.StartsWith(found, exception.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void When_all_are_damaged_it_says_so_and_leaves_them()
    {
        TrainingOptions options = Runs.Options("sgd", 2);
        Train(options, int.MaxValue, []);
        foreach (string name in _folder.Names.Where(name => name.StartsWith("checkpoint", StringComparison.Ordinal)))
        {
            File.WriteAllText(At(name), "nonsense");
        }

        string[] names = _folder.Names;
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => Train(options, int.MaxValue, []));
        Assert.Equal(At("checkpoint-000002-000000000.safetensors"), exception.File);
        Assert.Equal(names, _folder.Names);
    }

    [Fact]
    public void Checkpoints_of_another_training_are_refused_and_left()
    {
        TrainingOptions options = Runs.Options("adam", 2);
        Train(options, int.MaxValue, []);
        string[] names = _folder.Names;
        SoftmaxNet network = new(7);
        float[] before = network.Parameters();
        CheckpointFolder folder = new(_folder.Path);
        Refuse(Runs.Data, options with { Seed = 4 }, "seed 3", "seed 4");
        Refuse(Runs.Data, options with { BatchSize = 11 }, "batches of 10", "batches of 11");
        Refuse(Runs.Data, options with { Shuffle = false }, "shuffled", "in order");
        Refuse(Runs.Data, options with { Optimizer = Optimizer.Sgd }, "optimizer adam", "optimizer sgd");
        Refuse(NoisyClasses.Create(104, seed: 1), options, "103 samples", "104 samples");
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => folder.Train(new Digits(), SyntheticDigits.Create(103, 1), new TrainingOptions { Seed = 3 }));
        Assert.Contains("network 784-30-10 (Sigmoid, Sigmoid; MeanSquaredError)", exception.Needed, StringComparison.Ordinal);
        Assert.Equal(names, _folder.Names);
        Assert.Equal(before, network.Parameters());

        void Refuse(Dataset data, TrainingOptions other, string found, string needed)
        {
            InvalidFileException exception = Assert.Throws<InvalidFileException>(
                () => folder.Train(network, data, other, Runs.Validation));
            Assert.Contains(found, exception.Found, StringComparison.Ordinal);
            Assert.Contains(needed, exception.Needed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_finished_training_trains_no_more_unless_it_gets_more_epochs()
    {
        TrainingOptions options = Runs.Options("adam", 2) with { EarlyStopping = null };
        SoftmaxNet first = Train(options, int.MaxValue, []);
        List<string> lines = [];
        SoftmaxNet again = Train(options, int.MaxValue, lines);
        Assert.Empty(lines);
        Assert.Equal(first.Parameters(), again.Parameters());

        SoftmaxNet further = Train(options with { Epochs = 4 }, int.MaxValue, lines);
        SoftmaxNet whole = Runs.Network();
        Trainer.Train(whole, Runs.Data, options with { Epochs = 4 }, Runs.Validation);
        Assert.Equal(["3", "4"], lines.Select(line => line[..1]));
        Assert.Equal(whole.Parameters(), further.Parameters());
    }

    [Fact]
    public void Two_trainings_cannot_use_a_folder_at_once()
    {
        IOException? refusal = null;
        TrainingOptions options = Runs.Options("sgd", 1);
        Train(options, int.MaxValue, [], told: () => refusal = Assert.Throws<IOException>(() => Train(options, int.MaxValue, [])));
        Assert.StartsWith($"{_folder.Path} is used by another training: ", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_nothing_else()
    {
        _folder.Write("checkpoint-000001-000000000.safetensors.0123456789abcdef0123456789abcdef.tmp", [1]);
        _folder.Write("best.safetensors.0123456789abcdef0123456789abcdef.tmp", [1]);
        _folder.Write("notes.tmp", [1]);
        _folder.Write("checkpoint-1.safetensors", [1]);
        Train(Runs.Options("sgd", 1), int.MaxValue, []);
        Assert.Equal(
            ["best.safetensors", "checkpoint-000001-000000000.safetensors", "checkpoint-1.safetensors", "lock", "notes.tmp"],
            _folder.Names);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_an_exception_and_the_network_keeps_what_it_learned()
    {
        Directory.CreateDirectory(At("checkpoint-000001-000000000.safetensors"));
        SoftmaxNet network = Runs.Network();
        float[] before = network.Parameters();
        CheckpointFolder folder = new(_folder.Path);
        Assert.Throws<IOException>(() => folder.Train(network, Runs.Data, Runs.Options("sgd", 2), Runs.Validation));
        Assert.NotEqual(before, network.Parameters());
    }

    [Fact]
    public void An_independent_reader_sees_parameters_and_vectors()
    {
        TrainingOptions options = Runs.Options("adam", 1);
        SoftmaxNet network = Runs.Network();
        using TrainingSession<SoftmaxNet> session = new(network, Runs.Data, options, Runs.Validation);
        session.RunEpoch();
        Train(options, int.MaxValue, []);
        byte[] content = File.ReadAllBytes(At("checkpoint-000001-000000000.safetensors"));
        Dictionary<string, float[]> tensors = Safetensors.Read(content).Tensors
            .ToDictionary(tensor => tensor.Name, tensor => tensor.Floats);
        TrainingState state = session.Capture();
        Assert.Equal(
            state.Parameters,
            tensors.Where(tensor => tensor.Key.StartsWith("layers.", StringComparison.Ordinal)).SelectMany(tensor => tensor.Value));
        for (int i = 0; i < state.OptimizerVectors.Count; i++)
        {
            Assert.Equal(state.OptimizerVectors[i], tensors[$"optimizer.{session.OptimizerState.Names[i]}"]);
        }

        Assert.Equal(state.EarlyStopping!.BestParameters, tensors["early_stopping.best"]);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>("path", () => new CheckpointFolder(""));
        Assert.Throws<ArgumentOutOfRangeException>("Keep", () => new CheckpointFolder("a") { Keep = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Interval", () => new CheckpointFolder("a") { Interval = TimeSpan.FromSeconds(-1) });
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Trains a new network for a number of mini-batches, after some that are done, and takes down every epoch.</summary>
    private SoftmaxNet Train(
        TrainingOptions options, int batches, List<string> lines, int done = 0, string? folder = null, Action? told = null)
    {
        using CancellationTokenSource source = new();
        SoftmaxNet network = Runs.Network();
        CheckpointFolder checkpoints = new(folder ?? _folder.Path) { Messages = new Told<string>(_messages.Add) };
        if (batches == 0)
        {
            source.Cancel();
        }

        checkpoints.Train(
            network,
            Runs.Data,
            options with { Augmentation = new Countdown(done, batches, source) },
            Runs.Validation,
            new Told<EpochReport>(report =>
            {
                lines.Add(Runs.Line(report));
                told?.Invoke();
            }),
            source.Token);
        return network;
    }

    /// <summary>Counts the samples, and cancels when those of so many mini-batches have been trained.</summary>
    private sealed class Countdown(int done, int batches, CancellationTokenSource source) : IAugmentation
    {
        private readonly Noise _noise = new();
        private int _batches = batches;
        private int _samples = done % BatchesPerEpoch * 10;

        public void Apply(Span<float> input, ulong seed)
        {
            _noise.Apply(input, seed);
            _samples++;

            // Batches of 10, and 3 in the last one of an epoch.
            if ((_samples % 103) % 10 == 0 || _samples % 103 == 0)
            {
                if (--_batches == 0)
                {
                    source.Cancel();
                }
            }
        }
    }
}
