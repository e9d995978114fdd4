using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Threading;

namespace Unrolled;

/// <summary>From a mean gradient to the next parameters: bounds, penalties, the optimizer's step, the largest norm.</summary>
internal sealed class GradientStep
{
    private readonly GradientClipping _clipping;
    private readonly WeightPenalty _penalty;
    private readonly float? _maxNorm;
    private readonly ParameterGroup[] _groups;

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="options">The rest, but for what the groups say.</param>
    /// <param name="groups">The parameters that step.</param>
    public GradientStep(Optimizer optimizer, StepOptions options, ParameterGroup[] groups)
    {
        Optimizer = optimizer;
        _clipping = options.Clipping;
        _penalty = new WeightPenalty(options.Regularization, optimizer, options.SampleCount);
        _maxNorm = options.Regularization.MaxNorm;
        _groups = groups;
    }

    public Optimizer Optimizer { get; }

    /// <summary>Whether it is W -= eta (g + penalties) for all that steps, so that backpropagation can add the step straight to the weights.</summary>
    public bool IsPlain => Optimizer == Optimizer.Sgd && !_clipping.IsOn && _groups.All(group => group.RateFactor == 1);

    /// <summary>Whether penalties have a part in it.</summary>
    public bool HasPenalty => _penalty.IsOn;

    /// <param name="optimizer">The optimizer.</param>
    /// <param name="options">The rest, which has been checked.</param>
    public static GradientStep Of<TNetwork>(Optimizer optimizer, StepOptions options) where TNetwork : class, INetwork<TNetwork> =>
        new(optimizer, options, ParameterGroup.Of<TNetwork>(options.FrozenLayers, options.LayerRates));

    /// <summary>Makes a step. The gradient is used up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(AlignedBuffer parameters, AlignedBuffer gradient, OptimizerState state, float rate)
    {
        GradientClipper.Clip(gradient, _clipping, _groups);
        foreach (ParameterGroup group in _groups)
        {
            float groupRate = rate * group.RateFactor;
            _penalty.AddTo(gradient.Span, parameters.Span, group.Parts);
            _penalty.Decay(parameters.Span, group.Parts, groupRate);
            Optimizer.Step(parameters.Vectors(group), gradient.Vectors(group), state, group, groupRate);
        }

        BoundNorms(parameters);
    }

    /// <summary>The same for some of the parameters, from a cache line on, where the step is plain; without the largest norm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ApplyPlain(AlignedBuffer parameters, AlignedBuffer gradient, OptimizerState state, float rate, Share some)
    {
        foreach (ParameterGroup group in _groups)
        {
            int start = Math.Max(group.Start, some.Start);
            int length = Math.Min(group.Start + group.Length, some.Start + some.Count) - start;
            if (length > 0)
            {
                Optimizer.Step(parameters.Vectors(start, length), gradient.Vectors(start, length), state, group, rate);
            }
        }
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

    /// <summary>The penalties' part of a plain step: target = W - rate times what they add to the gradient; W where nothing steps.</summary>
    public void Shrink(ReadOnlySpan<float> parameters, Span<float> target, float rate)
    {
        int done = 0;
        foreach (ParameterGroup group in _groups)
        {
            parameters[done..group.Start].CopyTo(target[done..]);
            _penalty.Shrink(parameters, target, group.Parts, rate);
            done = group.Start + group.Length;
        }

        parameters[done..].CopyTo(target[done..]);
    }
}
