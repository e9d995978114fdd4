using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Internal;

/// <summary>Finds the inputs that are not 0.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Sparsity
{
    /// <summary>For each set of 8 flags, the positions of those that are set, one per byte from the lowest on.</summary>
    private static readonly ulong[] s_positions = Positions();

    /// <summary>Lists the inputs that are not 0 in at least one of some samples.</summary>
    /// <param name="inputs">The first sample.</param>
    /// <param name="samples">How many samples, at least 1.</param>
    /// <param name="stride">From one sample to the next.</param>
    /// <param name="length">Inputs per sample.</param>
    /// <param name="blocks">
    /// The number of consecutive blocks in which the inputs are summed, all of <paramref name="length"/> / <paramref name="blocks"/> inputs
    /// but the last, which takes what remains.
    /// </param>
    /// <param name="hasNext">Whether as many samples follow at once: they are fetched meanwhile, since a sparse tile is done sooner than
    /// memory delivers the next.</param>
    /// <param name="list">
    /// Receives the number of such inputs, then for each block but the last how many of them come before its end, then their indices,
    /// ascending; needs room for <paramref name="length"/> + <paramref name="blocks"/> + 16 numbers.
    /// </param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Collect(ref float inputs, int samples, int stride, int length, int blocks, bool hasNext, ref int list)
    {
        ref int start = ref Unsafe.Add(ref list, blocks);
        ref int end = ref start;
        int done = 0;
        for (int block = 1; block <= blocks; block++)
        {
            // What the last block ends with is the length of the list, which comes first.
            int bound = block == blocks ? length : length / blocks * block;
            end = ref Append(ref end, ref inputs, samples, stride, done, bound, length, hasNext);
            Unsafe.Add(ref list, block % blocks) = (int)(Unsafe.ByteOffset(ref start, ref end) / sizeof(int));
            done = bound;
        }
    }

    /// <summary>Lists the inputs from k up to a bound, in whole vectors as long as there are as many inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref int Append(
        ref int end, ref float inputs, int samples, int stride, int k, int bound, int length, bool hasNext)
    {
        ref ulong positions = ref MemoryMarshal.GetArrayDataReference(s_positions);
        if (Vector512.IsHardwareAccelerated)
        {
            for (; k < bound && k <= length - Vector512<float>.Count; k += Vector512<float>.Count)
            {
                ref float column = ref Unsafe.Add(ref inputs, k);
                Vector512<float> any = Any(ref column, samples, stride);
                if (hasNext)
                {
                    Prefetch(ref Unsafe.Add(ref column, samples * stride), samples, stride);
                }

                uint flags = First(bound - k) & ~(uint)Vector512.Equals(any, Vector512<float>.Zero).ExtractMostSignificantBits();
                end = ref Append(ref end, ref positions, flags & 0xFF, k);
                end = ref Append(ref end, ref positions, (flags >> 8) & 0xFF, k + 8);
            }
        }

        for (; k < bound && k <= length - Vector256<float>.Count; k += Vector256<float>.Count)
        {
            ref float column = ref Unsafe.Add(ref inputs, k);
            Vector256<int> any = Vector256.LoadUnsafe(ref column).AsInt32();
            for (int s = 1; s < samples; s++)
            {
                any |= Vector256.LoadUnsafe(ref Unsafe.Add(ref column, s * stride)).AsInt32();
            }

            uint flags = First(bound - k) & ~Vector256.Equals(any.AsSingle(), Vector256<float>.Zero).ExtractMostSignificantBits();
            end = ref Append(ref end, ref positions, flags & 0xFF, k);
        }

        for (; k < bound; k++)
        {
            bool any = false;
            for (int s = 0; s < samples; s++)
            {
                any |= Unsafe.Add(ref inputs, (s * stride) + k) != 0;
            }

            end = k;
            end = ref Unsafe.Add(ref end, any ? 1 : 0);
        }

        return ref end;
    }

    /// <summary>So many flags, or all.</summary>
    private static uint First(int count) => count >= 32 ? uint.MaxValue : (1u << count) - 1;

    /// <summary>The part of a list that a thread updates the weights of.</summary>
    /// <param name="list">The list.</param>
    /// <param name="inputs">Inputs per sample.</param>
    /// <param name="blocks">The number of blocks in which they are summed.</param>
    /// <param name="share">Which of their weights.</param>
    /// <param name="length">Receives how many there are.</param>
    /// <returns>The first of them.</returns>
    public static ref int Part(ref int list, int inputs, int blocks, WeightShare share, out int length)
    {
        ReadOnlySpan<int> all = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref list, blocks), list);
        int start = share.IsFirst ? 0 : CountBelow(all, share.Start(inputs));
        length = (share.IsLast ? list : CountBelow(all, share.End(inputs))) - start;
        return ref Unsafe.Add(ref list, blocks + start);
    }

    private static int CountBelow(ReadOnlySpan<int> ascending, int input)
    {
        int place = ascending.BinarySearch(input);
        return place < 0 ? ~place : place;
    }

    /// <summary>The bits of all samples together, for 16 inputs. Five at a time, because tiles have ten and five.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Any(ref float column, int samples, int stride)
    {
        Vector512<int> any = Vector512<int>.Zero;
        int s = 0;
        for (; s <= samples - 5; s += 5)
        {
            any |= Bits(ref column) | Bits(ref Unsafe.Add(ref column, stride)) | Bits(ref Unsafe.Add(ref column, 2 * stride))
                | Bits(ref Unsafe.Add(ref column, 3 * stride)) | Bits(ref Unsafe.Add(ref column, 4 * stride));
            column = ref Unsafe.Add(ref column, 5 * stride);
        }

        for (; s < samples; s++)
        {
            any |= Bits(ref column);
            column = ref Unsafe.Add(ref column, stride);
        }

        return any.AsSingle();

        static Vector512<int> Bits(ref float inputs) => Vector512.LoadUnsafe(ref inputs).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ref float column, int samples, int stride)
    {
        if (Sse.IsSupported)
        {
            // Should the array move meanwhile, then the hint is in vain, but harmless.
            float* address = (float*)Unsafe.AsPointer(ref column);
            for (int s = 0; s < samples; s++)
            {
                Sse.Prefetch1(address);
                address += stride;
            }
        }
    }

    /// <summary>Writes eight indices of which those with a flag count: no branch, whatever the flags.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref int Append(ref int end, ref ulong positions, uint flags, int first)
    {
        Vector128<byte> bytes = Vector128.CreateScalarUnsafe(Unsafe.Add(ref positions, flags)).AsByte();
        if (Avx2.IsSupported)
        {
            (Avx2.ConvertToVector256Int32(bytes) + Vector256.Create(first)).StoreUnsafe(ref end);
        }
        else
        {
            Vector128<ushort> words = Vector128.WidenLower(bytes);
            Vector128<int> offset = Vector128.Create(first);
            (Vector128.WidenLower(words).AsInt32() + offset).StoreUnsafe(ref end);
            (Vector128.WidenUpper(words).AsInt32() + offset).StoreUnsafe(ref end, 4);
        }

        return ref Unsafe.Add(ref end, BitOperations.PopCount(flags));
    }

    private static ulong[] Positions()
    {
        ulong[] table = new ulong[256];
        for (int flags = 0; flags < table.Length; flags++)
        {
            int count = 0;
            for (int bit = 0; bit < 8; bit++)
            {
                if ((flags >> bit & 1) != 0)
                {
                    table[flags] |= (ulong)bit << (8 * count++);
                }
            }
        }

        return table;
    }
}
