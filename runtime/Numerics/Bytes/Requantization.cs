using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>
/// From 32-bit sums to bytes, in integers: q = clamp(zero + floor(sum multiplier / 2^shift + 1/2)), so that every machine gives the same. As in
/// Jacob and others, <i>Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference</i> (2018), section 2.2.
/// </summary>
/// <param name="Shift">From 32 to 62: the upper half of a product of 64 bits is then all that counts.</param>
/// <param name="Zero">What stands for 0.</param>
/// <param name="Least">The least byte: <paramref name="Zero"/> itself cuts off what is negative.</param>
internal readonly record struct Requantization(int Shift, int Zero, byte Least)
{
    /// <summary>The smallest shift.</summary>
    public const int LeastShift = 32;

    private const int GreatestShift = 62;

    /// <summary>Multipliers of 31 bits with the one shift that all of them share.</summary>
    /// <param name="scales">What a sum is to be multiplied by, for each unit: positive, at most 1/2.</param>
    /// <param name="multipliers">Receives a multiplier for each unit.</param>
    /// <returns>The shift.</returns>
    public static int Prepare(ReadOnlySpan<double> scales, Span<int> multipliers)
    {
        double greatest = 0;
        foreach (double scale in scales)
        {
            greatest = Math.Max(greatest, scale);
        }

        int shift = LeastShift;
        while (shift < GreatestShift && greatest * Power(shift + 1) < int.MaxValue)
        {
            shift++;
        }

        for (int unit = 0; unit < scales.Length; unit++)
        {
            multipliers[unit] = (int)Math.Min(Math.Round(scales[unit] * Power(shift)), int.MaxValue);
        }

        return shift;

        static double Power(int exponent) => (double)(1L << exponent);
    }

    /// <summary>A row of sixteen sums for each sample becomes sixteen bytes.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="count">How many samples there are.</param>
    /// <param name="multipliers">Sixteen.</param>
    /// <param name="bytes">Receives the bytes of the first sample.</param>
    /// <param name="stride">From one sample's bytes to the next.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Apply(ref int sums, int count, ref int multipliers, ref byte bytes, nint stride)
    {
        for (; count > 0; count--)
        {
            if (Bytes512.IsSupported)
            {
                Vector512<int> q = Apply(Vector512.LoadUnsafe(ref sums), Vector512.LoadUnsafe(ref multipliers));
                Avx512F.ConvertToVector128Byte(q).StoreUnsafe(ref bytes);
            }
            else if (Bytes256.IsSupported)
            {
                Vector256<int> low = Apply(Vector256.LoadUnsafe(ref sums), Vector256.LoadUnsafe(ref multipliers));
                Vector256<int> high = Apply(Vector256.LoadUnsafe(ref sums, 8), Vector256.LoadUnsafe(ref multipliers, 8));
                Vector256<ushort> both = Vector256.Narrow(low.AsUInt32(), high.AsUInt32());
                Vector128.Narrow(both.GetLower(), both.GetUpper()).StoreUnsafe(ref bytes);
            }
            else
            {
                for (int unit = 0; unit < ByteKernel.Units; unit++)
                {
                    Unsafe.Add(ref bytes, unit) = Apply(Unsafe.Add(ref sums, unit), Unsafe.Add(ref multipliers, unit));
                }
            }

            sums = ref Unsafe.Add(ref sums, ByteKernel.Units);
            bytes = ref Unsafe.Add(ref bytes, stride);
        }
    }

    /// <summary>One sum.</summary>
    internal byte Apply(int sum, int multiplier) =>
        (byte)Math.Clamp(Zero + ((((long)sum * multiplier) + (1L << (Shift - 1))) >> Shift), Least, byte.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Apply(Vector512<int> sums, Vector512<int> multipliers)
    {
        Vector512<long> half = Vector512.Create(1L << (Shift - 1));
        Vector512<long> even = Avx512F.Multiply(sums, multipliers) + half;
        Vector512<long> odd = Avx512F.Multiply((sums.AsInt64() >>> 32).AsInt32(), (multipliers.AsInt64() >>> 32).AsInt32()) + half;
        Vector512<int> upper = Vector512.ConditionalSelect(Vector512.Create(-1L << 32).AsInt32(), odd.AsInt32(), (even >>> 32).AsInt32());
        return Clamp((upper >> (Shift - LeastShift)) + Vector512.Create(Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Clamp(Vector512<int> q) =>
        Vector512.Min(Vector512.Max(q, Vector512.Create((int)Least)), Vector512.Create((int)byte.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Apply(Vector256<int> sums, Vector256<int> multipliers)
    {
        Vector256<long> half = Vector256.Create(1L << (Shift - 1));
        Vector256<long> even = Avx2.Multiply(sums, multipliers) + half;
        Vector256<long> odd = Avx2.Multiply((sums.AsInt64() >>> 32).AsInt32(), (multipliers.AsInt64() >>> 32).AsInt32()) + half;
        Vector256<int> upper = Vector256.ConditionalSelect(Vector256.Create(-1L << 32).AsInt32(), odd.AsInt32(), (even >>> 32).AsInt32());
        return Clamp((upper >> (Shift - LeastShift)) + Vector256.Create(Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Clamp(Vector256<int> q) =>
        Vector256.Min(Vector256.Max(q, Vector256.Create((int)Least)), Vector256.Create((int)byte.MaxValue));
}
