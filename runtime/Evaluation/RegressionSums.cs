namespace Unrolled;

/// <summary>Sums up how far outputs are from their targets, in the order of the samples. A mutable struct.</summary>
internal struct RegressionSums
{
    private long _count;
    private double _squares;
    private double _absolutes;
    private double _relatives;

    public void Add(double output, double target)
    {
        double error = Math.Abs(output - target);
        _count++;
        _squares += error * error;
        _absolutes += error;
        _relatives += target == 0 ? double.NaN : error / Math.Abs(target);
    }

    /// <summary>The sum of the squared errors.</summary>
    public readonly double Squares => _squares;

    public readonly TargetFigures Figures(double r2) => new(Math.Sqrt(_squares / _count), _absolutes / _count, _relatives / _count, r2);
}
