using System.Numerics;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// What an optimizer remembers from step to step: how many steps there were, and vectors of one number per parameter, e.g. the velocity
/// of momentum. It can be read and restored in canonical order, the same on every machine.
/// </summary>
public sealed class OptimizerState
{
    private readonly BlockLayout _layout;
    private readonly AlignedBuffer[] _blocks;
    private readonly GradientStep _step;

    internal OptimizerState(Optimizer optimizer, BlockLayout layout, int blockSize, GradientStep step)
    {
        Optimizer = optimizer;
        _layout = layout;
        _blocks = [.. optimizer.StateNames.Select(_ => new AlignedBuffer(blockSize))];
        _step = step;
    }

    /// <summary>The optimizer whose state this is.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How many steps have been made. Plain gradient descent needs no count and stays at 0.</summary>
    public long Steps { get; private set; }

    /// <summary>What the vectors are called; empty for plain gradient descent.</summary>
    public IReadOnlyList<string> Names => Optimizer.StateNames;

    /// <summary>The length of every vector: the number of parameters.</summary>
    public int Length => _layout.ParameterCount;

    /// <summary>Copies a vector out, in canonical order.</summary>
    /// <param name="index">Which one, as in <see cref="Names"/>.</param>
    /// <param name="destination">Receives <see cref="Length"/> numbers.</param>
    /// <exception cref="ArgumentException">There is no such vector, or the span has the wrong length.</exception>
    public void Get(int index, Span<float> destination)
    {
        Require.Row(index, _blocks.Length, nameof(index));
        _layout.ToCanonical(_blocks[index].Span, destination);
    }

    /// <summary>Replaces a vector.</summary>
    /// <param name="index">Which one, as in <see cref="Names"/>.</param>
    /// <param name="source"><see cref="Length"/> numbers in canonical order.</param>
    /// <exception cref="ArgumentException">There is no such vector, or the span has the wrong length.</exception>
    public void Set(int index, ReadOnlySpan<float> source)
    {
        Require.Row(index, _blocks.Length, nameof(index));
        _layout.FromCanonical(source, _blocks[index].Span);
    }

    /// <summary>Replaces the number of steps.</summary>
    /// <param name="steps">How many steps have been made, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void SetSteps(long steps)
    {
        Require.That(steps >= 0, steps, "at least 0", nameof(steps));
        Steps = steps;
    }

    /// <summary>Whether all numbers of all vectors are finite. A step by others would be of no use.</summary>
    internal bool IsFinite
    {
        get
        {
            foreach (AlignedBuffer block in _blocks)
            {
                if (!VectorLoops.IsFinite(block.Span))
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal Span<Vector<float>> Vectors(int index, ParameterGroup group) => _blocks[index].Vectors(group);

    /// <summary>Makes one step down a mean gradient, which is used up.</summary>
    internal void Step(AlignedBuffer parameters, AlignedBuffer gradient, float rate)
    {
        Steps++;
        _step.Apply(parameters, gradient, this, rate);
    }
}
