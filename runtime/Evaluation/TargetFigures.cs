using System.Globalization;

namespace Unrolled;

/// <summary>How near a network comes to one target, or to all of them.</summary>
/// <param name="Rmse">The root of the mean squared error, in the unit of the target.</param>
/// <param name="MeanAbsoluteError">The mean absolute error, in the unit of the target.</param>
/// <param name="MeanAbsolutePercentageError">
/// The mean of |error| / |target|, a fraction: 0.1 is 10 %. NaN where a target is 0, for nothing is relative to that.
/// </param>
/// <param name="R2">
/// The coefficient of determination, 1 - (squared error) / (squared deviation of the target from its mean): 1 is perfect, 0 no better than
/// the mean. Of several targets the mean; NaN or minus infinity where a target never varies.
/// </param>
public readonly record struct TargetFigures(double Rmse, double MeanAbsoluteError, double MeanAbsolutePercentageError, double R2)
{
    /// <summary>The figures, of which errors have five digits, or as many as stand before the point.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"RMSE {Text(Rmse)}, mean absolute error {Text(MeanAbsoluteError)} ({100 * MeanAbsolutePercentageError:F2} %), R2 {R2:F4}");

    /// <summary>An error in a table: 288890 rather than 2.8889E+05.</summary>
    internal static string Text(double error) =>
        error.ToString(error is >= 1e5 and < 1e15 ? "F0" : "G5", CultureInfo.InvariantCulture);
}
