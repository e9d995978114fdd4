using Unrolled.Internal;

namespace Unrolled;

/// <summary>Neighbouring layers of a parameter block that step alike.</summary>
/// <param name="Start">Where in the block they start: on a cache line.</param>
/// <param name="Length">The floats in the block, padding included.</param>
/// <param name="Parts">Their weights and biases.</param>
internal sealed record ParameterGroup(int Start, int Length, BlockPart[] Parts)
{
    /// <summary>All parameters of a network.</summary>
    public static ParameterGroup[] Of<TNetwork>() where TNetwork : class, INetwork<TNetwork> =>
        [new ParameterGroup(0, TNetwork.BlockSize, TNetwork.Layout.Parts.ToArray())];
}
