using static System.FormattableString;

namespace Unrolled;

/// <summary>Whether outputs are what they say: of the samples with a probability of 0.8, do 80 % come true? Its text is a table.</summary>
/// <remarks>
/// Of two classes it is the probability of class 1, and whether the sample is of that class; of more classes that of the most probable one,
/// and whether it is the right one.
/// </remarks>
public sealed class Calibration
{
    internal Calibration(double brierScore, IReadOnlyList<ReliabilityBin> bins)
    {
        long total = bins.Sum(bin => bin.Count);
        BrierScore = brierScore;
        Bins = bins;
        ExpectedError = double.IsNaN(brierScore)
            ? double.NaN
            : bins.Where(bin => bin.Count > 0).Sum(bin => bin.Count * Math.Abs(bin.Frequency - bin.MeanProbability)) / total;
    }

    /// <summary>
    /// The mean squared error of the probabilities, 0 being perfect: of two classes that of class 1, of more the sum over the classes. NaN
    /// where an output is.
    /// </summary>
    /// <remarks>
    /// Brier, <i>Verification of forecasts expressed in terms of probability</i> (1950), who sums over two classes too, which gives twice as
    /// much; the half is usual, as in scikit-learn's <c>brier_score_loss</c>.
    /// </remarks>
    public double BrierScore { get; }

    /// <summary>
    /// The expected calibration error: the mean over the samples of |frequency - mean probability| of their bin; from 0, perfect, to 1. NaN
    /// where an output is.
    /// </summary>
    /// <remarks>
    /// Naeini, Cooper and Hauskrecht, <i>Obtaining well calibrated probabilities using Bayesian binning</i> (2015); of more than two classes
    /// as Guo, Pleiss, Sun and Weinberger, <i>On calibration of modern neural networks</i> (2017). It depends on the number of bins.
    /// </remarks>
    public double ExpectedError { get; }

    /// <summary>The reliability diagram: bins of equal width from 0 to 1, also empty ones. A sample whose output is NaN is in none.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>A table with a line for each bin that has samples, and below it the two figures.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["probability", "samples", "mean", "came true"]];
        rows.AddRange(Bins.Where(bin => bin.Count > 0).Select(bin => (string[])
        [
            Invariant($"{bin.Low:F2} to {bin.High:F2}"), Invariant($"{bin.Count}"), Invariant($"{bin.MeanProbability:F4}"), Invariant($"{bin.Frequency:F4}"),
        ]));
        return TextTable.Write(rows).Append(Invariant($"Brier score {BrierScore:F4}, expected calibration error {ExpectedError:F4}")).ToString();
    }
}
