namespace Unrolled.Tests.Functions;

/// <summary>The built-in losses that are types as their formulas have them, in float64 and without any care for limits.</summary>
internal static class ReferenceLosses
{
    public delegate double Formula(double[] a, double[] y);

    public delegate float Evaluation(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> outputGradient);

    /// <summary>What a loss is given in a test.</summary>
    /// <param name="Evaluate">The loss.</param>
    /// <param name="Reference">Its formula.</param>
    /// <param name="Outputs">What outputs are made of.</param>
    /// <param name="Targets">What targets are made of.</param>
    public sealed record Case(Evaluation Evaluate, Formula Reference, Func<Random, int, float[]> Outputs, Func<Random, int, float[]> Targets);

    public static IReadOnlyDictionary<string, Case> All { get; } = new Dictionary<string, Case>
    {
        ["quantile"] = new(QuantileLoss.Evaluate, Quantile((i, n) => (i + 1.0) / (n + 1)), Numbers, Numbers),
        ["quantile 0.9"] = new(QuantileLoss<Ninety>.Evaluate, Quantile((_, _) => 0.9), Numbers, Numbers),
        ["focal"] = new(FocalLoss.Evaluate, Focal(2), Probabilities, OneHot),
        ["focal 0.5"] = new(FocalLoss<Gamma<Half>>.Evaluate, Focal(0.5), Probabilities, Probabilities),
        ["focal 0"] = new(FocalLoss<Gamma<Zero>>.Evaluate, (a, y) => -Sum(a, y, (p, t) => t * Math.Log(p)), Probabilities, Probabilities),
        ["binary focal"] = new(BinaryFocalLoss.Evaluate, BinaryFocal(2), Fractions, ZeroOrOne),
        ["binary focal 0.5"] = new(BinaryFocalLoss<Gamma<Half>>.Evaluate, BinaryFocal(0.5), Fractions, Fractions),
        ["log-cosh"] = new(LogCoshLoss.Evaluate, (a, y) => Sum(a, y, (p, t) => Math.Log(Math.Cosh(p - t))), Numbers, Numbers),
        ["Poisson"] = new(PoissonLoss.Evaluate, (a, y) => Sum(a, y, (p, t) => p - (t * Math.Log(p))), Positive, Counts),
        ["hinge"] = new(HingeLoss.Evaluate, (a, y) => Sum(a, y, (p, t) => Math.Max(0, 1 - (t * p))), Numbers, Signs),
        ["Kullback-Leibler"] = new(
            KullbackLeiblerLoss.Evaluate, (a, y) => Sum(a, y, (p, t) => t * Math.Log(t / p)), Probabilities, Probabilities),
        ["cosine"] = new(CosineLoss.Evaluate, (a, y) => 1 - (Dot(a, y) / Math.Sqrt(Dot(a, a) * Dot(y, y))), Numbers, Numbers),
    };

    public readonly struct Ninety : IQuantileLevel
    {
        public static double Level(int output, int outputCount) => 0.9;
    }

    public readonly struct Gamma<TNumber> : IFocalGamma where TNumber : INumber
    {
        static double IFocalGamma.Gamma => TNumber.Value;
    }

    public interface INumber
    {
        static abstract double Value { get; }
    }

    public readonly struct Zero : INumber
    {
        public static double Value => 0;
    }

    public readonly struct Half : INumber
    {
        public static double Value => 0.5;
    }

    public readonly struct Negative : INumber
    {
        public static double Value => -1;
    }

    private static Formula Quantile(Func<int, int, double> level) => (a, y) => a
        .Select((p, i) => y[i] > p ? level(i, a.Length) * (y[i] - p) : (1 - level(i, a.Length)) * (p - y[i])).Sum();

    private static Formula Focal(double gamma) => (a, y) => -Sum(a, y, (p, t) => t * Math.Pow(1 - p, gamma) * Math.Log(p));

    private static Formula BinaryFocal(double gamma) => (a, y) => -Sum(
        a, y, (p, t) => (t * Math.Pow(1 - p, gamma) * Math.Log(p)) + ((1 - t) * Math.Pow(p, gamma) * Math.Log(1 - p)));

    private static double Sum(double[] a, double[] y, Func<double, double, double> term) => a.Zip(y, term).Sum();

    private static double Dot(double[] a, double[] b) => Sum(a, b, (x, y) => x * y);

    private static float[] Of(int count, Func<double> number) => [.. Enumerable.Range(0, count).Select(_ => (float)number())];

    private static float[] Numbers(Random random, int count) => Of(count, () => (random.NextDouble() * 6) - 3);

    private static float[] Fractions(Random random, int count) => Of(count, () => 0.02 + (random.NextDouble() * 0.96));

    private static float[] Positive(Random random, int count) => Of(count, () => 0.05 + (random.NextDouble() * 20));

    private static float[] Counts(Random random, int count) => Of(count, () => random.Next(6));

    private static float[] Signs(Random random, int count) => Of(count, () => (2 * random.Next(2)) - 1);

    private static float[] ZeroOrOne(Random random, int count) => Of(count, () => random.Next(2));

    private static float[] OneHot(Random random, int count)
    {
        float[] targets = new float[count];
        targets[random.Next(count)] = 1;
        return targets;
    }

    private static float[] Probabilities(Random random, int count)
    {
        float[] weights = Of(count, () => 0.05 + random.NextDouble());
        return count == 1 ? [0.3f + (0.4f * random.NextSingle())] : Array.ConvertAll(weights, weight => weight / weights.Sum());
    }
}
