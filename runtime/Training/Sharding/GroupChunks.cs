using System.Runtime.InteropServices;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>The chunks of a dataset on which the processes of a group measure, each on some.</summary>
internal sealed class GroupChunks
{
    private readonly IProcessGroup _group;
    private readonly int[] _lossCounts;
    private readonly int[] _correctCounts;
    private readonly int[] _correct;

    /// <param name="group">The processes.</param>
    /// <param name="chunks">How many chunks there are.</param>
    public GroupChunks(IProcessGroup group, int chunks)
    {
        _group = group;
        Own = Share.Of(chunks, group.Rank, group.Size);
        _lossCounts = [.. Enumerable.Range(0, group.Size).Select(rank => Share.Of(chunks, rank, group.Size).Count * sizeof(double))];
        _correctCounts = [.. Enumerable.Repeat(sizeof(int), group.Size)];
        _correct = new int[group.Size];
    }

    /// <summary>The chunks of this process.</summary>
    public Share Own { get; }

    /// <summary>Puts the losses of all chunks together.</summary>
    /// <param name="losses">The loss of each chunk, where the own ones are filled in.</param>
    /// <param name="correct">How many samples of the own chunks are classified correctly.</param>
    /// <returns>How many of all.</returns>
    public int Exchange(Span<double> losses, int correct)
    {
        _group.AllGather(MemoryMarshal.AsBytes(losses), _lossCounts);
        _correct[_group.Rank] = correct;
        _group.AllGather(MemoryMarshal.AsBytes(_correct.AsSpan()), _correctCounts);
        int sum = 0;
        foreach (int each in _correct)
        {
            sum += each;
        }

        return sum;
    }
}
