namespace Unrolled.Tests;

/// <summary>What an accumulator network computes and how far it is from its targets, in float64.</summary>
/// <param name="shape">The network's shape.</param>
/// <param name="parameters">In the order of its file.</param>
internal sealed class ReferenceAccumulator(AccumulatorShape shape, double[] parameters)
{
    public double[] Parameters => parameters;

    public double Evaluate(int[] own, int[] other, int bucket) => shape.EvaluationScale * Output(own, other, bucket);

    public double Loss(SparseSamples samples, double share, double scale) => Enumerable.Range(0, samples.Count).Average(i =>
    {
        int[] other = shape.Perspectives == 2 ? samples.Other[i] : [];
        double expected = Sigmoid(Evaluate(samples.Own[i], other, samples.Buckets[i]) / scale);
        double target = (share * Sigmoid(samples.Evaluations[i] / scale)) + ((1 - share) * samples.Results[i]);
        return (expected - target) * (expected - target);
    });

    private double Output(int[] own, int[] other, int bucket)
    {
        double[] activations = [.. Accumulator(own), .. shape.Perspectives == 2 ? Accumulator(other) : []];
        int at = (shape.Features + 1) * shape.Units;
        foreach (int units in shape.Layers)
        {
            int start = at, inputs = activations.Length;
            activations = [.. Enumerable.Range(0, units).Select(unit => Activate(Sum(start, unit, units, activations)))];
            at += units * (inputs + 1);
        }

        return Sum(at, bucket, shape.OutputBuckets, activations);
    }

    private IEnumerable<double> Accumulator(int[] features) => Enumerable.Range(0, shape.Units).Select(unit => Activate(
        parameters[(shape.Features * shape.Units) + unit] + features.Sum(feature => parameters[(feature * shape.Units) + unit])));

    /// <summary>A bias and the weighted activations, of a layer whose weights [units][inputs] and biases start somewhere.</summary>
    private double Sum(int start, int unit, int units, double[] activations) =>
        parameters[start + (units * activations.Length) + unit]
        + activations.Select((activation, i) => activation * parameters[start + (unit * activations.Length) + i]).Sum();

    private double Activate(double sum)
    {
        double clipped = Math.Clamp(sum, 0, 1);
        return shape.Activation == Activation.SquaredClippedReLU ? clipped * clipped : clipped;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
