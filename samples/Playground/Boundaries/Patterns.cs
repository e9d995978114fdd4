using LectureNotes.Lessons;
using Unrolled;

namespace Playground.Boundaries;

/// <summary>The problems that the page offers, by name. A seed gives the same points on every machine.</summary>
internal static class Patterns
{
    /// <summary>Draws points of a pattern.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="count">How many points.</param>
    /// <param name="seed">The seed of the points.</param>
    /// <param name="noise">How far points stray, from 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no such pattern.</exception>
    public static Points Draw(string name, int count, int seed, double noise)
    {
        Dataset points = name switch
        {
            "xor" => Quadrants(count, seed, noise),
            "circles" => Circles(count, seed, noise),
            "moons" => Shapes.Moons(count, seed, noise),
            "spirals" => Shapes.Spirals(count, seed, noise),
            "gaussians" => Gaussians(count, seed, noise),
            _ => throw new ArgumentException($"There is no pattern '{name}'.", nameof(name)),
        };
        float[] inputs = new float[2 * count];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            points.Floats(i).CopyTo(inputs.AsSpan(2 * i));
            targets[i] = points.Label(i);
        }

        return new Points(inputs, targets);
    }

    /// <summary>XOR: one class where x and y have the same sign, the other where they have not.</summary>
    private static Dataset Quadrants(int count, int seed, double noise) => Shapes.Draw(count, seed, noise, (random, isSecond) =>
    {
        double x = Within(random, 0.15, 0.9);
        double y = Math.CopySign(Within(random, 0.15, 0.9), isSecond ? -x : x);
        return random.Next(2) == 0 ? (x, y) : (-x, -y);
    });

    /// <summary>A disc, and a ring around it.</summary>
    private static Dataset Circles(int count, int seed, double noise) => Shapes.Draw(count, seed, noise, (random, isSecond) =>
    {
        // The root spreads points evenly over a disc.
        double radius = isSecond ? Within(random, 0.65, 0.9) : 0.45 * Math.Sqrt(random.NextDouble());
        double angle = 2 * Math.PI * random.NextDouble();
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    });

    /// <summary>Two normal distributions, which a line tells apart.</summary>
    /// <remarks>After Box and Muller, <i>A Note on the Generation of Random Normal Deviates</i> (1958).</remarks>
    private static Dataset Gaussians(int count, int seed, double noise) => Shapes.Draw(count, seed, noise, (random, isSecond) =>
    {
        double radius = 0.17 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        double angle = 2 * Math.PI * random.NextDouble();
        double middle = isSecond ? 0.4 : -0.4;
        return (Math.Clamp(middle + (radius * Math.Cos(angle)), -1, 1), Math.Clamp(middle + (radius * Math.Sin(angle)), -1, 1));
    });

    private static double Within(Random random, double low, double high) => low + ((high - low) * random.NextDouble());
}
