using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>Points of two classes that no line separates, within about -1 to 1.</summary>
internal static class Shapes
{
    public static Dataset Xor { get; } = Dataset.FromFloats([-0.7f, -0.7f, -0.7f, 0.7f, 0.7f, -0.7f, 0.7f, 0.7f], 2, [0, 1, 1, 0], 2);

    /// <summary>Two half circles that reach into each other.</summary>
    /// <param name="count">How many points, of both classes in turn.</param>
    /// <param name="seed">The seed of the points.</param>
    /// <param name="noise">How far x and y stray at most.</param>
    public static Dataset Moons(int count, int seed, double noise = 0.05) => Draw(count, seed, noise, (random, isSecond) =>
    {
        double angle = Math.PI * random.NextDouble();
        return isSecond
            ? (0.25 - (0.55 * Math.Cos(angle)), 0.2 - (0.65 * Math.Sin(angle)))
            : (-0.25 + (0.55 * Math.Cos(angle)), -0.2 + (0.65 * Math.Sin(angle)));
    });

    /// <summary>Two spirals of a turn and a half, one the other turned by half a circle.</summary>
    /// <remarks>After Lang and Witbrock, <i>Learning to tell two spirals apart</i> (1988), whose spirals have three turns.</remarks>
    public static Dataset Spirals(int count, int seed, double noise = 0.02) => Draw(count, seed, noise, (random, isSecond) =>
    {
        double t = random.NextDouble();
        double radius = 0.1 + (0.8 * t);
        double angle = (3 * Math.PI * t) + (isSecond ? Math.PI : 0);
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    });

    /// <summary>Draws points along two curves.</summary>
    /// <param name="count">How many points, of both classes in turn.</param>
    /// <param name="seed">The seed of the points.</param>
    /// <param name="noise">How far x and y stray at most.</param>
    /// <param name="curve">Where a point of the first or the second class is.</param>
    public static Dataset Draw(int count, int seed, double noise, Func<Random, bool, (double X, double Y)> curve)
    {
        var random = new Random(seed);
        float[] points = new float[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            (double x, double y) = curve(random, labels[i] == 1);
            points[2 * i] = (float)(x + (noise * ((2 * random.NextDouble()) - 1)));
            points[(2 * i) + 1] = (float)(y + (noise * ((2 * random.NextDouble()) - 1)));
        }

        return Dataset.FromFloats(points, 2, labels, 2);
    }
}
