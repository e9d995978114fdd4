using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>
/// Zeroed floats that start on a cache line and never move, so that no vector load crosses a line. The last line is filled up with
/// further zeros.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer
{
    private const int Alignment = 64;
    private const int FloatsPerLine = Alignment / sizeof(float);

    private readonly float[] _array;
    private readonly int _offset;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">How many floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        FusedMultiplyAdd.Prepare();

        // Pinned at birth: an array that the collector may move does not stay aligned.
        _array = GC.AllocateArray<float>(WholeLines(length) + FloatsPerLine, pinned: true);
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

    /// <summary>All floats.</summary>
    public Span<float> Span => MemoryMarshal.CreateSpan(ref Start, Length);

    /// <summary>A group of parameters, and the zeros after it, as whole vectors.</summary>
    internal Span<Vector<float>> Vectors(ParameterGroup group) => MemoryMarshal.Cast<float, Vector<float>>(
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Start, group.Start), WholeLines(group.Length)));

    private static int WholeLines(int length) => checked(length + FloatsPerLine - 1) / FloatsPerLine * FloatsPerLine;
}
