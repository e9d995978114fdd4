using System.Text;
using MnistSample.Report;
using Samples;
using Unrolled;

namespace MnistSample;

/// <summary>Trains a network on MNIST, or loads one, and says how well it recognises the digits of the test set.</summary>
internal static class Program
{
    private static int Main(string[] args) => Interruption.Run(
        cancellationToken => Run(args, new Screen(Console.Out, Console.Error, Screen.IsTerminal), cancellationToken));

    /// <summary>The program without its process.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] args, Screen screen, CancellationToken cancellationToken) =>
        CommandLine.Run(args, screen, settings => Run(settings, screen, cancellationToken));

    private static int Run(Settings settings, Screen screen, CancellationToken cancellationToken)
    {
        try
        {
            // Before the training, so that it does not turn out afterwards that there is no place for the page.
            using AtomicFile? report = settings.Report is null ? null : new AtomicFile(settings.Report);
            Digits data = Digits.Load(settings.Folder, screen, cancellationToken);
            screen.Start(settings, data);
            Outcome outcome = screen.WithProgress(
                settings.Options?.Epochs ?? 0,
                lines => settings.Model.Run(data, settings, lines, cancellationToken));
            report?.Stream.Write(Encoding.UTF8.GetBytes(ReportPage.Create(settings, data, outcome)));
            report?.Commit();
            screen.Finish(outcome, settings);
            return 0;
        }
        catch (OperationCanceledException)
        {
            screen.Stopped(settings.Checkpoints);
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or TrainingDivergedException)
        {
            screen.Error(exception.Message);
            return ExitCode.Failed;
        }
    }
}
