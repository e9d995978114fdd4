using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>v = momentum v + g; W -= eta v, or with Nesterov's look ahead W -= eta (g + momentum v).</summary>
internal sealed record MomentumOptimizer(float Share, bool LooksAhead) : Optimizer
{
    public override string Name => LooksAhead ? "nesterov" : "momentum";

    internal override IReadOnlyList<string> StateNames { get; } = ["velocity"];

    internal override bool StepsGrowWithGradient => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Step(
        Span<Vector<float>> w, ReadOnlySpan<Vector<float>> g, OptimizerState state, ParameterGroup group, float rate)
    {
        Span<Vector<float>> v = state.Vectors(0, group);
        var scale = new Vector<float>(-rate);
        var keep = new Vector<float>(Share);
        if (LooksAhead)
        {
            for (int i = 0; i < w.Length; i++)
            {
                v[i] = FusedMultiplyAdd.Of(keep, v[i], g[i]);
                w[i] = FusedMultiplyAdd.Of(scale, FusedMultiplyAdd.Of(keep, v[i], g[i]), w[i]);
            }
        }
        else
        {
            for (int i = 0; i < w.Length; i++)
            {
                v[i] = FusedMultiplyAdd.Of(keep, v[i], g[i]);
                w[i] = FusedMultiplyAdd.Of(scale, v[i], w[i]);
            }
        }
    }
}
