using System.CommandLine;
using Samples;
using static Samples.Arguments;

namespace TablesSample;

/// <summary>What to learn, and how.</summary>
/// <param name="File">The table.</param>
/// <param name="Target">The column to tell.</param>
/// <param name="IsOfClasses">Whether it has classes, not numbers; null to find out.</param>
/// <param name="Without">Columns that are not to be used.</param>
/// <param name="TestFile">A table to test with; null to hold a fifth of the rows out.</param>
/// <param name="Save">The file for the model, or null.</param>
/// <param name="Report">The page to write, or null.</param>
/// <param name="Folds">In how many parts the rows to train on are divided to choose a network.</param>
/// <param name="Epochs">How often to go through them; null for as often as suits their number.</param>
/// <param name="Seed">Decides which rows are held out, the first parameters and the order of the samples.</param>
internal sealed record TrainSettings(
    string File,
    string Target,
    bool? IsOfClasses = null,
    IReadOnlyCollection<string>? Without = null,
    string? TestFile = null,
    string? Save = null,
    string? Report = null,
    int Folds = 5,
    int? Epochs = null,
    int Seed = 0)
{
    /// <summary>Columns that are not to be used.</summary>
    public IReadOnlyCollection<string> Without { get; init; } = Without ?? [];
}

/// <summary>What to answer.</summary>
/// <param name="Model">The model.</param>
/// <param name="File">The table.</param>
/// <param name="Output">The file for the answers; null for the standard output.</param>
internal sealed record PredictSettings(string Model, string File, string? Output = null);

/// <summary>What the program can do. Each returns the exit code.</summary>
internal interface IProgram
{
    /// <summary>Makes two tables, learns from both and answers.</summary>
    int Demonstrate();

    /// <summary>Learns from a table.</summary>
    int Train(TrainSettings settings);

    /// <summary>Answers the rows of a table.</summary>
    int Predict(PredictSettings settings);
}

/// <summary>Turns the command line into calls of an <see cref="IProgram"/>.</summary>
internal static class CommandLine
{
    private const string Classes = "classes";
    private const string Numbers = "numbers";

    private static readonly Argument<string> TrainFile = new("file") { Description = "The table: a CSV file, whose first line has the names of the columns." };

    private static readonly Option<string> Target = new("--target")
    {
        Description = "The column that is to be told from the others.",
        HelpName = "COLUMN",
        Required = true,
    };

    private static readonly Option<string> Kind = new Option<string>("--as")
    {
        Description = "What it has: classes or numbers. Default: classes for texts, yes and no, and two different values.",
    }.AcceptOnlyFromAmong(Classes, Numbers);

    private static readonly Option<string[]> Without = new("--without")
    {
        Description = "Columns that are not to be used, such as numbers of rows.",
        HelpName = "COLUMN",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Test = new("--test")
    {
        Description = "A table to test with. Default: a fifth of the rows, of classes the same share of each.",
        HelpName = "FILE",
    };

    private static readonly Option<string> Save = new("--save")
    {
        Description = "Saves the model to this file: the network and all that makes its inputs of a row.",
        HelpName = "FILE",
        Validators = { CheckTarget },
    };

    private static readonly Option<string> Report = new("--report")
    {
        Description = "Writes an HTML page to this file. It needs no other file.",
        HelpName = "FILE",
        Validators = { CheckTarget },
    };

    private static readonly Option<int?> Folds = Number(
        "--folds",
        "In how many parts the rows are divided to choose a network by cross-validation. Default: 5.",
        result => ParseNumber(result, (int n) => n is >= 2 and <= 10, "a whole number from 2 to 10"));

    private static readonly Option<int?> Epochs = Number(
        "--epochs",
        "How many times to go through the rows. Default: 5 to 100, fewer for more rows.",
        result => ParseNumber(result, (int n) => n is >= 1 and <= 10_000, "a whole number from 1 to 10000"));

    private static readonly Option<int?> Seed = Number(
        "--seed",
        "Decides which rows are held out, the first weights and the order of the rows. Default: 0.",
        result => ParseNumber(result, (int _) => true, "a whole number"));

    private static readonly Argument<string> Model = new("model") { Description = "A model that was saved." };

    private static readonly Argument<string> PredictFile = new("file") { Description = "The table with the rows to answer." };

    private static readonly Option<string> Output = new("--output")
    {
        Description = "Writes the answers to this file, as CSV. Default: the standard output.",
        HelpName = "FILE",
        Validators = { CheckTarget },
    };

    /// <summary>Parses the command line and does what it says.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Screen screen, IProgram program)
    {
        var root = new RootCommand("Learns to tell a column of a table from the others. Without a command it makes two tables, learns from both and answers.");
        root.SetAction(_ => program.Demonstrate());
        var train = new Command("train", "Learns from a table.") { TrainFile, Target, Kind, Without, Test, Save, Report, Folds, Epochs, Seed };
        train.SetAction(result => program.Train(ToTrainSettings(result)));
        var predict = new Command("predict", "Answers the rows of a table with a model that was saved.") { Model, PredictFile, Output };
        predict.SetAction(result => program.Predict(
            new PredictSettings(result.GetValue(Model)!, result.GetValue(PredictFile)!, result.GetValue(Output))));
        root.Subcommands.Add(train);
        root.Subcommands.Add(predict);
        return Arguments.Run(root, args, screen, "commands and options");
    }

    private static TrainSettings ToTrainSettings(ParseResult result)
    {
        string? kind = result.GetValue(Kind);
        return new TrainSettings(
            result.GetValue(TrainFile)!,
            result.GetValue(Target)!,
            kind is null ? null : kind == Classes,
            result.GetValue(Without),
            result.GetValue(Test),
            result.GetValue(Save),
            result.GetValue(Report),
            result.GetValue(Folds) ?? 5,
            result.GetValue(Epochs),
            result.GetValue(Seed) ?? 0);
    }
}
