namespace Unrolled;

/// <summary>One sample of <see cref="SampleSource.FromRows(IEnumerable{Sample}, SampleShape, string, bool)"/>: inputs, with a class or with targets.</summary>
public readonly struct Sample
{
    /// <summary>A sample with a class.</summary>
    /// <param name="input">The inputs.</param>
    /// <param name="label">The number of the class, from 0 on.</param>
    /// <param name="weight">How much it counts.</param>
    public Sample(ReadOnlyMemory<float> input, int label, float weight = 1)
    {
        Input = input;
        Label = label;
        Weight = weight;
    }

    /// <summary>A sample with targets.</summary>
    /// <param name="input">The inputs.</param>
    /// <param name="target">The targets.</param>
    /// <param name="weight">How much it counts.</param>
    public Sample(ReadOnlyMemory<float> input, ReadOnlyMemory<float> target, float weight = 1)
    {
        Input = input;
        Target = target;
        Weight = weight;
    }

    /// <summary>The inputs.</summary>
    public ReadOnlyMemory<float> Input { get; }

    /// <summary>The number of the class; null where there are targets.</summary>
    public int? Label { get; }

    /// <summary>The targets; empty where there is a class.</summary>
    public ReadOnlyMemory<float> Target { get; }

    /// <summary>How much it counts.</summary>
    public float Weight { get; }
}
