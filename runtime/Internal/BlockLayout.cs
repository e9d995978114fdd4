using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Unrolled.Internal;

/// <summary>Panels of weights, or biases, that follow one another in a parameter block; see <see cref="Panels"/>.</summary>
/// <remarks>Biases are the weights from one input that is always 1.</remarks>
/// <param name="start">Where in the block the first panel starts.</param>
/// <param name="fanIn">Inputs per unit; 1 for biases.</param>
/// <param name="units">How many units.</param>
/// <param name="width">Units per panel; the last panel is filled up with padding.</param>
/// <param name="isBias">Whether these are biases.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BlockPart(int start, int fanIn, int units, int width, bool isBias)
{
    /// <summary>Where in the block the first panel starts.</summary>
    public int Start { get; } = start;

    /// <summary>Inputs per unit; 1 for biases.</summary>
    public int FanIn { get; } = fanIn;

    /// <summary>How many units.</summary>
    public int Units { get; } = units;

    /// <summary>Units per panel.</summary>
    public int Width { get; } = width;

    /// <summary>Whether these are biases.</summary>
    public bool IsBias { get; } = isBias;

    /// <summary>The parameters without padding.</summary>
    internal int Count => Units * FanIn;

    /// <summary>The floats in the block, padding included.</summary>
    internal int Length => (Units + Width - 1) / Width * Width * FanIn;
}

/// <summary>Where the parameters lie in a network's block, and the way from there to the canonical order and back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockLayout
{
    private readonly BlockPart[] _parts;

    // Where among the parts the weights and the biases of each layer start by turns, and where the last ones end: twice, since a last layer
    // written by hand may have no biases.
    private readonly int[] _starts;

    /// <summary>A layout of some parts.</summary>
    /// <param name="parts">The parts in canonical order: for each layer its weights, then its biases.</param>
    public BlockLayout(BlockPart[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _parts = parts;
        _starts =
        [
            .. Enumerable.Range(0, parts.Length).Where(i => i == 0 || parts[i].IsBias != parts[i - 1].IsBias),
            parts.Length,
            parts.Length,
        ];
        ParameterCount = parts.Sum(part => part.Count);
        BlockSize = parts.Length == 0 ? 0 : parts.Max(part => part.Start + part.Length);
    }

    /// <summary>The parts in canonical order.</summary>
    public ReadOnlySpan<BlockPart> Parts => _parts;

    /// <summary>The layers of weights.</summary>
    internal int LayerCount => (_starts.Length - 1) / 2;

    /// <summary>The number of parameters, without padding.</summary>
    public int ParameterCount { get; }

    // Up to the last part's end; padding may follow.
    private int BlockSize { get; }

    /// <summary>The weights of a layer, from 0.</summary>
    internal ReadOnlySpan<BlockPart> WeightsOf(int layer) => _parts.AsSpan(_starts[2 * layer].._starts[(2 * layer) + 1]);

    /// <summary>The biases of a layer, from 0.</summary>
    internal ReadOnlySpan<BlockPart> BiasesOf(int layer) => _parts.AsSpan(_starts[(2 * layer) + 1].._starts[(2 * layer) + 2]);

    /// <summary>Brings the numbers of a block into canonical order.</summary>
    /// <param name="block">The block.</param>
    /// <param name="destination">Receives <see cref="ParameterCount"/> numbers.</param>
    /// <exception cref="ArgumentException">The block is too short, the destination has the wrong length, or they overlap.</exception>
    public void ToCanonical(ReadOnlySpan<float> block, Span<float> destination)
    {
        CheckLengths(block.Length, destination.Length, nameof(destination));
        Check.Apart(destination, nameof(destination), block, nameof(block));
        ToCanonical(_parts, block, destination);
    }

    /// <summary>The same for some neighbouring parts alone. Nothing is checked.</summary>
    internal static void ToCanonical(ReadOnlySpan<BlockPart> parts, ReadOnlySpan<float> block, Span<float> destination)
    {
        foreach (BlockPart part in parts)
        {
            ref float panels = ref MemoryMarshal.GetReference(block[part.Start..]);
            Panels.ToRows(destination[..part.Count], part.FanIn, ref panels, part.Width);
            destination = destination[part.Count..];
        }
    }

    /// <summary>Writes numbers in canonical order into a block. Its padding stays as it is.</summary>
    /// <param name="source"><see cref="ParameterCount"/> numbers.</param>
    /// <param name="block">Receives them.</param>
    /// <exception cref="ArgumentException">The block is too short, the source has the wrong length, or they overlap.</exception>
    public void FromCanonical(ReadOnlySpan<float> source, Span<float> block)
    {
        CheckLengths(block.Length, source.Length, nameof(source));
        Check.Apart(source, nameof(source), block, nameof(block));
        FromCanonical(_parts, source, block);
    }

    /// <summary>The same for some neighbouring parts alone. Nothing is checked.</summary>
    internal static void FromCanonical(ReadOnlySpan<BlockPart> parts, ReadOnlySpan<float> source, Span<float> block)
    {
        foreach (BlockPart part in parts)
        {
            ref float panels = ref MemoryMarshal.GetReference(block[part.Start..]);
            Panels.FromRows(source[..part.Count], part.FanIn, ref panels, part.Width);
            source = source[part.Count..];
        }
    }

    private void CheckLengths(int block, int canonical, string name)
    {
        if (block < BlockSize)
        {
            throw Check.WrongLength(block, BlockSize, nameof(block));
        }

        Check.Length(canonical, ParameterCount, name);
    }
}
