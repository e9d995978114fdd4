namespace Unrolled.Playground.Tests;

/// <summary>Digits as a hand draws them: x and y of points on the pad, from 0 to 1, y downwards.</summary>
internal static class HandDrawn
{
    public static double[] Three { get; } =
    [
        0.30, 0.22, 0.40, 0.14, 0.54, 0.13, 0.65, 0.20, 0.66, 0.31, 0.58, 0.40, 0.45, 0.45,
        0.58, 0.48, 0.69, 0.56, 0.70, 0.70, 0.62, 0.81, 0.48, 0.86, 0.36, 0.84, 0.28, 0.77,
    ];

    public static double[] Seven { get; } = [0.28, 0.18, 0.45, 0.17, 0.70, 0.17, 0.62, 0.35, 0.52, 0.58, 0.44, 0.86];

    public static double[] Circle { get; } =
    [
        .. Enumerable.Range(0, 25).SelectMany(i => new[]
        {
            0.5 - (0.22 * Math.Sin(i * Math.PI / 12)), 0.5 - (0.34 * Math.Cos(i * Math.PI / 12)),
        }),
    ];
}
