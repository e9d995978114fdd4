using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>L2, L1 and decoupled weight decay on the weights among some parts of a block; biases and what lies elsewhere stay as they are.</summary>
internal sealed class WeightPenalty
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private readonly float _l2;
    private readonly float _l1;
    private readonly float _decay;

    /// <param name="options">The regularisation.</param>
    /// <param name="optimizer">Its own weight decay is added.</param>
    /// <param name="samples">The number of training samples, by which L1 and L2 are divided.</param>
    public WeightPenalty(Regularization options, Optimizer optimizer, int samples)
    {
        _l2 = (float)((double)options.L2 / samples);
        _l1 = (float)((double)options.L1 / samples);
        _decay = options.WeightDecay + optimizer.WeightDecay;
    }

    public bool IsOn => IsInGradient || _decay != 0;

    private bool IsInGradient => _l2 != 0 || _l1 != 0;

    /// <summary>g += l2 W + l1 sign W</summary>
    public void AddTo(Span<float> gradient, ReadOnlySpan<float> parameters, ReadOnlySpan<BlockPart> parts)
    {
        if (!IsInGradient)
        {
            return;
        }

        foreach (BlockPart part in parts)
        {
            if (!part.IsBias)
            {
                AddPenalty(gradient.Slice(part.Start, part.Length), parameters.Slice(part.Start, part.Length), _l2, _l1);
            }
        }
    }

    /// <summary>W -= rate decay W</summary>
    public void Decay(Span<float> parameters, ReadOnlySpan<BlockPart> parts, float rate)
    {
        if (_decay == 0)
        {
            return;
        }

        foreach (BlockPart part in parts)
        {
            if (!part.IsBias)
            {
                Scale(parameters.Slice(part.Start, part.Length), 1 - (rate * _decay));
            }
        }
    }

    /// <summary>All three as a step of plain gradient descent: target = W - rate ((l2 + decay) W + l1 sign W), biases copied.</summary>
    public void Shrink(ReadOnlySpan<float> parameters, Span<float> target, ReadOnlySpan<BlockPart> parts, float rate)
    {
        float keep = 1 - (rate * (_l2 + _decay));
        foreach (BlockPart part in parts)
        {
            ReadOnlySpan<float> from = parameters.Slice(part.Start, part.Length);
            Span<float> to = target.Slice(part.Start, part.Length);
            if (part.IsBias)
            {
                from.CopyTo(to);
            }
            else
            {
                Shrink(from, to, keep, rate * _l1);
            }
        }
    }

    [MethodImpl(Kernel)]
    private static void AddPenalty(Span<float> gradient, ReadOnlySpan<float> weights, float scale, float step) =>
        VectorLoops.Map(weights, gradient, new AddPenaltyOperator(scale, step));

    [MethodImpl(Kernel)]
    private static void Scale(Span<float> weights, float factor) => VectorLoops.Map(weights, new ScaleOperator(factor));

    [MethodImpl(Kernel)]
    private static void Shrink(ReadOnlySpan<float> weights, Span<float> target, float keep, float step) =>
        VectorLoops.Map(weights, target, new ShrinkOperator(keep, step));
}
