using System.Globalization;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>An operation's median time, and what part of a limit it reaches.</summary>
/// <param name="Operation">What was timed.</param>
/// <param name="Limit">What it was compared with.</param>
/// <param name="Seconds">The median time of a run.</param>
/// <param name="Share">The median of the ratios of the two rates.</param>
internal sealed record Measurement(Operation Operation, Operation Limit, double Seconds, double Share)
{
    /// <summary>Times an operation.</summary>
    /// <param name="operation">What to time.</param>
    /// <param name="limit">Timed just before and after it in every round: the speed of a machine drifts, of a shared one by factors.</param>
    /// <param name="rounds">How often.</param>
    public static Measurement Of(Operation operation, Operation limit, int rounds)
    {
        if (operation.Unit != limit.Unit)
        {
            throw new ArgumentException($"{operation.Name} is counted in {operation.Unit}, but {limit.Name} in {limit.Unit}.");
        }

        var sampler = new Sampler(operation);
        var limitSampler = new Sampler(limit);
        double[] seconds = new double[rounds];
        double[] shares = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            double before = limitSampler.Sample();
            seconds[round] = sampler.Sample();
            double limitSeconds = (before + limitSampler.Sample()) / 2;
            shares[round] = operation.Work / seconds[round] * limitSeconds / limit.Work;
        }

        return new Measurement(operation, limit, Median(seconds), Median(shares));
    }

    /// <summary>How many rounds a command is to run: its first argument, or enough for a steady median.</summary>
    public static int Rounds(string[] args) => args.Length == 0 ? 31 : int.Parse(args[0], CultureInfo.InvariantCulture);

    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
