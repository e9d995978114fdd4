using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unrolled.Internal;

/// <summary>
/// Zeroed numbers that start on a cache line and never move, so that no vector load crosses a line. The last line is filled up with
/// further zeros.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AlignedArray<T> where T : unmanaged
{
    private const int Line = 64;

    private readonly T[] _array;
    private readonly nint _offset;

    /// <summary>Allocates an array.</summary>
    /// <param name="length">How many numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public AlignedArray(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;

        // Pinned at birth: an array that the collector may move does not stay aligned.
        _array = GC.AllocateArray<T>(checked(WholeLines(length) + PerLine), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0);
        _offset = (int)(-address & (Line - 1)) / Unsafe.SizeOf<T>();
    }

    /// <summary>How many numbers.</summary>
    public int Length { get; }

    /// <summary>The first, on an address divisible by 64.</summary>
    public ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _offset);
    }

    /// <summary>All numbers.</summary>
    public Span<T> Span => MemoryMarshal.CreateSpan(ref Start, Length);

    private static int PerLine => Line / Unsafe.SizeOf<T>();

    /// <summary>A length, filled up to whole lines.</summary>
    internal static int WholeLines(int length) => checked(length + PerLine - 1) / PerLine * PerLine;
}
