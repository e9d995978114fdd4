using System.Runtime.CompilerServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>From a mean gradient to the next parameters: bounds, penalties, the optimizer's step, the largest norm.</summary>
internal sealed class GradientStep
{
    private readonly Optimizer _optimizer;
    private readonly GradientClipping _clipping;
    private readonly float? _maxNorm;
    private readonly ParameterGroup[] _groups;

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="clipping">The bounds.</param>
    /// <param name="regularization">The penalties and the largest norm.</param>
    /// <param name="samples">The number of training samples, by which L1 and L2 are divided.</param>
    /// <param name="groups">The parameters that step.</param>
    public GradientStep(
        Optimizer optimizer, GradientClipping clipping, Regularization regularization, int samples, ParameterGroup[] groups)
    {
        _optimizer = optimizer;
        _clipping = clipping;
        _maxNorm = regularization.MaxNorm;
        _groups = groups;
        Penalty = new WeightPenalty(regularization, optimizer, samples);
    }

    public WeightPenalty Penalty { get; }

    /// <summary>Whether it is W -= eta (g + penalties), so that backpropagation can add the step straight to the weights.</summary>
    public bool IsPlain => _optimizer == Optimizer.Sgd && !_clipping.IsOn;

    /// <summary>Makes a step. The gradient is used up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(AlignedBuffer parameters, AlignedBuffer gradient, OptimizerState state, float rate)
    {
        GradientClipper.Clip(gradient, _clipping, _groups);
        foreach (ParameterGroup group in _groups)
        {
            Penalty.AddTo(gradient.Span, parameters.Span, group.Parts);
            Penalty.Decay(parameters.Span, group.Parts, rate);
            _optimizer.Step(parameters.Vectors(group), gradient.Vectors(group), state, group, rate);
        }

        BoundNorms(parameters);
    }

    /// <summary>Makes the weights into a unit no longer than they may be.</summary>
    public void BoundNorms(AlignedBuffer parameters)
    {
        if (_maxNorm is { } most)
        {
            foreach (ParameterGroup group in _groups)
            {
                MaxNorm.Apply(parameters.Span, group.Parts, most);
            }
        }
    }

    /// <summary>The penalties' part of a plain step: target = W - rate times what they add to the gradient.</summary>
    public void Shrink(ReadOnlySpan<float> parameters, Span<float> target, float rate)
    {
        foreach (ParameterGroup group in _groups)
        {
            Penalty.Shrink(parameters, target, group.Parts, rate);
        }
    }
}
