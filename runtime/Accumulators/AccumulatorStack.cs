using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>
/// The sums of a position and of those that led to it. A position that has just been pushed shares the sums of the one before; the first
/// change writes its own, so that nothing is ever copied.
/// </summary>
/// <remarks>Whoever uses the references that it gives keeps it alive meanwhile, and so the arrays that they lead into.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class AccumulatorStack
{
    // Arrays that never move, by pointers: kernels are short enough for each address that is computed to tell.
    private readonly AlignedArray<short> _sums;
    private readonly short* _rows;
    private readonly short* _start;

    // Where the sums of the positions below are: each at its own place, or at that of a position below it.
    private readonly nint[] _below;
    private short* _current;
    private int _level;
    private bool _waits;

    /// <summary>One position without any feature.</summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="depth">How many positions can be pushed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth is negative.</exception>
    public AccumulatorStack(AccumulatorParameters parameters, int depth)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require.That(depth >= 0, depth, "0 or above", nameof(depth));
        Parameters = parameters;
        _sums = new(checked((depth + 1) * parameters.Shape.Perspectives * parameters.Stride));
        _rows = (short*)Unsafe.AsPointer(ref parameters.Features.Start);
        _start = (short*)Unsafe.AsPointer(ref _sums.Start);
        _current = _start;
        _below = new nint[depth];
        ReadOnlySpan<short> biases = parameters.Canonical.Slice(parameters.Shape.Features * parameters.Shape.Units, parameters.Shape.Units);
        for (int perspective = 0; perspective < parameters.Shape.Perspectives; perspective++)
        {
            biases.CopyTo(_sums.Span[(perspective * parameters.Stride)..]);
        }
    }

    /// <summary>The network's parameters.</summary>
    public AccumulatorParameters Parameters { get; }

    /// <summary>The rows of the feature weights, and behind the last that of the biases.</summary>
    public ref short Rows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *_rows;
    }

    /// <summary>How many positions lie below the current one.</summary>
    public int Level => _level;

    /// <summary>The sums of the current position, one perspective's after the other's.</summary>
    public ref short Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *_current;
    }

    /// <summary>Whether a move waits to be made: it is part of the position, but not of its sums yet.</summary>
    public bool HasMove => _waits;

    /// <summary>The feature of perspective 0 that the waiting move takes away.</summary>
    public int RemovedFirst { get; private set; }

    /// <summary>That of perspective 1.</summary>
    public int RemovedSecond { get; private set; }

    /// <summary>The feature of perspective 0 that the waiting move adds.</summary>
    public int AddedFirst { get; private set; }

    /// <summary>That of perspective 1.</summary>
    public int AddedSecond { get; private set; }

    /// <summary>Lets a move wait. None may be waiting.</summary>
    /// <param name="removedFirst">What goes off, for perspective 0.</param>
    /// <param name="removedSecond">For perspective 1, if there is one.</param>
    /// <param name="addedFirst">What goes on, for perspective 0.</param>
    /// <param name="addedSecond">For perspective 1, if there is one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Wait(int removedFirst, int removedSecond, int addedFirst, int addedSecond)
    {
        (RemovedFirst, RemovedSecond, AddedFirst, AddedSecond) = (removedFirst, removedSecond, addedFirst, addedSecond);
        _waits = true;
    }

    /// <summary>Begins a position that is like the current one, of which no move may be waiting.</summary>
    /// <exception cref="InvalidOperationException">There is no room for another.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push()
    {
        nint[] below = _below;
        int level = _level;
        if ((uint)level >= (uint)below.Length)
        {
            ThrowFull();
        }

        below[level] = (nint)_current;
        _level = level + 1;
    }

    /// <summary>Goes back to the position before the last <see cref="Push"/>.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pop()
    {
        nint[] below = _below;
        int level = _level - 1;
        if ((uint)level >= (uint)below.Length)
        {
            ThrowEmpty();
        }

        _current = (short*)below[level];
        _level = level;
        _waits = false;
    }

    /// <summary>The place of the current position's own sums, which from now on are its sums: a waiting move waits no longer.</summary>
    /// <param name="size">The sums of a position: a constant for whoever asks.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref short Own(int size)
    {
        short* own = _start + ((nint)_level * size);
        _current = own;
        _waits = false;
        return ref *own;
    }

    [DoesNotReturn]
    private void ThrowFull() => throw new InvalidOperationException(
        $"Push: the stack is full with {Wording.Exact(_below.Length, "position")}; give the accumulator a greater depth.");

    [DoesNotReturn]
    private static void ThrowEmpty() =>
        throw new InvalidOperationException("Pop: the stack is empty, for there was no Push that this would undo.");
}
