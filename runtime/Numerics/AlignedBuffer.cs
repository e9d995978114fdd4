using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Numerics;

/// <summary>Zeroed floats that start on a cache line and never move, so that no vector load crosses a line.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class AlignedBuffer
{
    private const int Alignment = 64;

    private readonly float[] _array;
    private readonly int _offset;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">How many floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;

        // Pinned at birth: an array that the collector may move does not stay aligned.
        _array = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _offset = (int)(-address & (Alignment - 1)) / sizeof(float);
    }

    /// <summary>How many floats.</summary>
    public int Length { get; }

    /// <summary>The first float, on an address divisible by 64.</summary>
    public ref float Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _offset);
    }
}
