using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Bounds a gradient, in place.</summary>
internal static class GradientClipper
{
    /// <param name="gradient">The gradient.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="groups">What counts of the gradient.</param>
    public static void Clip(AlignedBuffer gradient, GradientClipping options, ParameterGroup[] groups)
    {
        if (options.Value is { } value)
        {
            foreach (ParameterGroup group in groups)
            {
                ClipValues(gradient.Vectors(group), value);
            }
        }

        if (options.Norm is { } norm)
        {
            ClipNorm(gradient.Span, norm, groups);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ClipValues(Span<Vector<float>> gradient, float value)
    {
        var most = new Vector<float>(value);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = Vector.Max(-most, Vector.Min(most, gradient[i]));
        }
    }

    private static void ClipNorm(Span<float> gradient, float most, ParameterGroup[] groups)
    {
        double squares = 0;
        foreach (ParameterGroup group in groups)
        {
            squares += Norms.SumOfSquares(gradient.Slice(group.Start, group.Length));
        }

        double factor = Norms.FactorTo(squares, most);
        if (factor < 1)
        {
            foreach (ParameterGroup group in groups)
            {
                Norms.Scale(gradient.Slice(group.Start, group.Length), factor);
            }
        }
    }
}
