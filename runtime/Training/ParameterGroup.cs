using Unrolled.Internal;

namespace Unrolled;

/// <summary>Neighbouring layers of a parameter block that step alike.</summary>
/// <param name="Start">Where in the block they start: on a cache line.</param>
/// <param name="Length">The floats in the block, padding included.</param>
/// <param name="Parts">Their weights and biases.</param>
/// <param name="RateFactor">What the learning rate is multiplied by.</param>
internal sealed record ParameterGroup(int Start, int Length, BlockPart[] Parts, float RateFactor = 1)
{
    /// <summary>The layers of a network that are not frozen, as few groups of them as there can be.</summary>
    /// <param name="frozenLayers">As in <see cref="StepOptions.FrozenLayers"/>.</param>
    /// <param name="layerRates">As in <see cref="StepOptions.LayerRates"/>.</param>
    public static ParameterGroup[] Of<TNetwork>(IReadOnlyList<int> frozenLayers, IReadOnlyList<float> layerRates)
        where TNetwork : class, INetwork<TNetwork>
    {
        BlockLayout layout = NetworkLayout<TNetwork>.Value;
        List<ParameterGroup> groups = [];
        for (int layer = 0; layer < layout.LayerCount; layer++)
        {
            if (frozenLayers.Contains(layer))
            {
                continue;
            }

            int start = layout.WeightsOf(layer)[0].Start;
            int end = layer + 1 < layout.LayerCount ? layout.WeightsOf(layer + 1)[0].Start : TNetwork.BlockSize;
            float factor = layerRates.Count == 0 ? 1 : layerRates[layer];
            BlockPart[] parts = [.. layout.WeightsOf(layer), .. layout.BiasesOf(layer)];
            if (groups.Count > 0 && groups[^1] is var last && last.Start + last.Length == start && last.RateFactor == factor)
            {
                groups[^1] = last with { Length = end - last.Start, Parts = [.. last.Parts, .. parts] };
            }
            else
            {
                groups.Add(new ParameterGroup(start, end - start, parts, factor));
            }
        }

        return [.. groups];
    }
}
