using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Unrolled;

/// <summary>Tells datasets apart by what is in them.</summary>
internal static class DatasetFingerprint
{
    private const int ChunkSize = 256;
    private const int Digits = 16;

    /// <summary>A checksum over the inputs, targets and weights of all samples, in their order.</summary>
    public static string Of(Dataset data)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        float[] inputs = new float[ChunkSize * data.InputSize];
        float[] targets = new float[ChunkSize * data.TargetSize];
        for (int start = 0; start < data.Count; start += ChunkSize)
        {
            int count = Math.Min(ChunkSize, data.Count - start);
            Span<float> x = inputs.AsSpan(0, count * data.InputSize);
            Span<float> y = targets.AsSpan(0, count * data.TargetSize);
            data.Gather(start, count, x, y);
            hash.AppendData(MemoryMarshal.AsBytes(x));
            hash.AppendData(MemoryMarshal.AsBytes(y));
            for (int row = start; data.HasWeights && row < start + count; row++)
            {
                float weight = data.Weight(row);
                hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<float>(in weight)));
            }
        }

        return $"{Wording.Exact(data.Count, "sample")} {Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits]}";
    }
}
