using System.Diagnostics;
using System.Reflection;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Unrolled.Mpi.Tests;

/// <summary>An implementation of MPI and how its launcher is told to start more processes than there are processors.</summary>
/// <param name="name">What it is called.</param>
/// <param name="programs">What its launcher may be called.</param>
/// <param name="names">What its launcher may call itself when it is asked for its version.</param>
/// <param name="options">What it is told.</param>
internal sealed class Launcher(string name, string[] programs, string[] names, string[] options)
{
    /// <summary>How long processes may take before they hang.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly Launcher[] s_all =
    [
        new("Open MPI", ["mpirun.openmpi", "mpirun"], ["Open MPI", "OpenRTE"], ["--oversubscribe", "--mca", "mpi_yield_when_idle", "1"]),
        new("MPICH", ["mpirun.mpich", "mpirun"], ["HYDRA"], []),
    ];

    private readonly Lazy<string?> _program = new(() => programs.FirstOrDefault(
        program => Tool.Run(program, "--version") is { ExitCode: 0 } run && names.Any(each => run.Output.Contains(each, StringComparison.Ordinal))));

    public static IEnumerable<string> Names => s_all.Select(launcher => launcher.Name);

    /// <summary>The program that the tests start.</summary>
    public static string Worker { get; } = Path.Combine(
        Repository.Root,
        "tests",
        "Unrolled.Mpi.Worker",
        "bin",
        typeof(Launcher).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Configuration").Value!,
        "net10.0",
        "Unrolled.Mpi.Worker.dll");

    public string Name { get; } = name;

    /// <summary>The one of that name; skips the test where it is not installed.</summary>
    public static Launcher Of(string name)
    {
        Launcher launcher = s_all.Single(each => each.Name == name);
        Assert.SkipWhen(launcher._program.Value is null, $"{name} is not installed.");
        return launcher;
    }

    /// <summary>Any that is installed; skips the test where there is none.</summary>
    public static Launcher Any()
    {
        Launcher? launcher = s_all.FirstOrDefault(each => each._program.Value is not null);
        Assert.SkipWhen(launcher is null, $"Neither {string.Join(" nor ", Names)} is installed.");
        return launcher;
    }

    /// <summary>Runs the worker in some processes to its end.</summary>
    public (int ExitCode, string Output, string Errors) Run(int ranks, params string[] arguments) =>
        new Launched(Start(ranks, arguments)).End(Patience);

    /// <summary>Starts the worker in some processes.</summary>
    public ProcessStartInfo Start(int ranks, params string[] arguments) => Start(["-n", $"{ranks}", "dotnet", "exec", Worker, .. arguments]);

    /// <summary>Starts what the launcher is told.</summary>
    public ProcessStartInfo Start(string[] arguments) => Prepare(new ProcessStartInfo(_program.Value!, [.. options, .. arguments]));

    /// <summary>Runs the worker without a launcher.</summary>
    public static string Alone(params string[] arguments)
    {
        (int exitCode, string output, string errors) =
            new Launched(Prepare(new ProcessStartInfo("dotnet", ["exec", Worker, .. arguments]))).End(Patience);
        Assert.True(exitCode == 0, errors);
        return output;
    }

    private static ProcessStartInfo Prepare(ProcessStartInfo start)
    {
        // Root may, and nothing is asked.
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        start.Environment["TERM"] = "dumb";
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }
}
