using System.Numerics;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>A random deformation of the unit square onto an image: elastic distortion, then scale, shear, rotation and shift.</summary>
/// <remarks>
/// In the spirit of Simard, Steinkraus and Platt, <i>Best practices for convolutional neural networks applied to visual document
/// analysis</i> (2003), applied to the strokes instead of the pixels: random displacements on a coarse lattice, smoothly interpolated.
/// No sines or cosines, whose last bits differ between machines.
/// </remarks>
internal readonly ref struct DigitWarp
{
    /// <summary>The number of lattice points; the caller supplies the memory.</summary>
    public const int LatticeLength = LatticeSide * LatticeSide;

    private const int LatticeSide = 4;
    private const float Elasticity = 0.1f;
    private const float MaxHalfTurn = 0.13f;
    private const float MaxShear = 0.3f;
    private const float MaxShift = 2f;

    private readonly ReadOnlySpan<Vector2> _lattice;
    private readonly Vector2 _centre;
    private readonly PlaneMap _map;

    public DigitWarp(ref Xoshiro256 random, Span<Vector2> lattice, float imageSide)
    {
        foreach (ref Vector2 displacement in lattice)
        {
            displacement = new Vector2(
                random.NextSingle(-Elasticity, Elasticity),
                random.NextSingle(-Elasticity, Elasticity));
        }

        float width = random.NextSingle(10f, 17f);
        float height = random.NextSingle(16f, 21f);
        float shear = random.NextSingle(-MaxShear, MaxShear);

        // Sine and cosine of an angle from the tangent of its half.
        float half = random.NextSingle(-MaxHalfTurn, MaxHalfTurn);
        float cos = (1 - half * half) / (1 + half * half);
        float sin = 2 * half / (1 + half * half);
        _lattice = lattice;
        _map = PlaneMap.Of(sin, cos, shear, new Vector2(width, height));
        _centre = new Vector2(
            imageSide / 2 + random.NextSingle(-MaxShift, MaxShift),
            imageSide / 2 + random.NextSingle(-MaxShift, MaxShift));
    }

    /// <summary>Where a point of the unit square comes to lie in the image.</summary>
    public Vector2 Apply(Vector2 point)
    {
        Vector2 moved = point + Displacement(point) - new Vector2(0.5f);
        return _centre + _map.XAxis * moved.X + _map.YAxis * moved.Y;
    }

    private Vector2 Displacement(Vector2 point)
    {
        float x = Math.Clamp(point.X, 0, 1) * (LatticeSide - 1);
        float y = Math.Clamp(point.Y, 0, 1) * (LatticeSide - 1);
        int column = Math.Min((int)x, LatticeSide - 2);
        int row = Math.Min((int)y, LatticeSide - 2);
        float u = Smooth(x - column);
        float v = Smooth(y - row);
        ReadOnlySpan<Vector2> above = _lattice.Slice(row * LatticeSide + column, 2);
        ReadOnlySpan<Vector2> below = _lattice.Slice((row + 1) * LatticeSide + column, 2);
        return (above[0] * (1 - u) + above[1] * u) * (1 - v) + (below[0] * (1 - u) + below[1] * u) * v;
    }

    private static float Smooth(float t) => t * t * (3 - 2 * t);
}
