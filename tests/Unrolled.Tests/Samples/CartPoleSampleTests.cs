using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CartPoleSample;
using LectureNotes.Lessons;

namespace Unrolled.Tests;

public sealed partial class CartPoleSampleTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "evolve", 20_000)]
    [InlineData("evolve", "evolve", 20_000)]
    [InlineData("dqn", "dqn", 2_000)]
    [InlineData("ppo", "ppo", 2_000)]
    public void An_algorithm_has_defaults(string command, string name, int episodes)
    {
        TrainingSettings settings = Parse(command);

        Assert.Equal(name, settings.Algorithm.Name);
        Assert.Equal(0, settings.Seed);
        Assert.Equal(episodes, settings.Episodes);
        Assert.Equal(Path.Combine("artifacts", "cart-pole", $"{name}.safetensors"), settings.Save);
        Assert.Equal(Path.Combine("artifacts", "cart-pole", $"{name}.svg"), settings.Svg);
    }

    [Fact]
    public void Every_option_reaches_the_training()
    {
        TrainingSettings settings = Parse("ppo --seed 4 --episodes=7 --save a.safetensors --svg b.svg");

        Assert.Equal("ppo", settings.Algorithm.Name);
        Assert.Equal((4, 7, "a.safetensors", "b.svg"), (settings.Seed, settings.Episodes, settings.Save, settings.Svg));
        Assert.Equal(5, Parse("--seed 5").Seed);
    }

    [Fact]
    public void A_replay_has_a_file_and_a_seed_and_a_solution_a_number_of_seeds()
    {
        var program = new Recorder();

        Assert.Equal(0, CommandLine.Run(["replay", "x", "--seed", "2"], NewScreen(), program));
        Assert.Equal(0, CommandLine.Run(["replay", "y"], NewScreen(), program));
        Assert.Equal(0, CommandLine.Run(["solve"], NewScreen(), program));
        Assert.Equal(0, CommandLine.Run(["solve", "--seeds", "10"], NewScreen(), program));

        Assert.Equal(["replay x 2", "replay y 0", "solve 3", "solve 10"], program.Calls);
    }

    [Theory]
    [InlineData("--wide", "--wide")]
    [InlineData("sarsa", "sarsa")]
    [InlineData("dqn --seed x", "--seed is 'x', but must be a whole number from 0 on.")]
    [InlineData("dqn --seed -1", "--seed is '-1', but must be a whole number from 0 on.")]
    [InlineData("--seed 1.5", "--seed is '1.5', but must be a whole number from 0 on.")]
    [InlineData("ppo --episodes 0", "--episodes is '0', but must be a whole number from 1 on.")]
    [InlineData("ppo --episodes", "--episodes")]
    [InlineData("ppo --episodes 1 --episodes 2", "--episodes")]
    [InlineData("evolve --save /", "--save is '/', which is a folder, but must be a file.")]
    [InlineData("evolve --save /no/such/file", "--save is '/no/such/file', whose folder does not exist.")]
    [InlineData("--svg /no/such/file", "--svg is '/no/such/file', whose folder does not exist.")]
    [InlineData("--svg a --save a", "--save and --svg are both 'a', but must be two files.")]
    [InlineData("replay", "replay")]
    [InlineData("replay a b", "b")]
    [InlineData("replay a --save b", "--save")]
    [InlineData("solve --seeds 0", "--seeds is '0', but must be a whole number from 1 on.")]
    public void A_wrong_command_line_is_exit_code_2_and_says_what_is_wrong(string commandLine, string message)
    {
        var program = new Recorder();

        Assert.Equal(2, CommandLine.Run(commandLine.Split(' '), NewScreen(), program));

        Assert.Empty(program.Calls);
        Assert.Contains(message, _errors.ToString());
        Assert.All(Lines(_errors), line => Assert.StartsWith("error: ", line));
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public void Help_lists_the_commands_and_options()
    {
        Assert.Equal(0, Run("--help"));

        string help = _output.ToString();
        Assert.All(
            ["evolve", "dqn", "ppo", "replay", "solve", "--seed", "--episodes", "--save", "--svg", "evolve 20,000; dqn 2,000; ppo 2,000"],
            text => Assert.Contains(text, help));
        Assert.Empty(_errors.ToString());
    }

    /// <summary>To the last digit, at every width of vectors and in every culture.</summary>
    [Fact]
    public void Evolution_solves_it_and_the_policy_plays_as_well_when_it_is_replayed()
    {
        (string policy, string picture) = Files("evolve");

        Assert.Equal(0, Run("evolve", "--save", policy, "--svg", picture));

        string[] lines = Lines(_output);
        Assert.Equal("mean return over 100 episodes: 491.8", lines[^1]);
        Assert.Contains($"policy saved to {policy}; 'replay {policy}' plays with it again", lines);
        Assert.Contains($"returns drawn in {picture}", lines);
        Assert.Equal(24, lines.Count(line => TrialLine().IsMatch(line)));
        Assert.DoesNotContain('\e', _output.ToString());
        Assert.Empty(_errors.ToString());

        Assert.Equal(0, Run("replay", policy));
        Assert.Equal(lines[^1], Lines(_output)[^1]);
        Assert.Equal(lines.Length + 1, Lines(_output).Length);
    }

    /// <summary>The short form of "solve", which runs three seeds every night.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Every_algorithm_solves_it()
    {
        Assert.Equal(0, Run("solve", "--seeds", "1"));

        string[] lines = Lines(_output);
        Assert.Equal(["evolve", "dqn", "ppo"], lines[1..^1].Select(line => line.Split(' ')[0]));
        Assert.All(lines[1..^1], line => Assert.InRange(
            double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture), 475, 500));
        Assert.Equal("3 of 3 solved it, which is a mean return of 475 or more over 100 episodes", lines[^1]);
    }

    [Fact]
    public void Evolution_ends_at_its_limit_and_its_seed_decides_everything() => AssertLimitAndSeed("evolve");

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("dqn")]
    [InlineData("ppo")]
    public void Learning_by_gradients_ends_at_its_limit_and_its_seed_decides_everything(string algorithm) => AssertLimitAndSeed(algorithm);

    [Fact]
    public void The_return_of_every_episode_is_drawn()
    {
        XElement svg = XElement.Parse(ReturnChart.Draw([10, 20, 500]));

        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal(
            "Return, mean of 50 episodes: 10.0 after episode 1, 176.7 after episode 3", svg.Attribute("aria-label")!.Value);
        string[] lines = [.. Elements("polyline").Select(line => line.Attribute("points")!.Value)];
        Assert.Equal(["50.0,221.8 258.0,217.5 466.0,14.0", "50.0,221.8 258.0,219.6 466.0,151.1"], lines);
        Assert.Equal(3, Elements("circle").Count());
        Assert.Single(Elements("style"));

        IEnumerable<XElement> Elements(string name) => svg.Descendants().Where(element => element.Name.LocalName == name);
    }

    [Fact]
    public void A_mean_is_that_of_the_last_fifty_episodes()
    {
        int[] returns = [.. Enumerable.Repeat(100, 10), .. Enumerable.Repeat(400, 20), .. Enumerable.Repeat(20, 49), 70];
        XElement svg = XElement.Parse(ReturnChart.Draw(returns));

        Assert.EndsWith("100.0 after episode 1, 21.0 after episode 80", svg.Attribute("aria-label")!.Value);
    }

    [Fact]
    public void A_progress_bar_does_not_swallow_the_lines()
    {
        (string policy, string picture) = Files("evolve");

        int exitCode = Program.Run(
            ["--save", policy, "--svg", picture], new Screen(_output, _errors, live: true), CancellationToken.None);

        Assert.Equal(0, exitCode);
        Assert.Equal(24, Lines(_output).Count(line => TrialLine().IsMatch(line)));
        Assert.Equal("mean return over 100 episodes: 491.8", Lines(_output)[^1]);
    }

    [Fact]
    public void A_file_that_is_no_policy_is_exit_code_1_and_one_line()
    {
        string file = Path.Combine(_folder, "other.safetensors");
        new XorNetwork(1).Save(file);
        Assert.Equal(1, Run("replay", file));
        Assert.StartsWith($"error: This is no policy of evolve or dqn or ppo: {file}", Assert.Single(Lines(_errors)));

        File.WriteAllText(file, "no network");
        Assert.Equal(1, Run("replay", file));
        Assert.Equal(2, Lines(_errors).Length);

        string missing = Path.Combine(_folder, "missing");
        Assert.Equal(1, Run("replay", missing));
        Assert.Contains(missing, Lines(_errors)[^1]);
        Assert.Equal(3, Lines(_errors).Length);
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData("--save")]
    [InlineData("--svg")]
    public void A_file_that_cannot_be_written_is_exit_code_1_before_the_training(string option)
    {
        string file = Path.Combine(_folder, "read-only");
        File.WriteAllText(file, "old");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        (string policy, string picture) = Files("evolve");
        string[] others = option == "--save" ? ["--svg", picture] : ["--save", policy];

        Assert.Equal(1, Run([option, file, .. others]));

        Assert.Contains(file, Assert.Single(Lines(_errors)));
        Assert.Empty(_output.ToString());
        Assert.Equal("old", File.ReadAllText(file));
        File.SetAttributes(file, FileAttributes.Normal);
        Assert.Equal([file], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Cancelled_it_says_so_with_exit_code_130_and_writes_nothing()
    {
        (string policy, string picture) = Files("dqn");

        int exitCode = Program.Run(["dqn", "--save", policy, "--svg", picture], NewScreen(), new CancellationToken(canceled: true));

        Assert.Equal(130, exitCode);
        Assert.Equal("stopped after the last whole episode", Assert.Single(Lines(_errors)));
        Assert.DoesNotContain("mean return", _output.ToString());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private void AssertLimitAndSeed(string algorithm)
    {
        (string policy, string picture) = Files(algorithm);
        byte[] first = Train("3");
        string line = Lines(_output)[^1];

        Assert.Equal(first, Train("3"));
        Assert.NotEqual(first, Train("4"));
        Assert.Equal(3, Lines(_output).Count(row => TrialLine().IsMatch(row)));

        Train("3");
        Assert.Equal(line, Lines(_output)[^1]);
        Assert.Equal(0, Run("replay", policy, "--seed", "3"));
        Assert.Equal(line, Lines(_output)[^1]);

        string onnx = Path.ChangeExtension(policy, ".onnx");
        Assert.Equal(0, Run(algorithm, "--episodes", "1", "--seed", "3", "--save", onnx, "--svg", picture));
        Assert.Equal(0, Run("replay", onnx, "--seed", "3"));
        Assert.Equal(line, Lines(_output)[^1]);

        byte[] Train(string seed)
        {
            Assert.Equal(0, Run(algorithm, "--episodes", "1", "--seed", seed, "--save", policy, "--svg", picture));
            return File.ReadAllBytes(policy);
        }
    }

    private TrainingSettings Parse(string commandLine)
    {
        var program = new Recorder();
        string[] args = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(0, CommandLine.Run(args, NewScreen(), program));
        return program.Settings!;
    }

    private int Run(params string[] args) => Program.Run(args, NewScreen(), CancellationToken.None);

    private Screen NewScreen() => new(_output, _errors, live: false);

    private (string Policy, string Picture) Files(string name) =>
        (Path.Combine(_folder, $"{name}.safetensors"), Path.Combine(_folder, $"{name}.svg"));

    private static string[] Lines(StringWriter writer) =>
        writer.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private sealed class Recorder : IProgram
    {
        public List<string> Calls { get; } = [];

        public TrainingSettings? Settings { get; private set; }

        public int Train(TrainingSettings settings)
        {
            Settings = settings;
            return Record("train");
        }

        public int Replay(string file, int seed) => Record($"replay {file} {seed}");

        public int Solve(int seeds) => Record($"solve {seeds}");

        private int Record(string call)
        {
            Calls.Add(call);
            return 0;
        }
    }

    [GeneratedRegex(@"^ +[\d,]+ +[\d,]+ +\d+\.\d +\d+\.\d +\d+\.\d\d$")]
    private static partial Regex TrialLine();
}
