namespace Samples;

/// <summary>Ctrl+C.</summary>
internal static class Interruption
{
    /// <summary>Runs a program that the first Ctrl+C asks to end, after the step in hand, and a second one ends at once.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Func<CancellationToken, int> program)
    {
        using var source = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = !source.IsCancellationRequested;
            source.Cancel();
        };
        return program(source.Token);
    }
}
