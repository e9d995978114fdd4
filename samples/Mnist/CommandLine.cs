using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Samples;
using Unrolled;
using static Samples.Arguments;

namespace MnistSample;

/// <summary>What the command line asks for.</summary>
/// <param name="Model">The network.</param>
/// <param name="Folder">The folder with MNIST, or null.</param>
/// <param name="Options">How to train; null to only test what is loaded.</param>
/// <param name="Load">The file to begin with, or null.</param>
/// <param name="Save">The file to end with, or null.</param>
/// <param name="Checkpoints">The folder to go on from and to keep the training's state in, or null.</param>
/// <param name="Report">The page to write, or null.</param>
internal sealed record Settings(
    Model Model, string? Folder, TrainingOptions? Options, string? Load, string? Save, string? Checkpoints, string? Report);

/// <summary>Turns the command line into <see cref="Settings"/>.</summary>
internal static class CommandLine
{
    private const string WhyNoWidths =
        "The widths of the layers are part of the network's type, so that the compiler can write code for exactly them: to change "
        + "them, edit the [Network(...)] attribute in Networks.cs and build again.";

    private static readonly Option<string> Folder = new("--data")
    {
        Description = "The folder with the four MNIST files, plain or gzip. Without it: MNIST_DIR, the cache, a download.",
        HelpName = "DIR",
    };

    private static readonly Option<Model?> Network = new("--network")
    {
        Description = $"The network: {ForEach(model => model.Description)}. Default: {Model.All[0].Name}.",
        HelpName = "NAME",
        CustomParser = ParseModel,
    };

    private static readonly Option<int?> Epochs = Number(
        "--epochs",
        $"How many times to go through the training samples. Default: {ForEach(model => model.Defaults.Epochs)}.",
        result => ParseNumber(result, (int n) => n >= 1, "a whole number from 1 on"));

    private static readonly Option<int?> Batch = Number(
        "--batch",
        $"The number of samples in a mini-batch, or 'full' for all of them. Default: {ForEach(model => model.Defaults.BatchSize)}.",
        result => result.Tokens[0].Value == "full"
            ? TrainingOptions.FullBatch
            : ParseNumber(result, (int n) => n >= 1, "a whole number from 1 on, or 'full'"));

    private static readonly Option<float?> Rate = Number(
        "--rate",
        $"The learning rate. Default: {ForEach(model => model.Defaults.LearningRate)}.",
        result => ParseNumber(result, (float rate) => rate > 0f && float.IsFinite(rate), "a number above 0"));

    private static readonly Option<int?> Seed = Number(
        "--seed",
        "Decides the initial parameters and the order of the samples. Default: 0.",
        result => ParseNumber(result, (int _) => true, "a whole number"));

    private static readonly Option<string> Load = new("--load")
    {
        Description = "Takes the parameters from this safetensors file and tests them; with --epochs it trains them further.",
        HelpName = "FILE",
    };

    private static readonly Option<string> Save = new("--save")
    {
        Description = "Saves the parameters to this file, in the safetensors format.",
        HelpName = "FILE",
        Validators = { CheckTarget },
    };

    private static readonly Option<string> Checkpoints = new("--checkpoint")
    {
        Description = "Keeps the training's state in this folder, and goes on from what is there: after Ctrl+C, a crash, a power cut.",
        HelpName = "DIR",
    };

    private static readonly Option<string> Report = new("--report")
    {
        Description = "Writes an HTML page to this file: curves, confusion matrix, mistakes, weights. It needs no other file.",
        HelpName = "FILE",
        Validators = { CheckTarget },
    };

    // Not an option at all, but it is the one that everybody tries.
    private static readonly Option<string[]> Hidden = new("--hidden")
    {
        Hidden = true,
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
        Validators = { result => result.AddError($"There is no option --hidden. {WhyNoWidths}") },
    };

    /// <summary>Parses the command line and does what it says.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Screen screen, Func<Settings, int> train)
    {
        var root = new RootCommand($"Trains a compiled neural network on the handwritten digits of MNIST. {WhyNoWidths}");
        foreach (Option option in (Option[])[Folder, Network, Epochs, Batch, Rate, Seed, Load, Save, Checkpoints, Report, Hidden])
        {
            root.Options.Add(option);
        }

        root.SetAction(result => train(ToSettings(result)));
        return Arguments.Run(root, args, screen, "options");
    }

    private static Settings ToSettings(ParseResult result)
    {
        Model model = result.GetValue(Network) ?? Model.All[0];
        TrainingOptions options = model.Defaults with
        {
            Epochs = result.GetValue(Epochs) ?? model.Defaults.Epochs,
            BatchSize = result.GetValue(Batch) ?? model.Defaults.BatchSize,
            LearningRate = result.GetValue(Rate) ?? model.Defaults.LearningRate,
            Seed = result.GetValue(Seed) ?? model.Defaults.Seed,
        };
        string? load = result.GetValue(Load);
        string? checkpoints = result.GetValue(Checkpoints);
        bool trains = load is null || checkpoints is not null || result.GetValue(Epochs) is not null;
        return new Settings(
            model, result.GetValue(Folder), trains ? options : null, load, result.GetValue(Save), checkpoints, result.GetValue(Report));
    }

    private static Model? ParseModel(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        Model? model = Model.All.FirstOrDefault(model => model.Name == name);
        if (model is null)
        {
            result.AddError($"There is no network '{name}': --network takes {string.Join(" or ", Model.All.Select(known => known.Name))}.");
        }

        return model;
    }

    private static string ForEach(Func<Model, object> value) => string.Join(
        "; ", Model.All.Select(model => string.Create(CultureInfo.InvariantCulture, $"{model.Name} {value(model)}")));
}
