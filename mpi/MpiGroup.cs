using System.Runtime.CompilerServices;
using System.Text;
using Unrolled.Mpi.Native;

namespace Unrolled.Mpi;

/// <summary>The processes that a launcher such as <c>mpirun</c> or <c>srun</c> has started together.</summary>
/// <remarks>
/// <see cref="MpiProgram.Run"/> makes it. One thread uses it, the one that it was given to. What it does is
/// <see cref="TrainingOptions.Group"/>'s and <see cref="SearchOptions.Group"/>'s business; programs ask for <see cref="Rank"/>.
/// </remarks>
public sealed unsafe class MpiGroup : IProcessGroup
{
    private const int Tag = 18;
    private const int LongestVersion = 8192;

    // From so many bytes on MPICH's all-gather takes twice as long as its all-to-all, Open MPI's about as long.
    private const int LargeBuffer = 1 << 16;

    private readonly MpiConvention _mpi;
    private readonly int[] _offsets;
    private readonly int[] _receivedOffsets;
    private readonly int[] _ownOffsets;
    private readonly int[] _sentCounts;
    private readonly int[] _receivedCounts;

    internal MpiGroup(MpiConvention mpi)
    {
        _mpi = mpi;
        MpiFunctions.MPI_Comm_rank(mpi.World, out int rank);
        MpiFunctions.MPI_Comm_size(mpi.World, out int size);
        Rank = rank;
        Size = size;
        _offsets = new int[size];
        _receivedOffsets = new int[size];
        _ownOffsets = new int[size];
        _sentCounts = new int[size];
        _receivedCounts = new int[size];
    }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>Whether this is the process that speaks for all: that prints, and saves files.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>The library, as it calls itself.</summary>
    public string Library
    {
        get
        {
            byte* text = stackalloc byte[LongestVersion];
            MpiFunctions.MPI_Get_library_version(text, out int length);
            string first = Encoding.UTF8.GetString(text, length).TrimEnd('\0').Split(',', '\n')[0];
            return string.Join(' ', first.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(word => word != "Version:"));
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AllGather(Span<byte> buffer, ReadOnlySpan<int> counts)
    {
        Check(SetOffsets(counts, _offsets) == buffer.Length, nameof(buffer));
        if (buffer.Length >= LargeBuffer)
        {
            HandOut(buffer, counts);
            return;
        }

        fixed (byte* whole = buffer)
        fixed (int* sizes = counts, offsets = _offsets)
        {
            MpiFunctions.MPI_Allgatherv(_mpi.InPlace, 0, _mpi.Byte, whole, sizes, offsets, _mpi.Byte, _mpi.World);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AllToAll(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        Check(SetOffsets(sentCounts, _offsets) == sent.Length, nameof(sent));
        Check(SetOffsets(receivedCounts, _receivedOffsets) == received.Length, nameof(received));
        sentCounts.CopyTo(_sentCounts);
        receivedCounts.CopyTo(_receivedCounts);
        _sentCounts[Rank] = 0;
        _receivedCounts[Rank] = 0;
        fixed (byte* from = sent, to = received)
        fixed (int* fromCounts = _sentCounts, fromOffsets = _offsets, toCounts = _receivedCounts, toOffsets = _receivedOffsets)
        {
            MpiFunctions.MPI_Alltoallv(
                from, fromCounts, fromOffsets, _mpi.Byte, to, toCounts, toOffsets, _mpi.Byte, _mpi.World);
        }
    }

    /// <inheritdoc/>
    public void Send(int rank, ReadOnlySpan<byte> message)
    {
        fixed (byte* bytes = message)
        {
            MpiFunctions.MPI_Send(bytes, message.Length, _mpi.Byte, rank, Tag, _mpi.World);
        }
    }

    /// <inheritdoc/>
    public bool TryReceive(out int rank, out byte[] message)
    {
        int* status = stackalloc int[MpiConvention.StatusLength];
        MpiFunctions.MPI_Iprobe(_mpi.AnySource, Tag, _mpi.World, out int isThere, status);
        if (isThere == 0)
        {
            rank = -1;
            message = [];
            return false;
        }

        rank = status[_mpi.SourceIndex];
        MpiFunctions.MPI_Get_count(status, _mpi.Byte, out int length);
        message = new byte[length];
        fixed (byte* bytes = message)
        {
            MpiFunctions.MPI_Recv(bytes, length, _mpi.Byte, rank, Tag, _mpi.World, status);
        }

        return true;
    }

    /// <summary>The rank and the number of processes, and the library.</summary>
    public override string ToString() => $"rank {Rank} of {Size}, {Library}";

    /// <summary>Ends all processes of the group at once, this one too.</summary>
    internal void Abort(int code) => MpiFunctions.MPI_Abort(_mpi.World, code);

    /// <summary>Sends the own part to all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void HandOut(Span<byte> buffer, ReadOnlySpan<int> counts)
    {
        counts.CopyTo(_receivedCounts);
        _receivedCounts[Rank] = 0;
        Array.Fill(_sentCounts, counts[Rank]);
        _sentCounts[Rank] = 0;
        Array.Fill(_ownOffsets, _offsets[Rank]);
        fixed (byte* whole = buffer)
        fixed (int* fromCounts = _sentCounts, fromOffsets = _ownOffsets, toCounts = _receivedCounts, toOffsets = _offsets)
        {
            MpiFunctions.MPI_Alltoallv(
                whole, fromCounts, fromOffsets, _mpi.Byte, whole, toCounts, toOffsets, _mpi.Byte, _mpi.World);
        }
    }

    private int SetOffsets(ReadOnlySpan<int> counts, int[] offsets)
    {
        Check(counts.Length == Size, nameof(counts));
        int end = 0;
        for (int rank = 0; rank < counts.Length; rank++)
        {
            offsets[rank] = end;
            end += counts[rank];
        }

        return end;
    }

    private static void Check(bool fits, string parameter)
    {
        if (!fits)
        {
            throw new ArgumentException("There must be a count for each process, and room for all that they count.", parameter);
        }
    }
}
