using System.Collections.Concurrent;

namespace Unrolled.Mpi.Tests;

/// <summary>A group of threads of this process, each as if it were a process: what the library does with a group needs no MPI.</summary>
internal sealed class ThreadGroup : IProcessGroup
{
    private readonly Shared _shared;

    private ThreadGroup(Shared shared, int rank)
    {
        _shared = shared;
        Rank = rank;
    }

    public int Rank { get; }

    public int Size => _shared.Parts.Length;

    /// <summary>Runs a program in so many threads.</summary>
    /// <returns>What each has come to.</returns>
    public static T[] Run<T>(int size, Func<IProcessGroup, T> program)
    {
        Shared shared = new(size);
        T[] results = new T[size];
        Exception?[] failures = new Exception?[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                results[rank] = program(new ThreadGroup(shared, rank));
            }
            catch (Exception exception)
            {
                // The others would wait for it.
                failures[rank] = exception;
                shared.Barrier.RemoveParticipant();
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Exception[] thrown = [.. failures.OfType<Exception>()];
        return thrown.Length == 0 ? results : throw new AggregateException(thrown);
    }

    public void AllGather(Span<byte> buffer, ReadOnlySpan<int> counts)
    {
        _shared.Parts[Rank] = buffer.Slice(Before(counts, Rank), counts[Rank]).ToArray();
        _shared.Barrier.SignalAndWait();
        for (int rank = 0; rank < Size; rank++)
        {
            _shared.Parts[rank].CopyTo(buffer[Before(counts, rank)..]);
        }

        _shared.Barrier.SignalAndWait();
    }

    public void AllToAll(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        _shared.Parts[Rank] = sent.ToArray();
        _shared.Counts[Rank] = sentCounts.ToArray();
        _shared.Barrier.SignalAndWait();
        for (int rank = 0; rank < Size; rank++)
        {
            if (rank != Rank)
            {
                int[] counts = _shared.Counts[rank];
                _shared.Parts[rank].AsSpan(Before(counts, Rank), counts[Rank]).CopyTo(received.Slice(Before(receivedCounts, rank), receivedCounts[rank]));
            }
        }

        _shared.Barrier.SignalAndWait();
    }

    public void Send(int rank, ReadOnlySpan<byte> message) => _shared.Messages[rank].Enqueue((Rank, message.ToArray()));

    public bool TryReceive(out int rank, out byte[] message)
    {
        bool isThere = _shared.Messages[Rank].TryDequeue(out (int Rank, byte[] Message) next);
        (rank, message) = next;
        return isThere;
    }

    private static int Before(ReadOnlySpan<int> counts, int rank)
    {
        int sum = 0;
        foreach (int count in counts[..rank])
        {
            sum += count;
        }

        return sum;
    }

    private sealed class Shared(int size)
    {
        public Barrier Barrier { get; } = new(size);

        public byte[][] Parts { get; } = new byte[size][];

        public int[][] Counts { get; } = new int[size][];

        public ConcurrentQueue<(int Rank, byte[] Message)>[] Messages { get; } =
            [.. Enumerable.Range(0, size).Select(_ => new ConcurrentQueue<(int, byte[])>())];
    }
}
