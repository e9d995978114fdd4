using System.CommandLine;
using BoardGameSample.Learning;
using Samples;
using static Samples.Arguments;

namespace BoardGameSample;

/// <summary>How two players are compared.</summary>
/// <param name="Seed">Decides the openings.</param>
/// <param name="Depth">How many moves both look ahead.</param>
internal sealed record MatchSettings(int Seed, int Depth);

/// <summary>What the program can do.</summary>
internal interface IProgram
{
    /// <summary>Lets a network learn, saves it and plays a match with it.</summary>
    /// <returns>The exit code, as of the other.</returns>
    int Learn(LearningSettings learning, MatchSettings match, string save);

    /// <summary>Plays a match with a network that was saved.</summary>
    int Play(string file, MatchSettings match);
}

/// <summary>Turns the command line into calls of an <see cref="IProgram"/>.</summary>
internal static class CommandLine
{
    private static readonly string s_file = Path.Combine("artifacts", "board-game", "connect-four.bin");

    private static readonly Option<int?> Seed = Number(
        "--seed",
        "Decides the first weights and every random move. Default: 0.",
        result => ParseNumber(result, (int n) => n >= 0, "a whole number from 0 on"));

    private static readonly Option<int?> Generations = Number(
        "--generations",
        "How often the network plays against itself and learns from it. Default: 20.",
        result => ParseNumber(result, (int n) => n is >= 1 and <= 1_000, "a whole number from 1 to 1000"));

    private static readonly Option<int?> Games = Number(
        "--games",
        "The games of a generation. Default: 4,000.",
        result => ParseNumber(result, (int n) => n is >= 1 and <= 100_000, "a whole number from 1 to 100000"));

    private static readonly Option<int?> Depth = Number(
        "--depth",
        "How many moves both players of the match look ahead. Default: 6.",
        result => ParseNumber(result, (int n) => n is >= 1 and <= 42, "a whole number from 1 to 42"));

    private static readonly Option<string> Save = new("--save")
    {
        Description = $"The file for the integer network. Default: {s_file}.",
        HelpName = "FILE",
        Validators = { CheckTarget },
    };

    private static readonly Argument<string> File = new("file") { Description = "A network that was saved." };

    /// <summary>Parses the command line and does what it says.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Screen screen, IProgram program)
    {
        string exit = "The exit code is 0 only when it wins clearly enough.";
        var root = new RootCommand($"Learns to play connect four from games against itself, then plays a match. {exit}")
        {
            Seed, Generations, Games, Depth, Save,
        };
        root.SetAction(result => program.Learn(
            new LearningSettings(
                result.GetValue(Seed) ?? 0, result.GetValue(Generations) ?? 20, result.GetValue(Games) ?? 4_000),
            Match(result),
            result.GetValue(Save) ?? s_file));
        var match = new Command("match", $"Plays the match with a network that was saved. {exit}") { File, Seed, Depth };
        match.SetAction(result => program.Play(result.GetValue(File)!, Match(result)));
        root.Subcommands.Add(match);
        return Arguments.Run(root, args, screen, "options");
    }

    private static MatchSettings Match(ParseResult result) => new(result.GetValue(Seed) ?? 0, result.GetValue(Depth) ?? 6);
}
