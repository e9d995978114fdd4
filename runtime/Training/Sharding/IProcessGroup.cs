namespace Unrolled;

/// <summary>Processes that run the same program and work on one training or search together: what they tell one another.</summary>
/// <remarks>
/// <para>
/// Every process calls the same methods in the same order; only <see cref="Send"/> and <see cref="TryReceive"/> are of two processes alone.
/// The package Unrolled.Mpi has a group over MPI. A process that ends, or leaves the common work by an exception, must bring all others
/// down: they would wait for it.
/// </para>
/// <para>One thread calls at a time, always the same one.</para>
/// </remarks>
public interface IProcessGroup
{
    /// <summary>The number of this process, from 0.</summary>
    int Rank { get; }

    /// <summary>The number of processes, at least 1.</summary>
    int Size { get; }

    /// <summary>Puts together what each process has a part of.</summary>
    /// <param name="buffer">The whole, where this process has filled in its own part; receives the others.</param>
    /// <param name="counts">How many bytes of it each process has, in the order of their ranks, one part behind the other.</param>
    void AllGather(Span<byte> buffer, ReadOnlySpan<int> counts);

    /// <summary>Hands each process its part of a buffer. What a process has for itself stays where it is.</summary>
    /// <param name="sent">What the others get, one part behind the other in the order of their ranks.</param>
    /// <param name="sentCounts">How many bytes of it each one gets. The own part takes room, but is not sent.</param>
    /// <param name="received">Receives what the others have for this process, one part behind the other in the order of their ranks.</param>
    /// <param name="receivedCounts">How many bytes each one has. The own part takes room, but is not written.</param>
    void AllToAll(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts);

    /// <summary>Sends a message to another process, a short one, and does not wait until it is read.</summary>
    /// <param name="rank">Which process.</param>
    /// <param name="message">The message, of at most 1 kB.</param>
    void Send(int rank, ReadOnlySpan<byte> message);

    /// <summary>Takes the next message, if there is one. Of one sender they come in the order in which they were sent.</summary>
    /// <param name="rank">Who sent it.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether there was one.</returns>
    bool TryReceive(out int rank, out byte[] message);
}
