namespace Unrolled;

/// <summary>Why integers cannot be the parameters of an accumulator network.</summary>
/// <param name="Found">What they are.</param>
/// <param name="Needed">What they must be.</param>
internal sealed record AccumulatorDefect(string Found, string Needed)
{
    /// <summary>The first defect; null where all sums and numbers stay in range.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="parameters">Its parameters, in canonical order.</param>
    public static AccumulatorDefect? Of(AccumulatorShape shape, ReadOnlySpan<short> parameters)
    {
        AccumulatorSection[] sections = AccumulatorSection.Of(shape);
        foreach (AccumulatorSection section in sections)
        {
            ReadOnlySpan<short> numbers = parameters.Slice(section.Start, section.Count);
            int wrong = numbers.IndexOfAnyExceptInRange((short)section.Least, (short)section.Greatest);
            if (wrong >= 0)
            {
                return new($"{Wording.Number(numbers[wrong])} as number {Wording.Number(wrong)} of {section.Name}", section.Range);
            }
        }

        return OfSums(shape, parameters) ?? OfEvaluations(shape, Numbers(sections[^2], parameters), Numbers(sections[^1], parameters));
    }

    /// <summary>Any features may be on together, up to the most that the shape allows.</summary>
    private static AccumulatorDefect? OfSums(AccumulatorShape shape, ReadOnlySpan<short> parameters)
    {
        ReadOnlySpan<short> biases = parameters.Slice(shape.Features * shape.Units, shape.Units);
        int active = Math.Min(shape.MaxActiveFeatures, shape.Features);
        short[] weights = new short[shape.Features];
        for (int unit = 0; unit < shape.Units; unit++)
        {
            for (int feature = 0; feature < shape.Features; feature++)
            {
                weights[feature] = parameters[(feature * shape.Units) + unit];
            }

            // What one weight alone could come to is seldom too much, and sorting all units takes a while.
            if (Fits(biases[unit] + ((long)active * Math.Max(weights.Max(), (short)0))) && Fits(biases[unit] + ((long)active * Math.Min(weights.Min(), (short)0))))
            {
                continue;
            }

            Array.Sort(weights);
            long least = biases[unit] + weights.Take(active).Sum(w => Math.Min((long)w, 0));
            long greatest = biases[unit] + weights.TakeLast(active).Sum(w => Math.Max((long)w, 0));
            if (!Fits(least) || !Fits(greatest))
            {
                return new(
                    $"weights with which {Wording.Count(active, "active feature")} can bring unit {Wording.Number(unit)} of the accumulators, hidden layer 1, to "
                    + Wording.Grouped(Fits(greatest) ? least : greatest),
                    "sums from -32,768 to 32,767, of as many features as MaxActiveFeatures says");
            }
        }

        return null;

        static bool Fits(long sum) => sum is >= short.MinValue and <= short.MaxValue;
    }

    /// <summary>An activation is at most the hidden scale, also squared and divided by it.</summary>
    private static AccumulatorDefect? OfEvaluations(AccumulatorShape shape, ReadOnlySpan<short> weights, ReadOnlySpan<short> biases)
    {
        for (int bucket = 0; bucket < shape.OutputBuckets; bucket++)
        {
            long positive = 0, negative = 0;
            foreach (short weight in weights.Slice(bucket * shape.OutputFanIn, shape.OutputFanIn))
            {
                positive += Math.Max((int)weight, 0);
                negative -= Math.Min((int)weight, 0);
            }

            double sum = (Math.Max(positive, negative) * (double)shape.HiddenScale) + Math.Abs((double)biases[bucket]);
            double evaluation = sum * shape.EvaluationScale / ((double)shape.HiddenScale * shape.OutputScale);
            if (evaluation > int.MaxValue)
            {
                return new(
                    $"weights with which the output layer, bucket {Wording.Number(bucket)}, can come to {evaluation.ToString("0.###E+0", System.Globalization.CultureInfo.InvariantCulture)}",
                    "evaluations of 32 bits");
            }
        }

        return null;
    }

    private static ReadOnlySpan<short> Numbers(AccumulatorSection section, ReadOnlySpan<short> parameters) =>
        parameters.Slice(section.Start, section.Count);
}
