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
    /// <param name="hasNext">Whether as many samples follow at once: they are fetched meanwhile, since a sparse tile is done sooner than
    /// memory delivers the next.</param>
    /// <param name="list">
    /// Receives the number of such inputs and then their indices, ascending; needs room for <paramref name="length"/> + 9 numbers.
    /// </param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Collect(ref float inputs, int samples, int stride, int length, bool hasNext, ref int list)
    {
        ref int end = ref Unsafe.Add(ref list, 1);
        ref ulong positions = ref MemoryMarshal.GetArrayDataReference(s_positions);
        int k = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; k <= length - Vector512<float>.Count; k += Vector512<float>.Count)
            {
                ref float column = ref Unsafe.Add(ref inputs, k);
                Vector512<float> any = Any(ref column, samples, stride);
                if (hasNext)
                {
                    Prefetch(ref Unsafe.Add(ref column, samples * stride), samples, stride);
                }

                uint zero = (uint)Vector512.Equals(any, Vector512<float>.Zero).ExtractMostSignificantBits();
                end = ref Append(ref end, ref positions, ~zero & 0xFF, k);
                end = ref Append(ref end, ref positions, (~zero >> 8) & 0xFF, k + 8);
            }
        }

        for (; k <= length - Vector256<float>.Count; k += Vector256<float>.Count)
        {
            ref float column = ref Unsafe.Add(ref inputs, k);
            Vector256<int> any = Vector256.LoadUnsafe(ref column).AsInt32();
            for (int s = 1; s < samples; s++)
            {
                any |= Vector256.LoadUnsafe(ref Unsafe.Add(ref column, s * stride)).AsInt32();
            }

            uint zero = Vector256.Equals(any.AsSingle(), Vector256<float>.Zero).ExtractMostSignificantBits();
            end = ref Append(ref end, ref positions, ~zero & 0xFF, k);
        }

        for (; k < length; k++)
        {
            bool any = false;
            for (int s = 0; s < samples; s++)
            {
                any |= Unsafe.Add(ref inputs, (s * stride) + k) != 0;
            }

            end = k;
            end = ref Unsafe.Add(ref end, any ? 1 : 0);
        }

        list = (int)(Unsafe.ByteOffset(ref list, ref end) / sizeof(int)) - 1;
    }

    /// <summary>The part of a list that a thread updates the weights of.</summary>
    /// <param name="list">The list, its length first.</param>
    /// <param name="inputs">Inputs per sample.</param>
    /// <param name="share">Which of their weights.</param>
    /// <param name="length">Receives how many there are.</param>
    /// <returns>The first of them.</returns>
    public static ref int Part(ref int list, int inputs, WeightShare share, out int length)
    {
        ReadOnlySpan<int> all = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref list, 1), list);
        int start = share.IsFirst ? 0 : CountBelow(all, share.Start(inputs));
        length = (share.IsLast ? list : CountBelow(all, share.End(inputs))) - start;
        return ref Unsafe.Add(ref list, 1 + start);
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
