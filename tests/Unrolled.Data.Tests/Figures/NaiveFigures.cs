namespace Unrolled.Data.Tests.Figures;

/// <summary>The figures as they are defined, in float64, with a loop for each sum and a look at all samples for each threshold.</summary>
internal static class NaiveFigures
{
    /// <summary>The share of pairs in the right order, equal ones counting half.</summary>
    public static double RocAuc(double[] scores, bool[] isPositive)
    {
        double right = 0;
        double pairs = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j < scores.Length; j++)
            {
                if (isPositive[i] && !isPositive[j])
                {
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        return right / pairs;
    }

    /// <summary>The sum of (recall - recall at the next higher score) * precision over all different scores.</summary>
    public static double AveragePrecision(double[] scores, bool[] isPositive)
    {
        double sum = 0;
        double before = 0;
        foreach (double least in scores.Distinct().OrderDescending())
        {
            double predicted = 0;
            double right = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                predicted += scores[i] >= least ? 1 : 0;
                right += scores[i] >= least && isPositive[i] ? 1 : 0;
            }

            double recall = right / isPositive.Count(positive => positive);
            sum += (recall - before) * right / predicted;
            before = recall;
        }

        return sum;
    }

    public static BinaryCounts Counts(double[] scores, bool[] isPositive, double threshold)
    {
        int Count(bool above, bool positive) =>
            Enumerable.Range(0, scores.Length).Count(i => scores[i] > threshold == above && isPositive[i] == positive);

        return new BinaryCounts(Count(true, true), Count(true, false), Count(false, true), Count(false, false));
    }

    /// <summary>A threshold below each score and one above all.</summary>
    public static double[] Thresholds(double[] scores) => [double.PositiveInfinity, .. scores.Distinct().Select(score => score - 1e-4)];

    public static double Brier(double[][] probabilities, int[] labels)
    {
        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            for (int k = 0; k < probabilities.Length; k++)
            {
                double truth = labels[i] == k ? 1 : 0;
                sum += (probabilities[k][i] - truth) * (probabilities[k][i] - truth);
            }
        }

        return sum / labels.Length;
    }

    public static double ExpectedError(double[] probabilities, bool[] cameTrue, int bins)
    {
        double error = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            int[] inside = [.. Enumerable.Range(0, probabilities.Length).Where(i =>
                (probabilities[i] > (double)bin / bins || (bin == 0 && probabilities[i] == 0)) && probabilities[i] <= (bin + 1.0) / bins)];
            if (inside.Length > 0)
            {
                double frequency = inside.Average(i => cameTrue[i] ? 1.0 : 0);
                error += inside.Length * Math.Abs(frequency - inside.Average(i => probabilities[i])) / probabilities.Length;
            }
        }

        return error;
    }

    public static TargetFigures Regression(double[] outputs, double[] targets)
    {
        double[] errors = [.. outputs.Zip(targets, (output, target) => output - target)];
        double mean = targets.Average();
        return new TargetFigures(
            Math.Sqrt(errors.Average(error => error * error)),
            errors.Average(Math.Abs),
            errors.Zip(targets, (error, target) => Math.Abs(error / target)).Average(),
            1 - (errors.Sum(error => error * error) / targets.Sum(target => (target - mean) * (target - mean))));
    }
}
