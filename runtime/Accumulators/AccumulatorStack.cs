using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>
/// The sums of a position and of those that led to it. A position that has just been pushed shares the sums of the one before; the first
/// change writes its own, so that nothing is ever copied.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AccumulatorStack
{
    private readonly AlignedArray<short> _sums;

    // Where the sums of each level are: at its own place, or at that of a level below.
    private readonly int[] _places;
    private readonly int _size;
    private int _level;

    /// <summary>One position without any feature.</summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="depth">How many positions can be pushed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth is negative.</exception>
    public AccumulatorStack(AccumulatorParameters parameters, int depth)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require.That(depth >= 0, depth, "0 or above", nameof(depth));
        Parameters = parameters;
        _size = parameters.Shape.Perspectives * parameters.Stride;
        _sums = new(checked((depth + 1) * _size));
        _places = new int[depth + 1];
        ReadOnlySpan<short> biases = parameters.Canonical.Slice(parameters.Shape.Features * parameters.Shape.Units, parameters.Shape.Units);
        for (int perspective = 0; perspective < parameters.Shape.Perspectives; perspective++)
        {
            biases.CopyTo(_sums.Span[(perspective * parameters.Stride)..]);
        }
    }

    /// <summary>The network's parameters.</summary>
    public AccumulatorParameters Parameters { get; }

    /// <summary>How many positions lie below the current one.</summary>
    public int Level => _level;

    /// <summary>The sums of the current position, one perspective's after the other's.</summary>
    public ref short Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _sums.Start, _places[_level]);
    }

    /// <summary>Begins a position that is like the current one.</summary>
    /// <exception cref="InvalidOperationException">There is no room for another.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push()
    {
        int[] places = _places;
        int next = _level + 1;
        if ((uint)next >= (uint)places.Length)
        {
            ThrowFull();
        }

        places[next] = places[_level];
        _level = next;
    }

    /// <summary>Goes back to the position before the last <see cref="Push"/>.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pop()
    {
        if (_level == 0)
        {
            throw new InvalidOperationException("Pop: the stack is empty, for there was no Push that this would undo.");
        }

        _level--;
    }

    /// <summary>The place of the current position's own sums, which from now on are its sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref short Own()
    {
        int place = _level * _size;
        _places[_level] = place;
        return ref Unsafe.Add(ref _sums.Start, place);
    }

    private void ThrowFull() => throw new InvalidOperationException(
        $"Push: the stack is full with {Wording.Exact(_places.Length - 1, "position")}; give the accumulator a greater depth.");
}
