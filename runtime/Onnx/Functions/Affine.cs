namespace Unrolled;

/// <summary>Steps of scale x + offset.</summary>
internal static class Affine
{
    /// <summary>The offset of a step that adds nothing: what leaves every number as it is, the sign of a zero too.</summary>
    public const double Nothing = -0.0;

    /// <summary>scale x + offset</summary>
    public static double At(double scale, double x, double offset) => (scale * x) + offset;
}
