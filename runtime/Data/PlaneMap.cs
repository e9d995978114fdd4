using System.Numerics;

namespace Unrolled;

/// <summary>A linear map of the plane: scale, then shear, then rotation.</summary>
/// <param name="XAxis">Where (1, 0) goes.</param>
/// <param name="YAxis">Where (0, 1) goes.</param>
internal readonly record struct PlaneMap(Vector2 XAxis, Vector2 YAxis)
{
    /// <param name="sin">The sine of the angle, from the x axis towards the y axis.</param>
    /// <param name="cos">Its cosine.</param>
    /// <param name="shear">By how much a point moves against the x axis for each unit of y.</param>
    /// <param name="scale">The factors of x and y.</param>
    public static PlaneMap Of(float sin, float cos, float shear, Vector2 scale) => new(
        new Vector2(cos * scale.X, sin * scale.X),
        new Vector2(-(sin + shear * cos) * scale.Y, (cos - shear * sin) * scale.Y));

    /// <summary>The map back; there is none where an area becomes 0.</summary>
    public PlaneMap Inverse()
    {
        float determinant = XAxis.X * YAxis.Y - XAxis.Y * YAxis.X;
        return new PlaneMap(new Vector2(YAxis.Y, -XAxis.Y) / determinant, new Vector2(-YAxis.X, XAxis.X) / determinant);
    }

    public Vector2 Apply(Vector2 point) => XAxis * point.X + YAxis * point.Y;
}
