namespace Unrolled.Tool;

/// <summary>The command <c>unrolled</c>.</summary>
internal static class Program
{
    private static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    /// <summary>The program without its process.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            return CommandLine.Run(args, output, errors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"error: {exception.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }
}

/// <summary>What the process says at its end; 0 is success.</summary>
internal static class ExitCode
{
    /// <summary>A file is not as it should be, or cannot be read or written.</summary>
    public const int Failed = 1;

    /// <summary>The command line made no sense.</summary>
    public const int UsageError = 2;
}
