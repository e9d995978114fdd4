using System.ComponentModel;
using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>
/// Adds the losses of samples up in their order, whatever tiles, chunks or threads computed them, so that the sum has the same bits
/// everywhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct LossSum
{
    private readonly ReadOnlySpan<float> _sampleWeights;
    private readonly Span<double> _each;

    /// <summary>A sum that begins at 0.</summary>
    /// <param name="sampleWeights">What each sample's loss is multiplied by; or none, which is as if all were 1.</param>
    /// <param name="each">Receives the loss of each sample; or empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LossSum(ReadOnlySpan<float> sampleWeights, Span<double> each = default)
    {
        _sampleWeights = sampleWeights;
        _each = each;
    }

    /// <summary>The sum so far.</summary>
    public double Total { get; set; }

    /// <summary>The sample that a pass has as its row 0: those before may be absent, or another pass's.</summary>
    public int First { get; set; }

    /// <summary>The mean over some samples, one NaN for all.</summary>
    /// <param name="total">Their losses added up.</param>
    /// <param name="count">How many there are.</param>
    internal static float Mean(double total, int count) => VectorLoops.OneNaN((float)(total / count));

    /// <summary>What the derivatives of a sample's loss are multiplied by.</summary>
    /// <param name="row">The sample's row in the pass.</param>
    /// <param name="scale">What those of all samples are multiplied by.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Scale(int row, float scale) => _sampleWeights.IsEmpty ? scale : scale * _sampleWeights[First + row];

    /// <summary>Takes note of a sample's loss.</summary>
    /// <param name="row">The sample's row in the pass.</param>
    /// <param name="loss">Its loss, without its weight.</param>
    /// <returns>What is to be added to the sum. Whoever runs through many samples keeps that in a register.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly double Note(int row, double loss)
    {
        int sample = First + row;
        double weighted = _sampleWeights.IsEmpty ? loss : _sampleWeights[sample] * loss;
        if ((uint)sample < (uint)_each.Length)
        {
            _each[sample] = weighted;
        }

        return weighted;
    }
}
