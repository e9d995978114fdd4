using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>An <see cref="AlignedArray{T}"/> of floats, which the parameters of a network are and what passes work on.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AlignedBuffer
{
    private readonly AlignedArray<float> _floats;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">How many floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public AlignedBuffer(int length)
    {
        FusedMultiplyAdd.Prepare();
        _floats = new AlignedArray<float>(length);
    }

    /// <summary>How many floats.</summary>
    public int Length => _floats.Length;

    /// <summary>The first float, on an address divisible by 64.</summary>
    public ref float Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _floats.Start;
    }

    /// <summary>All floats.</summary>
    public Span<float> Span => _floats.Span;

    /// <summary>A group of parameters, and the zeros after it, as whole vectors.</summary>
    internal Span<Vector<float>> Vectors(ParameterGroup group) => Vectors(group.Start, group.Length);

    /// <summary>Whole vectors from a cache line on.</summary>
    internal Span<Vector<float>> Vectors(int start, int length) => MemoryMarshal.Cast<float, Vector<float>>(
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Start, start), AlignedArray<float>.WholeLines(length)));
}
