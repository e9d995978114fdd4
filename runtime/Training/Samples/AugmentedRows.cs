using Unrolled.Numerics;


namespace Unrolled;

/// <summary>An augmentation with the seeds of an epoch: what a dataset's rows pass through on their way into a mini-batch.</summary>
internal sealed class AugmentedRows(IAugmentation augmentation, int seed)
{
    private ulong _epochSeed;

    /// <summary>Chooses the epoch whose changes come next. Nothing may be gathered meanwhile.</summary>
    public int Epoch
    {
        set
        {
            ulong state = ((ulong)(uint)value << 32) | (uint)seed;
            _epochSeed = Xoshiro256.SplitMix64(ref state);
        }
    }

    /// <exception cref="InvalidOperationException">The augmentation made an input NaN or infinite.</exception>
    public void Apply(int row, Span<float> input)
    {
        ulong state = _epochSeed ^ (uint)row;
        augmentation.Apply(input, Xoshiro256.SplitMix64(ref state));
        if (NotFinite.FirstOf("input", input) is { } number)
        {
            throw new InvalidOperationException(
                $"All inputs must be finite, but after {augmentation.GetType().Name} {number.In(row)}.");
        }
    }
}
