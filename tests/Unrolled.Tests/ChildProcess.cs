using System.Diagnostics;
using Unrolled.Tests.Data;
using Unrolled.Tests.Persistence;
using Xunit.Runner.InProc.SystemConsole;

namespace Unrolled.Tests;

/// <summary>This very program once more, told by a variable to do a job instead of testing: something to kill, or to compete with.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const string Variable = "UNROLLED_TEST_JOB";
    private const int Killed = 128 + 9;

    private readonly Process _process;
    private readonly Task<string> _output;

    /// <summary>Starts a job that works in a folder.</summary>
    public ChildProcess(string job, string folder)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(ChildProcess).Assembly.Location])
        {
            RedirectStandardOutput = true,
            Environment = { [Variable] = $"{job}|{folder}" },
        })!;
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>A shell's command for a job, where it is to have more around it.</summary>
    public static string Command(string job, string folder) =>
        $"env {Variable}='{job}|{folder}' dotnet exec '{typeof(ChildProcess).Assembly.Location}'";

    /// <summary>The program's entry point: does the job, or goes on to the tests.</summary>
    public static int Main(string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is not [string job, string folder])
        {
            return ConsoleRunner.Run(arguments).GetAwaiter().GetResult();
        }

        Action<string> work = job switch
        {
            nameof(KillTarget) => KillTarget.Train,
            nameof(CacheTarget) => CacheTarget.Fill,
            nameof(SaveTarget) => SaveTarget.Save,
            nameof(OutputTarget) => OutputTarget.Save,
            _ => throw new InvalidOperationException($"There is no job {job}."),
        };
        work(folder);
        return 0;
    }

    /// <summary>Waits for its end, but not longer than told: then it is killed.</summary>
    /// <returns>What it wrote to the console, and whether it came to its own end.</returns>
    public async Task<(string Output, bool IsDone)> EndAsync(TimeSpan killAfter)
    {
        if (!_process.WaitForExit(killAfter))
        {
            _process.Kill();
        }

        string output = await _output;
        await _process.WaitForExitAsync();
        Assert.Contains(_process.ExitCode, (int[])[0, Killed]);
        return (output, _process.ExitCode == 0);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
