using System.Diagnostics;

namespace Unrolled.Package.Tests;

/// <summary>Runs the .NET command line.</summary>
internal static class Command
{
    /// <summary>Runs it in a folder, with a package cache of its own, and returns the exit code and all that it prints.</summary>
    public static (int ExitCode, string Output) Run(string folder, params string[] arguments) => RunWith([], folder, arguments);

    /// <summary>The same on a machine of another locale, as <c>sv_SE.UTF-8</c>.</summary>
    public static (int ExitCode, string Output) RunIn(string locale, string folder, params string[] arguments) =>
        RunWith([("LC_ALL", locale)], folder, arguments);

    /// <summary>The same with further environment variables.</summary>
    public static (int ExitCode, string Output) RunWith((string Name, string Value)[] variables, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>The same; a failure fails the test, with what was printed.</summary>
    public static string Succeed(string folder, params string[] arguments)
    {
        (int exitCode, string output) = Run(folder, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
        return output;
    }
}
