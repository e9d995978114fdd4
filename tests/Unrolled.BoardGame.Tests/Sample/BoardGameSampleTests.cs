using System.Globalization;
using System.Text.RegularExpressions;
using BoardGameSample;
using BoardGameSample.Learning;

namespace Unrolled.Tests;

public sealed partial class BoardGameSampleTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_command_line_has_defaults_and_every_option_reaches_the_program()
    {
        var program = new Recorder();

        Assert.Equal(0, CommandLine.Run([], NewScreen(), program));
        Assert.Equal(0, CommandLine.Run([.. "--seed 4 --generations=2 --games 7 --depth 3 --save x".Split(' ')], NewScreen(), program));
        Assert.Equal(0, CommandLine.Run(["match", "x"], NewScreen(), program));
        Assert.Equal(0, CommandLine.Run(["match", "y", "--seed", "2", "--depth", "8"], NewScreen(), program));

        Assert.Equal(
            [
                $"learn 0 20 4000 0 6 {Path.Combine("artifacts", "board-game", "connect-four.bin")}",
                "learn 4 2 7 4 3 x",
                "match x 0 6",
                "match y 2 8",
            ],
            program.Calls);
    }

    [Theory]
    [InlineData("--wide", "--wide")]
    [InlineData("checkers", "checkers")]
    [InlineData("--seed x", "--seed is 'x', but must be a whole number from 0 on.")]
    [InlineData("--generations 0", "--generations is '0', but must be a whole number from 1 to 1000.")]
    [InlineData("--games 1.5", "--games is '1.5', but must be a whole number from 1 to 100000.")]
    [InlineData("--depth 43", "--depth is '43', but must be a whole number from 1 to 42.")]
    [InlineData("--save /no/such/file", "--save is '/no/such/file', whose folder does not exist.")]
    [InlineData("match", "match")]
    [InlineData("match a --games 3", "--games")]
    public void A_wrong_command_line_is_exit_code_2_and_says_what_is_wrong(string commandLine, string message)
    {
        var program = new Recorder();

        Assert.Equal(2, CommandLine.Run(commandLine.Split(' '), NewScreen(), program));

        Assert.Empty(program.Calls);
        Assert.Contains(message, _errors.ToString());
        Assert.Contains("--help", _errors.ToString());
    }

    [Fact]
    public void It_learns_saves_plays_and_plays_again()
    {
        string file = Path.Combine(_folder, "network.bin");
        int exit = Run("--generations", "2", "--games", "30", "--depth", "1", "--save", file);
        string[] learnt = Lines();
        Assert.Equal("", _errors.ToString());
        Assert.True(new FileInfo(file).Length >= 2 * BoardNetwork.Shape.ParameterCount);

        Assert.Equal(exit, Run("match", file, "--depth", "1"));
        Assert.Equal(learnt[^4..^1], Lines()[..3]);
        Assert.StartsWith("match     200 games", learnt[^4], StringComparison.Ordinal);
        Match score = ScoreLine().Match(learnt[^3]);
        Assert.True(score.Success, learnt[^3]);
        Assert.Equal(exit == 0, double.Parse(score.Groups[1].Value, CultureInfo.InvariantCulture) >= 60);
        Assert.Equal(exit == 0, score.Groups[2].Value == "");
    }

    [Fact]
    public void A_seed_decides_the_network()
    {
        byte[] Learn(string seed)
        {
            string file = Path.Combine(_folder, seed);
            Run("--generations", "2", "--games", "5", "--depth", "1", "--seed", seed, "--save", file);
            return File.ReadAllBytes(file);
        }

        byte[] first = Learn("1");
        Assert.Equal(first, Learn("1"));
        Assert.NotEqual(first, Learn("2"));
    }

    [Fact]
    public void A_file_that_is_no_network_is_an_error()
    {
        string file = Path.Combine(_folder, "short.bin");
        File.WriteAllBytes(file, new byte[10]);

        Assert.Equal(1, Run("match", file));
        Assert.Contains(file, _errors.ToString());
        Assert.Equal(1, Run("match", Path.Combine(_folder, "none")));
    }

    [Fact]
    public void Interrupted_it_stops_and_saves_nothing()
    {
        string file = Path.Combine(_folder, "network.bin");
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Equal(130, Program.Run(["--save", file], NewScreen(), source.Token));

        Assert.Equal("stopped, nothing saved", _errors.ToString().Trim());
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void The_learning_rate_falls_to_a_twentieth()
    {
        var settings = new LearningSettings(0, 20, 1);

        Assert.Equal(settings.LearningRate(0) / 20, settings.LearningRate(19), 1e-8f);
        Assert.Equal(settings.LearningRate(0), new LearningSettings(0, 1, 1).LearningRate(0));
    }

    private int Run(params string[] args)
    {
        _output.GetStringBuilder().Clear();
        return Program.Run(args, NewScreen(), CancellationToken.None);
    }

    private string[] Lines() => _output.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');

    private Screen NewScreen() => new(_output, _errors, live: false);

    [GeneratedRegex(@"^score     ([\d.]+) % of the points, (not )?enough: 60 % are needed$")]
    private static partial Regex ScoreLine();

    private sealed class Recorder : IProgram
    {
        public List<string> Calls { get; } = [];

        public int Learn(LearningSettings learning, MatchSettings match, string save)
        {
            Calls.Add($"learn {learning.Seed} {learning.Generations} {learning.Games} {match.Seed} {match.Depth} {save}");
            return 0;
        }

        public int Play(string file, MatchSettings match)
        {
            Calls.Add($"match {file} {match.Seed} {match.Depth}");
            return 0;
        }
    }
}
