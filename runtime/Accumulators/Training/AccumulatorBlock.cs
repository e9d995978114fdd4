using Unrolled.Internal;

namespace Unrolled;

/// <summary>The parameters of an accumulator network as one block of floats, in the order of its file: where they begin, and what steps them.</summary>
internal static class AccumulatorBlock
{
    /// <summary>Draws weights of variance 1 / fan-in. Biases stay as they are.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="block">Its parameters.</param>
    /// <param name="random">Draws them.</param>
    public static void Draw(AccumulatorShape shape, Span<float> block, Initializer random)
    {
        int[] fanIns = [shape.Features, .. shape.Behind.Select(layer => layer.FanIn), shape.OutputFanIn];
        AccumulatorSection[] sections = AccumulatorSection.Of(shape);
        for (int layer = 0; layer < fanIns.Length; layer++)
        {
            AccumulatorSection weights = sections[2 * layer];
            random.LeCun(block.Slice(weights.Start, weights.Count), fanIns[layer]);
        }
    }

    /// <summary>An optimizer's state that steps all of them.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="network">Its class.</param>
    /// <param name="optimizer">The optimizer.</param>
    public static OptimizerState Stepping(AccumulatorShape shape, Type network, Optimizer optimizer)
    {
        BlockPart[] parts = [.. AccumulatorSection.Of(shape).Select((section, i) =>
            new BlockPart(section.Start, fanIn: 1, section.Count, section.Count, isBias: i % 2 == 1))];
        var all = new ParameterGroup(0, shape.ParameterCount, parts);
        return new OptimizerState(network, new BlockLayout(parts), shape.ParameterCount, new GradientStep(optimizer, new StepOptions(), [all]));
    }
}
