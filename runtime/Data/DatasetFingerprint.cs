using System.Runtime.InteropServices;
using System.Security.Cryptography;

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
        return $"{Wording.Exact(data.Count, "sample")} {Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits]}";
    }
}
