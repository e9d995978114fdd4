using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>The random number generator xoshiro256**: small, fast, and for a seed the same sequence on every machine.</summary>
/// <remarks>
/// Blackman and Vigna, <i>Scrambled linear pseudorandom number generators</i> (2018); seeded with SplitMix64 as its authors advise.
/// A seeded <see cref="Random"/> is several times slower and allocates. A mutable struct: pass it by reference.
/// </remarks>
internal struct Xoshiro256
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>A generator whose sequence depends on the two numbers alone, e.g. a seed and the index of a sample.</summary>
    public Xoshiro256(int seed, int stream = 0)
    {
        ulong state = ((ulong)(uint)stream << 32) | (uint)seed;
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number in [0, <paramref name="bound"/>), each equally likely; <paramref name="bound"/> is at least 1.</summary>
    /// <remarks>Lemire, <i>Fast random integer generation in an interval</i> (2019): a multiplication, and rarely a division.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int bound)
    {
        ulong product = (NextUInt64() >> 32) * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = (0u - (uint)bound) % (uint)bound;
            while ((uint)product < threshold)
            {
                product = (NextUInt64() >> 32) * (uint)bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A number in [0, 1), a multiple of 2^-24.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, which rounding may reach.</summary>
    public float NextSingle(float low, float high) => low + (high - low) * NextSingle();

    /// <summary>Puts the values in random order, every order equally likely (Fisher-Yates).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>The next number of SplitMix64: 64 bits that are all changed by any change of the state.</summary>
    /// <remarks>Steele, Lea and Flood, <i>Fast splittable pseudorandom number generators</i> (2014).</remarks>
    public static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
