using System.Numerics;
using System.Runtime.CompilerServices;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Bounds a gradient, in place.</summary>
internal static class GradientClipper
{
    public static void Clip(AlignedBuffer gradient, GradientClipping options)
    {
        if (options.Value is { } value)
        {
            ClipValues(gradient.Vectors, value);
        }

        if (options.Norm is { } norm)
        {
            ClipNorm(gradient, norm);
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

    private static void ClipNorm(AlignedBuffer gradient, float most)
    {
        double factor = Norms.FactorTo(Norms.SumOfSquares(gradient.Span), most);
        if (factor < 1)
        {
            Norms.Scale(gradient.Span, factor);
        }
    }
}
