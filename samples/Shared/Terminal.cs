using System.Globalization;
using Spectre.Console;

namespace Samples;

/// <summary>Where a sample writes to, the same in every culture.</summary>
/// <param name="output">For what was asked for.</param>
/// <param name="errors">For what is wrong.</param>
/// <param name="live">Whether a progress bar can be drawn.</param>
internal class Terminal(TextWriter output, TextWriter errors, bool live)
{
    /// <summary>Whether this process writes to a terminal that a progress bar can be drawn on.</summary>
    public static bool IsTerminal => AnsiConsole.Profile is { Out.IsTerminal: true, Capabilities: { Ansi: true, Interactive: true } };

    public TextWriter Output => output;

    public TextWriter Errors => errors;

    public void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    public void Line(string text) => output.WriteLine(text);

    /// <summary>Writes one line, whatever the message.</summary>
    public void Error(string message) => errors.WriteLine($"error: {message.ReplaceLineEndings(" ")}");

    /// <summary>
    /// Does something that takes a while. On a terminal a progress bar stays below the lines; elsewhere there are just the lines.
    /// </summary>
    /// <param name="whole">How far it goes.</param>
    /// <param name="work">Is given what writes a line, and what says how far it has come.</param>
    public T WithProgress<T>(double whole, Func<Action<string>, Action<double>, T> work)
    {
        if (!live)
        {
            return work(Line, _ => { });
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("progress", maxValue: whole);
                return work(console.WriteLine, value => bar.Value = value);
            });
    }
}
