using Unrolled.Numerics;


namespace Unrolled.Tests.Training;

/// <summary>An augmentation that depends on every bit of its seed.</summary>
internal sealed class Noise : IAugmentation
{
    public void Apply(Span<float> input, ulong seed)
    {
        ulong state = seed;
        foreach (ref float x in input)
        {
            x += (Xoshiro256.SplitMix64(ref state) >> 40) * (0.1f / (1 << 24));
        }
    }
}
