using System.Globalization;
using System.Text.RegularExpressions;
using MnistSample;

namespace Unrolled.Tests;

public sealed partial class MnistSampleTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_options_it_trains_the_network_of_the_book()
    {
        Settings settings = Parse();

        Assert.Equal("digits", settings.Model.Name);
        Assert.Equal(23_860, settings.Model.ParameterCount);
        Assert.Null(settings.Folder);
        Assert.Equal(new TrainingOptions { Epochs = 30, BatchSize = 10, LearningRate = 3f, Seed = 0 }, settings.Options);
        Assert.Null(settings.Load);
        Assert.Null(settings.Save);
        Assert.Null(settings.Checkpoints);
        Assert.Null(settings.Report);
    }

    [Fact]
    public void Every_option_reaches_the_training()
    {
        Settings settings = Parse("--network", "relu", "--data", "x", "--epochs", "7", "--batch=32", "--rate", "0.25", "--seed", "-3");

        Assert.Equal("relu", settings.Model.Name);
        Assert.Equal(79_510, settings.Model.ParameterCount);
        Assert.Equal("x", settings.Folder);
        Assert.Equal(new TrainingOptions { Epochs = 7, BatchSize = 32, LearningRate = 0.25f, Seed = -3 }, settings.Options);
    }

    [Fact]
    public void A_batch_may_be_everything() => Assert.Equal(TrainingOptions.FullBatch, Parse("--batch", "full").Options!.BatchSize);

    [Fact]
    public void Numbers_are_read_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = comma;

            Assert.Equal(1.5f, Parse("--rate", "1.5").Options!.LearningRate);
            Assert.Equal(2, Run("--rate", "1,5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("--wide", "--wide")]
    [InlineData("--epochs 0", "--epochs is '0', but must be a whole number from 1 on.")]
    [InlineData("--epochs 1.5", "--epochs is '1.5', but must be a whole number from 1 on.")]
    [InlineData("--epochs", "--epochs")]
    [InlineData("--epochs 1 --epochs 2", "--epochs")]
    [InlineData("--batch -1", "--batch is '-1', but must be a whole number from 1 on, or 'full'.")]
    [InlineData("--rate 0", "--rate is '0', but must be a number above 0.")]
    [InlineData("--rate fast", "--rate is 'fast', but must be a number above 0.")]
    [InlineData("--rate 1e99", "--rate is '1e99', but must be a number above 0.")]
    [InlineData("--seed x", "--seed is 'x', but must be a whole number.")]
    [InlineData("--network big", "There is no network 'big': --network takes digits or relu or small or best.")]
    [InlineData("--save /", "--save is '/', which is a folder, but must be a file.")]
    [InlineData("--save /no/such/file", "--save is '/no/such/file', whose folder does not exist.")]
    [InlineData("--save", "--save")]
    [InlineData("--report /", "--report is '/', which is a folder, but must be a file.")]
    [InlineData("--report /no/such/file", "--report is '/no/such/file', whose folder does not exist.")]
    [InlineData("--load", "--load")]
    [InlineData("--hidden 100", "The widths of the layers are part of the network's type")]
    [InlineData("--hidden=64", "The widths of the layers are part of the network's type")]
    [InlineData("--hidden 64 32", "The widths of the layers are part of the network's type")]
    public void A_wrong_command_line_is_exit_code_2_and_says_what_is_wrong(string commandLine, string message)
    {
        int exitCode = CommandLine.Run(
            commandLine.Split(' '), NewScreen(), _ => throw new InvalidOperationException("It trains all the same."));

        Assert.Equal(2, exitCode);
        Assert.Contains(message, _errors.ToString());
        Assert.All(Lines(_errors), line => Assert.StartsWith("error: ", line));
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public void Help_lists_the_options_and_says_where_the_widths_are()
    {
        Assert.Equal(0, Run("--help"));

        string help = _output.ToString();
        Assert.All(
            ["--data", "--network", "--epochs", "--batch", "--rate", "--seed", "--load", "--save", "--checkpoint", "--report"],
            option => Assert.Contains(option, help));
        Assert.DoesNotContain("--hidden", help);
        Assert.Contains("[Network(...)]", help);
        Assert.Contains("digits 3; relu 0.1; small 0.003; best 0.001", help);
        Assert.Empty(_errors.ToString());
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("relu")]
    public void A_run_prints_a_line_for_every_epoch_and_the_accuracy_last(string network)
    {
        WriteMnist(trainingCount: 300, testCount: 50);

        int exitCode = Run("--data", _folder, "--network", network, "--epochs", "3");

        string[] lines = Lines(_output);
        Assert.Equal(0, exitCode);
        Assert.Equal(["1", "2", "3"], lines.Where(line => EpochLine().IsMatch(line)).Select(line => line.TrimStart()[..1]));
        Assert.Matches(@"^test accuracy: \d{1,3}\.\d\d%$", lines[^2]);
        Assert.Matches("^parameters: SHA-256 [0-9a-f]{64}$", lines[^1]);
        Assert.DoesNotContain('\e', _output.ToString());
        Assert.Empty(_errors.ToString());
    }

    [Fact]
    public void A_progress_bar_does_not_swallow_the_lines()
    {
        WriteMnist(trainingCount: 300, testCount: 50);

        int exitCode = Program.Run(
            ["--data", _folder, "--epochs", "3"], new Screen(_output, _errors, live: true), CancellationToken.None);

        string[] lines = Lines(_output);
        Assert.Equal(0, exitCode);
        Assert.Equal(3, lines.Count(line => EpochLine().IsMatch(line)));
        Assert.StartsWith("test accuracy: ", lines[^2]);
    }

    [Fact]
    public void The_network_of_the_book_learns()
    {
        WriteMnist(trainingCount: 2000, testCount: 500);

        Assert.Equal(0, Run("--data", _folder, "--epochs", "5"));

        double accuracy = double.Parse(Lines(_output)[^2]["test accuracy: ".Length..^1], CultureInfo.InvariantCulture);
        Assert.InRange(accuracy, 80, 100);
    }

    [Fact]
    public void The_seed_decides_the_result()
    {
        WriteMnist(trainingCount: 300, testCount: 50);

        // The confusion matrix and the accuracy.
        string[] Result(string seed)
        {
            _output.GetStringBuilder().Clear();
            Assert.Equal(0, Run("--data", _folder, "--epochs", "1", "--seed", seed));
            return Lines(_output)[^12..];
        }

        Assert.Equal(Result("4"), Result("4"));
        Assert.NotEqual(Result("4"), Result("5"));
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("relu")]
    public void What_is_saved_is_loaded_and_tested_and_trained_further(string network)
    {
        WriteMnist(trainingCount: 300, testCount: 50);
        string file = Path.Combine(_folder, "saved.safetensors");
        Assert.Equal(0, Run("--data", _folder, "--network", network, "--epochs", "1", "--save", file));
        Assert.Contains($"saved to {file}", Lines(_output));
        string[] result = Lines(_output)[^12..];

        _output.GetStringBuilder().Clear();
        Assert.Equal(0, Run("--data", _folder, "--network", network, "--load", file));
        Assert.Equal(result, Lines(_output)[^12..]);
        Assert.Contains($"loaded    {file}", Lines(_output));
        Assert.DoesNotContain(Lines(_output), line => line.StartsWith("epoch", StringComparison.Ordinal));

        string further = Path.Combine(_folder, "further.safetensors");
        Assert.Equal(0, Run("--data", _folder, "--network", network, "--load", file, "--epochs", "1", "--save", further));
        Assert.NotEqual(File.ReadAllBytes(file), File.ReadAllBytes(further));
    }

    [Fact]
    public void A_file_of_another_network_is_exit_code_1_and_one_line()
    {
        WriteMnist(trainingCount: 300, testCount: 50);
        string file = Path.Combine(_folder, "saved.safetensors");
        Assert.Equal(0, Run("--data", _folder, "--epochs", "1", "--save", file));

        Assert.Equal(1, Run("--data", _folder, "--network", "relu", "--load", file));
        Assert.Contains("found activations 'Sigmoid, Sigmoid', needed 'ReLU, Softmax'", Assert.Single(Lines(_errors)));
        Assert.Equal(1, Run("--data", _folder, "--load", Path.Combine(_folder, "missing")));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_exit_code_1_and_one_line()
    {
        string missing = Path.Combine(_folder, "missing");

        Assert.Equal(1, Run("--data", missing));

        Assert.Contains(missing, Assert.Single(Lines(_errors)));
    }

    [Fact]
    public void A_corrupt_file_is_exit_code_1_and_one_line()
    {
        WriteMnist(trainingCount: 20, testCount: 10);
        string images = Path.Combine(_folder, "train-images-idx3-ubyte");
        File.WriteAllBytes(images, File.ReadAllBytes(images)[..1000]);

        Assert.Equal(1, Run("--data", _folder));

        Assert.Contains("train-images-idx3-ubyte", Assert.Single(Lines(_errors)));
    }

    [Fact]
    public void A_learning_rate_that_is_too_large_is_exit_code_1_and_one_line()
    {
        WriteMnist(trainingCount: 100, testCount: 10);

        Assert.Equal(1, Run("--data", _folder, "--network", "relu", "--rate", "1e30"));

        Assert.StartsWith("error: Training diverged in epoch 1", Assert.Single(Lines(_errors)));
    }

    [Fact]
    public void Cancelled_it_says_so_with_exit_code_130()
    {
        WriteMnist(trainingCount: 20, testCount: 10);

        int exitCode = Program.Run(["--data", _folder], NewScreen(), new CancellationToken(canceled: true));

        Assert.Equal(130, exitCode);
        Assert.Equal("stopped after the last whole batch", Assert.Single(Lines(_errors)));
        Assert.DoesNotContain("test accuracy", _output.ToString());
    }

    [Fact]
    public void With_checkpoints_it_goes_on_where_it_was_stopped()
    {
        WriteMnist(trainingCount: 200, testCount: 50);
        string whole = Path.Combine(_folder, "whole.safetensors");
        string resumed = Path.Combine(_folder, "resumed.safetensors");
        string checkpoints = Path.Combine(_folder, "checkpoints");
        Assert.Equal(0, Run("--data", _folder, "--epochs", "4", "--save", whole));
        string[] result = Lines(_output)[^12..];

        using CancellationTokenSource source = new();
        Screen screen = new(new CancelAfter(_output, " 2 ", source), _errors, live: false);
        string[] args = ["--data", _folder, "--epochs", "4", "--save", resumed, "--checkpoint", checkpoints];
        Assert.Equal(130, Program.Run(args, screen, source.Token));
        Assert.Equal(
            $"stopped after the last whole batch and saved to {checkpoints}: the same command goes on from there",
            Assert.Single(Lines(_errors)));
        Assert.False(File.Exists(resumed));

        _output.GetStringBuilder().Clear();
        Assert.Equal(0, Run(args));
        Assert.Single(Lines(_output), line => line.StartsWith("resumed after 2 epochs and 0 mini-batches, from ", StringComparison.Ordinal));
        Assert.Equal(["3", "4"], Lines(_output).Where(line => EpochLine().IsMatch(line)).Select(line => line.TrimStart()[..1]));
        Assert.Equal(result, Lines(_output)[^12..]);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(resumed));

        Assert.Equal(1, Run("--data", _folder, "--epochs", "4", "--seed", "5", "--checkpoint", checkpoints));
        Assert.Contains("found a checkpoint of another training (network 784-30-10", Lines(_errors)[^1]);
    }

    [Fact]
    public void Without_MNIST_it_draws_digits_and_says_so()
    {
        Digits data = Digits.Load(mustBeThere: false, () => throw new HttpRequestException("No such host."), NewScreen());

        Assert.Equal(20_000, data.Training.Count);
        Assert.Equal(4_000, data.Test.Count);
        Assert.Contains("drawn digits", _output.ToString());
        Assert.Contains("No such host.", _output.ToString());
        Assert.False(data.Training.Bytes(0).SequenceEqual(data.Test.Bytes(0)), "The test samples are among those to learn.");
    }

    [Fact]
    public void A_folder_that_was_named_is_never_replaced_by_drawn_digits() => Assert.Throws<DirectoryNotFoundException>(
        () => Digits.Load(mustBeThere: true, () => throw new DirectoryNotFoundException(), NewScreen()));

    private Settings Parse(params string[] args)
    {
        Settings? settings = null;
        Assert.Equal(0, CommandLine.Run(args, NewScreen(), parsed =>
        {
            settings = parsed;
            return 0;
        }));
        return settings!;
    }

    private int Run(params string[] args) => Program.Run(args, NewScreen(), CancellationToken.None);

    private Screen NewScreen() => new(_output, _errors, live: false);

    private static string[] Lines(StringWriter writer) =>
        writer.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void WriteMnist(int trainingCount, int testCount) => DrawnMnist.Write(_folder, trainingCount, testCount);

    /// <summary>Presses Ctrl+C when a line with the text is written.</summary>
    private sealed class CancelAfter(StringWriter output, string text, CancellationTokenSource source) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            output.WriteLine(value);
            if (value!.Contains(text, StringComparison.Ordinal))
            {
                source.Cancel();
            }
        }
    }

    [GeneratedRegex(@"^ +\d+ +\d\.\d{5} +\d+\.\d\d% +\d+\.\d{3} +[\d,]+$")]
    private static partial Regex EpochLine();
}
