using Unrolled;

namespace TablesSample;

/// <summary>What the rows that were held out say of a model.</summary>
internal abstract record TestResult;

/// <summary>Of one that tells classes apart.</summary>
/// <param name="Confusion">The rows by class and prediction.</param>
/// <param name="RocAuc">The area under the ROC curve, of several classes the mean.</param>
/// <param name="Calibration">Whether probabilities are what they say.</param>
internal sealed record ClassResult(ConfusionMatrix Confusion, double RocAuc, Calibration Calibration) : TestResult
{
    /// <summary>What always to name the commonest class of these rows would give.</summary>
    public double Baseline => (double)Enumerable.Range(0, Confusion.ClassCount).Max(Confusion.Support) / Confusion.Total;
}

/// <summary>Of one that tells a number.</summary>
/// <param name="Figures">The errors in the number's own unit.</param>
/// <param name="Points">What the number was, and what was said, for each row.</param>
internal sealed record NumberResult(RegressionFigures Figures, IReadOnlyList<(double Actual, double Predicted)> Points) : TestResult
{
    /// <summary>The RMSE of always saying the mean of these rows.</summary>
    public double Baseline
    {
        get
        {
            double mean = Points.Average(point => point.Actual);
            return Math.Sqrt(Points.Average(point => (point.Actual - mean) * (point.Actual - mean)));
        }
    }
}
