namespace Unrolled;

/// <summary>Sorts samples into bins of equal width by their probability, and sums up what came true.</summary>
/// <param name="bins">How many bins.</param>
internal sealed class CalibrationCounting(int bins)
{
    private readonly long[] _counts = new long[bins];
    private readonly long[] _true = new long[bins];
    private readonly double[] _probabilities = new double[bins];
    private double _squares;
    private long _total;

    /// <param name="outputs">A probability for each class, or that of class 1.</param>
    /// <param name="actual">The sample's class.</param>
    public void Add(ReadOnlySpan<float> outputs, int actual)
    {
        _total++;
        if (outputs.Length <= 2)
        {
            AddSquare(outputs[^1], actual == 1);
            AddToBin(outputs[^1], actual == 1);
            return;
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            AddSquare(outputs[i], actual == i);
        }

        int best = Prediction.IndexOfMax(outputs);
        AddToBin(outputs[best], actual == best);
    }

    public Calibration Result() => new(
        _squares / _total,
        [.. _counts.Select((count, bin) => new ReliabilityBin(
            (double)bin / bins, (bin + 1.0) / bins, count, _probabilities[bin] / count, (double)_true[bin] / count))]);

    private void AddSquare(double probability, bool isTrue)
    {
        double error = probability - (isTrue ? 1 : 0);
        _squares += error * error;
    }

    private void AddToBin(double probability, bool isTrue)
    {
        if (double.IsNaN(probability))
        {
            return;
        }

        int bin = Math.Clamp((int)Math.Ceiling(probability * bins) - 1, 0, bins - 1);
        _counts[bin]++;
        _true[bin] += isTrue ? 1 : 0;
        _probabilities[bin] += probability;
    }
}
