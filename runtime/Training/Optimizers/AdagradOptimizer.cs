using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>s += g^2; W -= eta g / (sqrt s + epsilon)</summary>
internal sealed record AdagradOptimizer(float Epsilon) : Optimizer
{
    public override string Name => "adagrad";

    internal override IReadOnlyList<string> StateNames { get; } = ["sum of squares"];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Step(
        Span<Vector<float>> w, ReadOnlySpan<Vector<float>> g, OptimizerState state, ParameterGroup group, float rate)
    {
        Span<Vector<float>> s = state.Vectors(0, group);
        var eta = new Vector<float>(rate);
        var epsilon = new Vector<float>(Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            s[i] = FusedMultiplyAdd.Of(g[i], g[i], s[i]);
            w[i] -= eta * g[i] / (Vector.SquareRoot(s[i]) + epsilon);
        }
    }
}
