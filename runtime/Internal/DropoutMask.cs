using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>
/// Inverted dropout: leaves out hidden units at random and makes up for it in the others, so that nothing has to be done without it.
/// Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, <i>Dropout: a simple way to prevent neural networks from overfitting</i>
/// (2014), sections 4 and 10.
/// </summary>
/// <remarks>
/// Whether a unit is left out is a hash of the state, the layer, the sample's place in the mini-batch and the unit: nothing is stored,
/// the backward pass finds the units of the forward pass again, and neither vector width nor threads make a difference. The default
/// value leaves nothing out.
/// </remarks>
/// <param name="state">The network's dropout state.</param>
/// <param name="firstSample">The first sample's place in the mini-batch.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DropoutMask(ulong state, int firstSample)
{
    private readonly bool _drops = true;

    /// <summary>The same from a later sample on.</summary>
    /// <param name="start">How many samples later.</param>
    /// <returns>The mask of the samples from there on.</returns>
    public DropoutMask From(int start) => _drops ? new DropoutMask(state, firstSample + start) : this;

    /// <summary>Multiplies each value by 0 where its unit is left out, else by 1 / (1 - probability).</summary>
    /// <param name="values">Activations or deltas, row after row.</param>
    /// <param name="stride">The length of a row.</param>
    /// <param name="layer">The layer's index.</param>
    /// <param name="probability">The probability that a unit is left out, at least 0 and below 1.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> values, int stride, int layer, double probability)
    {
        if (!_drops)
        {
            return;
        }

        // 31 bits of the hash are a number that is compared with the probability.
        int threshold = (int)(probability * int.MaxValue);
        float factor = (float)(1 / (1 - probability));
        ulong mixed = state;
        ulong step = Xoshiro256.SplitMix64(ref mixed);
        for (int row = 0; row < values.Length / stride; row++)
        {
            ulong place = step ^ (((ulong)(uint)layer << 32) | (uint)(firstSample + row));
            ApplyToRow(values.Slice(row * stride, stride), Xoshiro256.SplitMix64(ref place), threshold, factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyToRow(Span<float> row, ulong key, int threshold, float factor)
    {
        ref float first = ref MemoryMarshal.GetReference(row);
        uint low = (uint)key;
        uint high = (uint)(key >> 32);
        int i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            ref float at = ref Unsafe.Add(ref first, i);
            Vector<uint> hash = Hash(Vector<uint>.Indices + new Vector<uint>(low + (uint)i), high);
            Vector<int> stays = Vector.GreaterThanOrEqual((hash >>> 1).As<uint, int>(), new Vector<int>(threshold));
            (Vector.LoadUnsafe(ref at) * factor & stays.As<int, float>()).StoreUnsafe(ref at);
        }

        for (; i < row.Length; i++)
        {
            row[i] = (int)(Hash(low + (uint)i, high) >>> 1) >= threshold ? row[i] * factor : 0;
        }
    }

    /// <summary>
    /// The finaliser of MurmurHash3 (A. Appleby, 2011), which lets every bit of 32 change every other one with a probability of a half.
    /// Half of the key enters with the unit, the other half on the way, or two rows could have the same hashes a few units apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(uint x, uint key)
    {
        x = (x ^ (x >>> 16)) * 0x85EBCA6B;
        x = ((x ^ (x >>> 13)) + key) * 0xC2B2AE35;
        return x ^ (x >>> 16);
    }

    /// <inheritdoc cref="Hash(uint, uint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Hash(Vector<uint> x, uint key)
    {
        x = (x ^ (x >>> 16)) * 0x85EBCA6B;
        x = ((x ^ (x >>> 13)) + new Vector<uint>(key)) * 0xC2B2AE35;
        return x ^ (x >>> 16);
    }
}
