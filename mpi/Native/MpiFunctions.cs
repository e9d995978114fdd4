using System.Runtime.InteropServices;

namespace Unrolled.Mpi.Native;

/// <summary>The functions of MPI that there is use for, as in its C interface: MPI, <i>A Message-Passing Interface Standard 3.1</i> (2015).</summary>
/// <remarks>
/// A handle is an address in Open MPI and an int in MPICH. On the 64-bit processors that .NET runs on, both travel in one register, of which
/// MPICH looks at the lower half: so one declaration serves both.
/// </remarks>
internal static unsafe partial class MpiFunctions
{
    /// <summary>What stands for the library; <see cref="MpiLibrary"/> says which file that is.</summary>
    public const string Library = "mpi";

    [LibraryImport(Library)]
    public static partial int MPI_Init_thread(int* argc, byte*** argv, int required, out int provided);

    [LibraryImport(Library)]
    public static partial int MPI_Initialized(out int flag);

    [LibraryImport(Library)]
    public static partial int MPI_Finalize();

    [LibraryImport(Library)]
    public static partial int MPI_Abort(nint communicator, int code);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_rank(nint communicator, out int rank);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_size(nint communicator, out int size);

    [LibraryImport(Library)]
    public static partial int MPI_Get_library_version(byte* version, out int length);

    [LibraryImport(Library)]
    public static partial int MPI_Allgatherv(
        nint sent, int sentCount, nint sentType, byte* received, int* counts, int* offsets, nint receivedType, nint communicator);

    [LibraryImport(Library)]
    public static partial int MPI_Alltoallv(
        byte* sent, int* sentCounts, int* sentOffsets, nint sentType,
        byte* received, int* receivedCounts, int* receivedOffsets, nint receivedType, nint communicator);

    [LibraryImport(Library)]
    public static partial int MPI_Send(byte* message, int count, nint type, int rank, int tag, nint communicator);

    [LibraryImport(Library)]
    public static partial int MPI_Recv(byte* message, int count, nint type, int rank, int tag, nint communicator, int* status);

    [LibraryImport(Library)]
    public static partial int MPI_Iprobe(int rank, int tag, nint communicator, out int flag, int* status);

    [LibraryImport(Library)]
    public static partial int MPI_Get_count(int* status, nint type, out int count);
}
