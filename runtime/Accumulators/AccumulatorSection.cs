namespace Unrolled;

/// <summary>One of the parts, one after another, that the parameters of an accumulator network are.</summary>
/// <param name="Name">What it is called in a message.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Count">How many numbers it has.</param>
/// <param name="Scale">The integer that a 1 is.</param>
/// <param name="Least">The least integer.</param>
/// <param name="Greatest">The greatest integer.</param>
internal readonly record struct AccumulatorSection(
    string Name, int Start, int Count, int Scale, int Least = short.MinValue, int Greatest = short.MaxValue)
{
    /// <summary>The integers that it may have, in words.</summary>
    public string Range => $"integers from {Wording.Grouped(Least)} to {Wording.Grouped(Greatest)}";

    /// <summary>All of a network's, in the order of its file.</summary>
    public static AccumulatorSection[] Of(AccumulatorShape shape)
    {
        List<AccumulatorSection> sections = [];
        int biasScale = shape.HiddenScale * shape.OutputScale;
        Add("the feature weights", shape.Features * shape.Units, shape.HiddenScale);
        Add("the feature biases", shape.Units, shape.HiddenScale);
        DenseLayer[] behind = shape.Behind;
        for (int i = 0; i < behind.Length; i++)
        {
            string layer = $"hidden layer {Wording.Number(i + 2)}";
            sections.Add(new(
                $"the weights of {layer}", End(), (int)behind[i].Weights, shape.OutputScale, sbyte.MinValue, sbyte.MaxValue));
            Add($"the biases of {layer}", behind[i].FanOut, biasScale);
        }

        Add("the output weights", shape.OutputBuckets * shape.OutputFanIn, shape.OutputScale);
        Add("the output biases", shape.OutputBuckets, biasScale);
        return [.. sections];

        void Add(string name, int count, int scale) => sections.Add(new(name, End(), count, scale));
        int End() => sections.Count == 0 ? 0 : sections[^1].Start + sections[^1].Count;
    }
}
