using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>
/// Which weights a thread updates, as the same fraction of whatever is divided: rows of panels, turns of a kernel's loop. The shares of
/// all threads follow one another and leave nothing out.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WeightShare
{
    // Fractions in 2^-32: a product and a shift find the place, where a quotient would cost a small kernel more than its own work.
    private const int FractionBits = 32;
    private const ulong One = 1UL << FractionBits;

    private readonly ulong _start;
    private readonly ulong _end;
    private readonly bool _ownsUnits;
    private readonly bool[]? _frozen;

    /// <summary>The share of one of some threads.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="count">How many there are.</param>
    public WeightShare(int index, int count)
        : this(index, count, ownsUnits: false, frozen: null)
    {
    }

    /// <summary>The share of one of some threads.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="ownsUnits">Whether it has some units of the first layer with all their inputs, rather than some inputs of all units.</param>
    /// <param name="frozen">For each layer whether its weights and biases stay as they are; null for none.</param>
    internal WeightShare(int index, int count, bool ownsUnits, bool[]? frozen)
        : this(One * (uint)index / (uint)count, One * (uint)(index + 1) / (uint)count, ownsUnits) => _frozen = frozen;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WeightShare(ulong start, ulong end, bool ownsUnits)
    {
        _start = start;
        _end = end;
        _ownsUnits = ownsUnits;
    }

    /// <summary>All weights.</summary>
    public static WeightShare All
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0UL, One, false);
    }

    /// <summary>Whether it is the first share: what is not divided for its smallness is that one's or the last one's.</summary>
    public bool IsFirst => _start == 0;

    /// <summary>Whether it is the last share.</summary>
    public bool IsLast => _end == One;

    /// <summary>Of the first layer's inputs.</summary>
    public WeightShare OfInputs => _ownsUnits ? All : this;

    /// <summary>Of the first layer's units.</summary>
    public WeightShare OfUnits => _ownsUnits ? this : All;

    /// <summary>Whether a layer, from 0, is updated at all.</summary>
    /// <param name="layer">The layer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Includes(int layer) => _frozen is null || !_frozen[layer];

    /// <summary>Where the share starts.</summary>
    /// <param name="items">How many items are divided.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(int items) => (int)(((uint)items * _start) >> FractionBits);

    /// <summary>Where it ends, and the next one starts.</summary>
    /// <param name="items">How many items are divided.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int items) => (int)(((uint)items * _end) >> FractionBits);
}
