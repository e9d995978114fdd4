using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>W -= eta g, for where the step cannot go straight into the weights.</summary>
internal sealed record SgdOptimizer : Optimizer
{
    public override string Name => "sgd";

    internal override IReadOnlyList<string> StateNames => [];

    internal override bool StepsGrowWithGradient => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Step(
        Span<Vector<float>> w, ReadOnlySpan<Vector<float>> g, OptimizerState state, ParameterGroup group, float rate)
    {
        var scale = new Vector<float>(-rate);
        for (int i = 0; i < w.Length; i++)
        {
            w[i] = FusedMultiplyAdd.Of(scale, g[i], w[i]);
        }
    }
}
