using System.Reflection;
using System.Runtime.InteropServices;
using Unrolled.Mpi.Native;

namespace Unrolled.Mpi;

/// <summary>Runs a program in all processes that a launcher has started: <c>mpirun -n 4 dotnet program.dll</c>.</summary>
public static class MpiProgram
{
    private const int Failed = 1;

    // At least this much: only the thread that started MPI uses it.
    private const int Funneled = 1;

    private static readonly TimeSpan s_timeToRead = TimeSpan.FromSeconds(0.5);

    /// <summary>Starts MPI, runs the program and ends MPI. Without a launcher the group is this one process.</summary>
    /// <remarks>
    /// An exception that leaves the program in one process ends all of them: the process says on standard error which rank it is and what was
    /// thrown, and the others are stopped, which could otherwise wait for it for ever. So do not leave the program by an exception that is
    /// meant for a caller. MPI starts once in the life of a process.
    /// </remarks>
    /// <param name="program">What every process does, with the group of all of them.</param>
    /// <returns>0, for Main to return; after an exception the process does not get so far.</returns>
    /// <exception cref="DllNotFoundException">There is no MPI library; the message says what to install.</exception>
    /// <exception cref="InvalidOperationException">MPI was started before, or the library is not that of the launcher.</exception>
    /// <example>
    /// <code>
    /// return MpiProgram.Run(group =>
    /// {
    ///     var network = new DigitNetwork(seed: 1);
    ///     TrainingResult result = Trainer.Train(network, training, options with { Shards = 8, Group = group });
    ///     if (group.IsFirst)
    ///     {
    ///         Console.WriteLine(result);
    ///     }
    /// });
    /// </code>
    /// </example>
    public static int Run(Action<MpiGroup> program)
    {
        ArgumentNullException.ThrowIfNull(program);
        MpiGroup group = Start();
        try
        {
            RequireSameProgram(group);
            program(group);
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine($"Rank {group.Rank} of {group.Size} ends all processes: {exception}");
            Console.Out.Flush();
            Console.Error.Flush();

            // MPICH's launcher forgets what it has not read when it learns of the end.
            Thread.Sleep(s_timeToRead);
            group.Abort(Failed);
            throw;
        }

        MpiFunctions.MPI_Finalize();
        return 0;
    }

    private static unsafe MpiGroup Start()
    {
        using SignalHandlers handlers = new();
        MpiConvention mpi = MpiLibrary.Load();
        MpiFunctions.MPI_Initialized(out int isInitialized);
        if (isInitialized != 0)
        {
            throw new InvalidOperationException("MPI was started before in this process, which it allows once.");
        }

        MpiFunctions.MPI_Init_thread(null, null, Funneled, out int provided);
        MpiGroup group = new(mpi);
        if (provided < Funneled)
        {
            throw new InvalidOperationException($"{group.Library} was built for programs of a single thread, which those of .NET are not.");
        }

        if (MpiLibrary.LaunchedProcesses is { } launched && launched != group.Size)
        {
            throw new InvalidOperationException(
                $"The launcher has started {launched} processes, but {group.Library} knows of {group.Size}: it belongs to another launcher. "
                + $"Start with its own mpirun, or set {MpiLibrary.Variable} to the library of the launcher.");
        }

        return group;
    }

    // Deterministic builds of the same sources have the same identifier.
    private static void RequireSameProgram(MpiGroup group)
    {
        byte[] all = new byte[16 * group.Size];
        int[] counts = [.. Enumerable.Repeat(16, group.Size)];
        Guid own = Assembly.GetEntryAssembly()?.ManifestModule.ModuleVersionId ?? default;
        own.TryWriteBytes(all.AsSpan(16 * group.Rank));
        group.AllGather(all, counts);
        ReadOnlySpan<Guid> identifiers = MemoryMarshal.Cast<byte, Guid>(all);
        int other = identifiers.IndexOfAnyExcept(identifiers[0]);
        if (other >= 0)
        {
            throw new InvalidOperationException(
                $"Rank {other} runs another program than rank 0: its build is {identifiers[other]}, that of rank 0 {identifiers[0]}.");
        }
    }
}
