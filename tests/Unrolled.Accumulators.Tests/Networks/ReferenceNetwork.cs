namespace Unrolled.Accumulators.Tests;

/// <summary>What an accumulator network computes, by its description, in 64 bits and plain loops; it shares no code with the project.</summary>
internal sealed class ReferenceNetwork(AccumulatorShape shape, short[] parameters)
{
    /// <summary>The sums of one perspective, in the order of the units.</summary>
    public long[] Sums(IEnumerable<int> features)
    {
        var sums = new long[shape.Units];
        for (int unit = 0; unit < shape.Units; unit++)
        {
            sums[unit] = parameters[(shape.Features * shape.Units) + unit];
            foreach (int feature in features)
            {
                sums[unit] += parameters[(feature * shape.Units) + unit];
            }
        }

        return sums;
    }

    public long Evaluate(IReadOnlyCollection<AccumulatorFeature> features, int side, int bucket)
    {
        long[] first = Sums(features.Select(f => f.First));
        long[] activations = shape.Perspectives == 1 ? Clip(first)
            : side == 0 ? [.. Clip(first), .. Clip(Sums(features.Select(f => f.Second)))]
            : [.. Clip(Sums(features.Select(f => f.Second))), .. Clip(first)];
        int at = (shape.Features + 1) * shape.Units;
        foreach (int units in shape.Layers)
        {
            long[] next = new long[units];
            for (int unit = 0; unit < units; unit++)
            {
                next[unit] = (Sum(activations, at + (unit * activations.Length)) + parameters[at + (units * activations.Length) + unit]) / shape.OutputScale;
            }

            at += units * (activations.Length + 1);
            activations = Clip(next);
        }

        long bias = parameters[at + (shape.OutputBuckets * activations.Length) + bucket];
        long output = Sum(activations, at + (bucket * activations.Length)) + bias;
        return output * shape.EvaluationScale / (shape.HiddenScale * shape.OutputScale);
    }

    private long[] Clip(long[] sums) => [.. sums.Select(s => Math.Clamp(s, 0, shape.HiddenScale))];

    private long Sum(long[] activations, int at)
    {
        long sum = 0;
        for (int i = 0; i < activations.Length; i++)
        {
            sum += (shape.Activation == Activation.SquaredClippedReLU ? activations[i] * activations[i] : activations[i]) * parameters[at + i];
        }

        return shape.Activation == Activation.SquaredClippedReLU ? sum / shape.HiddenScale : sum;
    }
}
