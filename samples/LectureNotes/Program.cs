using System.Diagnostics;
using Samples;
using Unrolled;

namespace LectureNotes;

/// <summary>Runs the systems of the lecture notes and compares the figures with those that they should have.</summary>
internal static class Program
{
    private static int Main(string[] args) => Interruption.Run(
        cancellationToken => Run(args, new Screen(Console.Out, Console.Error), cancellationToken));

    /// <summary>The program without its process.</summary>
    /// <returns>The exit code: 0 only when every figure holds.</returns>
    internal static int Run(string[] args, Screen screen, CancellationToken cancellationToken) => CommandLine.Run(
        args, screen, settings => Teach(settings, screen, cancellationToken));

    /// <summary>Teaches what the settings say.</summary>
    internal static int Teach(Settings settings, Screen screen, CancellationToken cancellationToken)
    {
        try
        {
            if (settings.DataFolder is { } folder && !Directory.Exists(folder))
            {
                throw new DirectoryNotFoundException($"The folder '{folder}' that --data names does not exist.");
            }

            return Teach(settings.Lessons, new Classroom(settings, screen, cancellationToken), screen);
        }
        catch (OperationCanceledException)
        {
            screen.Error("stopped after the last whole batch");
            return ExitCode.Cancelled;
        }
        catch (Exception exception) when (
            exception is IOException or InvalidDataException or UnauthorizedAccessException or TrainingDivergedException)
        {
            screen.Error(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static int Teach(IReadOnlyList<Lesson> lessons, Classroom room, Screen screen)
    {
        long started = Stopwatch.GetTimestamp();
        List<Figure> figures = [];
        foreach (Lesson lesson in lessons)
        {
            foreach (Figure figure in lesson.Teach(room))
            {
                figures.Add(figure);
                screen.Figure(lesson, figure);
            }
        }

        int holding = figures.Count(figure => figure.Holds);
        screen.Line($"{holding} of {figures.Count} figures hold, after {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
        return holding == figures.Count ? 0 : ExitCode.Failed;
    }
}
