using System.Reflection;
using System.Runtime.InteropServices;

namespace Unrolled.Mpi.Native;

/// <summary>The MPI library of this machine: which file it is and which convention it follows.</summary>
internal static class MpiLibrary
{
    /// <summary>The environment variable that names the file, where it is not to be found by itself.</summary>
    public const string Variable = "UNROLLED_MPI_LIBRARY";

    // Open MPI; MPICH as Debian calls it; MPICH and its kin; what a package for developers adds; macOS; Windows.
    private static readonly string[] s_openMpi = ["libmpi.so.40"];
    private static readonly string[] s_mpich = ["libmpich.so.12", "libmpi.so.12"];
    private static readonly string[] s_others = ["libmpi.so", "libmpi.dylib", "msmpi.dll"];

    private static readonly Lock s_lock = new();
    private static MpiConvention? s_convention;

    /// <summary>Loads the library, once.</summary>
    /// <exception cref="DllNotFoundException">There is none; the message says what to install.</exception>
    public static MpiConvention Load()
    {
        lock (s_lock)
        {
            if (s_convention is null)
            {
                nint library = Find();
                NativeLibrary.SetDllImportResolver(
                    Assembly.GetExecutingAssembly(), (name, _, _) => name == MpiFunctions.Library ? library : 0);
                s_convention = MpiConvention.Of(library);
            }

            return s_convention;
        }
    }

    /// <summary>How many processes the launcher says there are; null where there is no launcher, or one that does not say.</summary>
    public static int? LaunchedProcesses =>
        int.TryParse(Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_SIZE") ?? Environment.GetEnvironmentVariable("PMI_SIZE"), out int size)
            ? size
            : null;

    private static nint Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            return NativeLibrary.TryLoad(path, out nint named)
                ? named
                : throw new DllNotFoundException($"{Variable} names {path}, which cannot be loaded as a library.");
        }

        foreach (string name in Candidates())
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return library;
            }
        }

        throw new DllNotFoundException(
            $"There is no MPI library. Install one: on Debian and Ubuntu \"apt install openmpi-bin\" or \"apt install mpich\", on Fedora "
            + "\"dnf install openmpi\" and \"module load mpi\", on macOS \"brew install open-mpi\", on Windows Microsoft MPI; on a cluster load "
            + $"its module. Or set {Variable} to the file of the library. Looked for: {string.Join(", ", Candidates())}.");
    }

    // Where there are two, the one that belongs to the launcher: a process of the other would be alone.
    private static IEnumerable<string> Candidates() => Environment.GetEnvironmentVariable("PMI_RANK") is not null
        && Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK") is null
            ? [.. s_mpich, .. s_openMpi, .. s_others]
            : [.. s_openMpi, .. s_mpich, .. s_others];
}
