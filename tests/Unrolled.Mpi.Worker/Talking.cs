using System.Runtime.InteropServices;

namespace Unrolled.Mpi.Worker;

/// <summary>Moves numbers between processes, each of which checks what it has got.</summary>
internal static class Talking
{
    public static void Run(MpiGroup group)
    {
        foreach (int unit in (int[])[0, 1, 7, 1000, 300_000])
        {
            Gather(group, unit);
            Exchange(group, unit);
        }

        PassOn(group);
        Require(CatchesNull(), "a null reference");
        if (group.IsFirst)
        {
            Console.WriteLine($"{group.Size} ranks talked over {group.Library}");
        }
    }

    // Each process has a part of another length.
    private static void Gather(MpiGroup group, int unit)
    {
        int[] counts = [.. Enumerable.Range(0, group.Size).Select(rank => unit * rank)];
        byte[] all = new byte[counts.Sum()];
        all.AsSpan(counts.Take(group.Rank).Sum(), counts[group.Rank]).Fill((byte)(group.Rank + 1));
        group.AllGather(all, counts);
        Require(all.SequenceEqual(counts.SelectMany((count, rank) => Enumerable.Repeat((byte)(rank + 1), count))), $"parts of {unit}");
    }

    // What one has for itself stays where it is, and where it would go nothing is written.
    private static void Exchange(MpiGroup group, int unit)
    {
        int[] sentCounts = [.. Enumerable.Range(0, group.Size).Select(rank => (rank + 1) * unit * sizeof(int))];
        int[] receivedCounts = [.. Enumerable.Repeat((group.Rank + 1) * unit * sizeof(int), group.Size)];
        int[] sent = [.. sentCounts.SelectMany((count, to) => Enumerable.Repeat((1000 * group.Rank) + to, count / sizeof(int)))];
        int[] received = new int[receivedCounts.Sum() / sizeof(int)];
        group.AllToAll(
            MemoryMarshal.AsBytes(sent.AsSpan()), sentCounts, MemoryMarshal.AsBytes(received.AsSpan()), receivedCounts);
        IEnumerable<int> expected = receivedCounts.SelectMany(
            (count, from) => Enumerable.Repeat(from == group.Rank ? 0 : (1000 * from) + group.Rank, count / sizeof(int)));
        Require(received.SequenceEqual(expected), $"exchange of {unit}");
    }

    private static void PassOn(MpiGroup group)
    {
        if (group.Size == 1)
        {
            return;
        }

        byte[] own = [.. Enumerable.Range(0, 1024).Select(i => (byte)(i + group.Rank))];
        group.Send((group.Rank + 1) % group.Size, own);
        int before = (group.Rank + group.Size - 1) % group.Size;
        int from;
        byte[] message;
        while (!group.TryReceive(out from, out message))
        {
            Thread.Yield();
        }

        Require(from == before && message.SequenceEqual(own.Select(number => (byte)(number - group.Rank + before))), "a message");
        Require(!group.TryReceive(out _, out _), "silence");
    }

    // .NET makes it of a signal, for which MPI must not have taken the handler away.
    private static bool CatchesNull()
    {
        string? text = Environment.GetEnvironmentVariable("UNROLLED_NOTHING");
        try
        {
            return text!.Length < 0;
        }
        catch (NullReferenceException)
        {
            return true;
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Not so: {what}.");
        }
    }
}
