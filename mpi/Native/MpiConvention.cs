using System.Runtime.InteropServices;

namespace Unrolled.Mpi.Native;

/// <summary>What MPI leaves to its implementations: the values of constants, and where the sender stands in a status.</summary>
/// <param name="World">The communicator of all processes.</param>
/// <param name="Byte">The type of a byte.</param>
/// <param name="InPlace">In the place of what is sent: it lies where the result goes.</param>
/// <param name="AnySource">Any sender.</param>
/// <param name="SourceIndex">Which int of a status is the sender.</param>
internal sealed record MpiConvention(nint World, nint Byte, nint InPlace, int AnySource, int SourceIndex)
{
    /// <summary>The greatest status of all implementations, in ints.</summary>
    public const int StatusLength = 16;

    // In libraries of the other ABI there is no such symbol.
    private const string OpenMpiWorld = "ompi_mpi_comm_world";
    private const string OpenMpiByte = "ompi_mpi_byte";

    // mpi.h of MPICH, whose ABI Intel MPI, MVAPICH, Cray MPT and Microsoft MPI share.
    private static readonly MpiConvention s_mpich = new(World: 0x44000000, Byte: 0x4c00010d, InPlace: -1, AnySource: -2, SourceIndex: 2);

    /// <summary>The convention of a loaded library.</summary>
    public static MpiConvention Of(nint library) => NativeLibrary.TryGetExport(library, OpenMpiWorld, out nint world)
        ? new MpiConvention(world, NativeLibrary.GetExport(library, OpenMpiByte), InPlace: 1, AnySource: -1, SourceIndex: 0)
        : s_mpich;
}
