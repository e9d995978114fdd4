namespace Unrolled.Data.Tests.Figures;

/// <summary>Samples that come from a formula, the same everywhere.</summary>
internal static class Samples
{
    // More than the evaluator computes at a time.
    public const int Many = 611;

    /// <summary>Inputs of which the one of the sample's class tends to be the largest.</summary>
    /// <param name="classes">The number of classes and inputs; 2 with a single input.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="steps">Inputs are multiples of 1 / steps: the fewer, the more are equal.</param>
    /// <param name="count">The number of samples.</param>
    public static Dataset Classes(int classes, int inputs, int steps, int count = Many)
    {
        var random = new Random(classes + steps);
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => (int)(classes * random.NextDouble() * (1.5 + random.NextDouble()) / 2.5))];
        float[] values = new float[count * inputs];
        for (int i = 0; i < values.Length; i++)
        {
            int label = labels[i / inputs];
            float own = inputs == 1 ? label - 0.5f : label == i % inputs ? 1 : 0;
            values[i] = MathF.Round((own + (3 * random.NextSingle()) - 1.5f) * steps) / steps;
        }

        return Dataset.FromFloats(values, inputs, labels, classes);
    }

    public static int[] Labels(this Dataset data) => [.. Enumerable.Range(0, data.Count).Select(data.Label)];

    public static bool[] Are(this int[] labels, int number) => [.. labels.Select(label => label == number)];
}
