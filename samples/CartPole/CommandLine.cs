using System.CommandLine;
using System.Globalization;
using Samples;
using static Samples.Arguments;

namespace CartPoleSample;

/// <summary>A training that the command line asks for.</summary>
/// <param name="Algorithm">How to learn.</param>
/// <param name="Seed">Decides everything.</param>
/// <param name="Episodes">After so many episodes it ends with what it has.</param>
/// <param name="Save">The file for the policy.</param>
/// <param name="Svg">The file for the picture of the returns.</param>
internal sealed record TrainingSettings(Algorithm Algorithm, int Seed, int Episodes, string Save, string Svg);

/// <summary>What the program can do.</summary>
internal interface IProgram
{
    /// <summary>Trains a policy.</summary>
    /// <returns>The exit code, as of the others.</returns>
    int Train(TrainingSettings settings);

    /// <summary>Plays with a policy.</summary>
    int Replay(string file, int seed);

    /// <summary>Lets every algorithm learn with the seeds from 0 on.</summary>
    int Solve(int seeds);
}

/// <summary>Turns the command line into calls of an <see cref="IProgram"/>.</summary>
internal static class CommandLine
{
    private static readonly string s_folder = Path.Combine("artifacts", "cart-pole");

    private static readonly Option<int?> Seed = Number(
        "--seed",
        "Decides the initial parameters, the starts and every choice. Default: 0.",
        result => ParseNumber(result, (int n) => n >= 0, "a whole number from 0 on"));

    private static readonly Option<int?> Episodes = Number(
        "--episodes",
        $"How many episodes to learn from at most. Default: {MostEpisodes()}.",
        result => ParseNumber(result, (int n) => n >= 1, "a whole number from 1 on"));

    private static readonly Option<string> Save = Target(
        "--save", "The file for the policy, in the safetensors format, or in ONNX's where it is called .onnx.", ".safetensors");

    private static readonly Option<string> Svg = Target("--svg", "The file for a picture of the return of every episode.", ".svg");

    private static readonly Argument<string> File = new("file") { Description = "A policy that was saved, of any algorithm." };

    private static readonly Option<int?> Seeds = Number(
        "--seeds",
        "How many seeds, from 0 on. Default: 3.",
        result => ParseNumber(result, (int n) => n >= 1, "a whole number from 1 on"));

    /// <summary>Parses the command line and does what it says.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Screen screen, IProgram program)
    {
        var root = new RootCommand($"Learns to balance a pole on a cart, and without a command does so by {Algorithm.All[0].Name}.");
        Train(root, Algorithm.All[0]);
        foreach (Algorithm algorithm in Algorithm.All)
        {
            var command = new Command(algorithm.Name, $"Learns by {algorithm.Description}.");
            Train(command, algorithm);
            root.Subcommands.Add(command);
        }

        var replay = new Command("replay", $"Plays {Trial.Length} episodes with a policy that was saved.") { File, Seed };
        replay.SetAction(result => program.Replay(result.GetValue(File)!, result.GetValue(Seed) ?? 0));
        root.Subcommands.Add(replay);
        var solve = new Command("solve", "Runs all algorithms with several seeds. The exit code is 0 only when all solve it.") { Seeds };
        solve.SetAction(result => program.Solve(result.GetValue(Seeds) ?? 3));
        root.Subcommands.Add(solve);
        return Arguments.Run(root, args, screen, "commands");

        void Train(Command command, Algorithm algorithm)
        {
            foreach (Option option in (Option[])[Seed, Episodes, Save, Svg])
            {
                command.Options.Add(option);
            }

            command.Validators.Add(result =>
            {
                if (result.GetValue(Save) is { } file && result.GetValue(Svg) == file)
                {
                    result.AddError($"--save and --svg are both '{file}', but must be two files.");
                }
            });
            command.SetAction(result => program.Train(new TrainingSettings(
                algorithm,
                result.GetValue(Seed) ?? 0,
                result.GetValue(Episodes) ?? algorithm.MostEpisodes,
                result.GetValue(Save) ?? Default(algorithm, ".safetensors"),
                result.GetValue(Svg) ?? Default(algorithm, ".svg"))));
        }
    }

    private static string MostEpisodes() => string.Join("; ", Algorithm.All.Select(
        algorithm => string.Create(CultureInfo.InvariantCulture, $"{algorithm.Name} {algorithm.MostEpisodes:N0}")));

    private static Option<string> Target(string name, string description, string extension) => new(name)
    {
        Description = $"{description} Default: {Default(Algorithm.All[0], extension)}, or as the algorithm is called.",
        HelpName = "FILE",
        Validators = { CheckTarget },
    };

    private static string Default(Algorithm algorithm, string extension) => Path.Combine(s_folder, algorithm.Name + extension);
}
