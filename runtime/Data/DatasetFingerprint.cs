using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>Tells datasets apart by what is in them.</summary>
internal static class DatasetFingerprint
{
    private const int Digits = 16;

    /// <summary>A checksum over the inputs, targets and weights of all samples, in their order.</summary>
    public static string Of(Dataset data)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DatasetRows.Visit(data, (start, inputs, targets) =>
        {
            hash.AppendData(MemoryMarshal.AsBytes(inputs));
            hash.AppendData(MemoryMarshal.AsBytes(targets));
            for (int row = start; data.HasWeights && row < start + inputs.Length / data.InputSize; row++)
            {
                float weight = data.Weight(row);
                hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<float>(in weight)));
            }
        });
        return Text(data.Count, hash);
    }

    /// <summary>A checksum over those of the shards, each of which some process of a group has.</summary>
    public static string Of(Dataset data, TrainingOptions options)
    {
        ShardPlan plan = new(data.Count, options.Shards);
        Share own = options.OwnShards;
        IEnumerable<string> prints = Enumerable.Range(own.Start, own.Count).Select(shard => Of(data.Slice(plan.Rows(new Share(shard, 1)))));
        string text = string.Join('\n', prints);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in options.Group is null ? [text] : new GroupAgreement(options.Group).Gather(text))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{part}\n"));
        }

        return Text(data.Count, hash);
    }

    private static string Text(int samples, IncrementalHash hash) =>
        $"{Wording.Exact(samples, "sample")} {Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits]}";
}
