using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Unrolled.Mpi.Tests;

/// <summary>A program that was started, what it has written so far, and how it is ended from outside.</summary>
internal sealed class Launched
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public Launched(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_errors, line.Data);
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written up to now.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>The processes that it has started, and those that these have started, down to the worker's.</summary>
    public int[] Workers
    {
        get
        {
            HashSet<int> family = [_process.Id];
            (int Id, int Parent, string Command)[] all = [.. Directory.GetDirectories("/proc").Select(ProcessAt).OfType<(int, int, string)>()];
            for (int before = 0; before < family.Count;)
            {
                before = family.Count;
                family.UnionWith(all.Where(process => family.Contains(process.Parent)).Select(process => process.Id));
            }

            return [.. all.Where(process => family.Contains(process.Id) && process.Command == "dotnet").Select(process => process.Id).Order()];
        }
    }

    /// <summary>Sends a signal to a process, or to this one.</summary>
    public void Signal(string signal, int? process = null) => Tool.Run("kill", $"-{signal}", $"{process ?? _process.Id}");

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public (int ExitCode, string Output, string Errors) End(TimeSpan patience)
    {
        if (!_process.WaitForExit(patience))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"It has not ended after {patience}. It wrote: {Output}");
        }

        // Until what it has written is here.
        _process.WaitForExit();
        lock (_errors)
        {
            return (_process.ExitCode, Output, _errors.ToString());
        }
    }

    /// <summary>Waits a while for the end.</summary>
    public bool HasEndedAfter(TimeSpan while_) => _process.WaitForExit(while_);

    private static void Add(StringBuilder text, string? line)
    {
        lock (text)
        {
            // Some launchers have carriage returns.
            text.Append(line?.TrimEnd('\r')).Append(line is null ? "" : "\n");
        }
    }

    private static (int Id, int Parent, string Command)? ProcessAt(string folder)
    {
        try
        {
            string text = File.ReadAllText(Path.Combine(folder, "stat"));
            int end = text.LastIndexOf(')');
            string[] rest = text[(end + 2)..].Split(' ');
            return rest[0] == "Z" ? null : (
                int.Parse(text[..text.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture),
                int.Parse(rest[1], CultureInfo.InvariantCulture),
                text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..end]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
