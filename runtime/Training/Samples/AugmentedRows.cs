using Unrolled.Numerics;

namespace Unrolled;

/// <summary>An augmentation with the seeds of an epoch: what a dataset's rows pass through on their way into a mini-batch.</summary>
/// <param name="augmentation">The augmentation.</param>
/// <param name="seed">The seed of the training.</param>
/// <param name="sampleOf">Which sample a row is, by which it is changed; null where rows are the samples of the same number.</param>
internal sealed class AugmentedRows(IAugmentation augmentation, int seed, Func<int, long>? sampleOf = null)
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
        long sample = sampleOf?.Invoke(row) ?? row;
        ulong state = _epochSeed ^ (ulong)sample;
        augmentation.Apply(input, Xoshiro256.SplitMix64(ref state));
        if (NotFinite.FirstOf("input", input) is { } number)
        {
            throw new InvalidOperationException(
                $"All inputs must be finite, but after {augmentation.GetType().Name} {number.In(sample)}.");
        }
    }
}
