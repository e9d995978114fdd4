using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; W -= eta m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)
/// </summary>
internal sealed record AdamOptimizer(float Beta1, float Beta2, float Epsilon, float Decay) : Optimizer
{
    public override string Name => Decay == 0 ? "adam" : "adamw";

    internal override IReadOnlyList<string> StateNames { get; } = ["mean", "mean square"];

    internal override float WeightDecay => Decay;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Step(
        Span<Vector<float>> w, ReadOnlySpan<Vector<float>> g, OptimizerState state, ParameterGroup group, float rate)
    {
        Span<Vector<float>> m = state.Vectors(0, group);
        Span<Vector<float>> v = state.Vectors(1, group);
        var eta = new Vector<float>((float)(rate / (1 - PortableMath.Power(Beta1, state.Steps))));
        var correction = new Vector<float>((float)(1 / Math.Sqrt(1 - PortableMath.Power(Beta2, state.Steps))));
        var keepMean = new Vector<float>(Beta1);
        var takeMean = new Vector<float>((float)(1.0 - Beta1));
        var keepSquare = new Vector<float>(Beta2);
        var takeSquare = new Vector<float>((float)(1.0 - Beta2));
        var epsilon = new Vector<float>(Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = FusedMultiplyAdd.Of(takeMean, g[i], keepMean * m[i]);
            v[i] = FusedMultiplyAdd.Of(takeSquare * g[i], g[i], keepSquare * v[i]);
            w[i] -= eta * m[i] / FusedMultiplyAdd.Of(correction, Vector.SquareRoot(v[i]), epsilon);
        }
    }
}
