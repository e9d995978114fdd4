using TablesSample;
using static System.FormattableString;

namespace Unrolled.Data.Tests.TableSample;

public sealed class CommandLineTests : IProgram
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly List<string> _calls = [];

    [Theory]
    [InlineData("", "demonstrate")]
    [InlineData("train a.csv --target y", "train a.csv y - [] - - - 5 - 0")]
    [InlineData(
        "train a.csv --target y --as classes --without b c --test t.csv --save m --report r --folds 3 --epochs=7 --seed -4",
        "train a.csv y True [b, c] t.csv m r 3 7 -4")]
    [InlineData("train --target y --as numbers a.csv --without b --without c", "train a.csv y False [b, c] - - - 5 - 0")]
    [InlineData("predict m a.csv", "predict m a.csv -")]
    [InlineData("predict m a.csv --output o", "predict m a.csv o")]
    public void Every_option_reaches_the_program(string commandLine, string call)
    {
        Assert.Equal(0, Run(commandLine));
        Assert.Equal([call], _calls);
    }

    [Theory]
    [InlineData("train a.csv", "--target")]
    [InlineData("train --target y", "file")]
    [InlineData("train a.csv --target y --as words", "words")]
    [InlineData("train a.csv --target y --folds 1", "--folds is '1', but must be a whole number from 2 to 10.")]
    [InlineData("train a.csv --target y --epochs 0", "--epochs is '0', but must be a whole number from 1 to 10000.")]
    [InlineData("train a.csv --target y --seed x", "--seed is 'x', but must be a whole number.")]
    [InlineData("train a.csv --target y --save /no/such/file", "--save is '/no/such/file', whose folder does not exist.")]
    [InlineData("train a.csv --target y --report /", "--report is '/', which is a folder, but must be a file.")]
    [InlineData("predict m", "file")]
    [InlineData("predict m a.csv --output /no/such/file", "--output is '/no/such/file', whose folder does not exist.")]
    [InlineData("learn", "learn")]
    public void What_makes_no_sense_is_exit_code_2_and_says_why(string commandLine, string message)
    {
        Assert.Equal(2, Run(commandLine));
        Assert.Empty(_calls);
        Assert.Contains(message, _errors.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("error: --help lists the commands and options", _errors.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_lists_the_commands()
    {
        Assert.Equal(0, Run("--help"));
        Assert.Contains("train <file>", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("predict <model> <file>", _output.ToString(), StringComparison.Ordinal);
    }

    int IProgram.Demonstrate() => Called("demonstrate");

    int IProgram.Train(TrainSettings settings) => Called(
        Invariant($"train {settings.File} {settings.Target} {settings.IsOfClasses?.ToString() ?? "-"} [{string.Join(", ", settings.Without)}] ")
        + Invariant($"{settings.TestFile ?? "-"} {settings.Save ?? "-"} {settings.Report ?? "-"} {settings.Folds} {(object?)settings.Epochs ?? "-"} {settings.Seed}"));

    int IProgram.Predict(PredictSettings settings) => Called($"predict {settings.Model} {settings.File} {settings.Output ?? "-"}");

    private int Called(string call)
    {
        _calls.Add(call);
        return 0;
    }

    private int Run(string commandLine) => CommandLine.Run(
        commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), new Screen(_output, _errors, live: false), this);
}
