using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Unrolled.Tests.SameBits;

/// <summary>The SHA-256 of numbers by their bits; any NaN counts as the same one.</summary>
internal sealed class Digest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(params ReadOnlySpan<float> numbers)
    {
        byte[] bytes = new byte[sizeof(float) * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            float number = float.IsNaN(numbers[i]) ? float.NaN : numbers[i];
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), number);
        }

        _hash.AppendData(bytes);
    }

    public void Add(double number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.IsNaN(number) ? double.NaN : number);
        _hash.AppendData(bytes);
    }

    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();
}
