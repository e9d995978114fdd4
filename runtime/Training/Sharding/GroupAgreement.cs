using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Unrolled;

/// <summary>Whether all processes of a group do the same: each tells the others what it is about to do, or what came out.</summary>
/// <param name="group">The processes.</param>
internal sealed class GroupAgreement(IProcessGroup group)
{
    private const char Separator = '\n';

    /// <summary>Requires the same of every process.</summary>
    /// <param name="facts">Names and values, the same names in each process.</param>
    /// <exception cref="InvalidOperationException">Some process has another value; thrown in every process.</exception>
    public void Require(IReadOnlyList<(string Name, string Value)> facts)
    {
        string[] texts = Gather(string.Join(Separator, facts.Select(fact => fact.Value)));
        string[] first = texts[0].Split(Separator);
        for (int rank = 1; rank < texts.Length; rank++)
        {
            string[] values = texts[rank].Split(Separator);
            for (int i = 0; i < facts.Count; i++)
            {
                string found = i < values.Length ? values[i] : "";
                if (i >= first.Length || found != first[i])
                {
                    throw new InvalidOperationException(
                        $"Rank {Wording.Number(rank)} differs from rank 0: {facts[i].Name} is {found}, but {first.ElementAtOrDefault(i)} there.");
                }
            }
        }
    }

    /// <summary>A checksum of numbers.</summary>
    public static string Checksum(ReadOnlySpan<float> numbers) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(numbers)))[..16];

    /// <summary>A text of each process, in the order of their ranks.</summary>
    public string[] Gather(string text)
    {
        byte[] own = Encoding.UTF8.GetBytes(text);
        int[] lengths = new int[group.Size];
        lengths[group.Rank] = own.Length;
        int[] each = new int[group.Size];
        Array.Fill(each, sizeof(int));
        group.AllGather(MemoryMarshal.AsBytes(lengths.AsSpan()), each);
        byte[] all = new byte[lengths.Sum()];
        own.CopyTo(all, lengths.AsSpan(0, group.Rank).ToArray().Sum());
        group.AllGather(all, lengths);
        string[] texts = new string[group.Size];
        int start = 0;
        for (int rank = 0; rank < texts.Length; rank++)
        {
            texts[rank] = Encoding.UTF8.GetString(all, start, lengths[rank]);
            start += lengths[rank];
        }

        return texts;
    }

    /// <summary>What the first process has, in every process.</summary>
    /// <param name="bytes">The bytes; of the first process those of the others do not matter.</param>
    public byte[] FromFirst(byte[] bytes)
    {
        int[] length = [bytes.Length];
        int[] counts = new int[group.Size];
        counts[0] = sizeof(int);
        group.AllGather(MemoryMarshal.AsBytes(length.AsSpan()), counts);
        byte[] result = group.Rank == 0 ? bytes : new byte[length[0]];
        counts[0] = result.Length;
        group.AllGather(result, counts);
        return result;
    }
}
