using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>s = decay s + (1 - decay) g^2; W -= eta g / (sqrt s + epsilon)</summary>
internal sealed record RmsPropOptimizer(float Decay, float Epsilon) : Optimizer
{
    public override string Name => "rmsprop";

    internal override IReadOnlyList<string> StateNames { get; } = ["mean square"];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Step(
        Span<Vector<float>> w, ReadOnlySpan<Vector<float>> g, OptimizerState state, ParameterGroup group, float rate)
    {
        Span<Vector<float>> s = state.Vectors(0, group);
        var eta = new Vector<float>(rate);
        var keep = new Vector<float>(Decay);
        var take = new Vector<float>((float)(1.0 - Decay));
        var epsilon = new Vector<float>(Epsilon);
        for (int i = 0; i < w.Length; i++)
        {
            s[i] = FusedMultiplyAdd.Of(take * g[i], g[i], keep * s[i]);
            w[i] -= eta * g[i] / (Vector.SquareRoot(s[i]) + epsilon);
        }
    }
}
