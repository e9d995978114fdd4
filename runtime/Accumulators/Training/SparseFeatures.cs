namespace Unrolled;

/// <summary>The features that are on in each sample of a mini-batch: lists of different lengths, one behind the other.</summary>
/// <remarks>
/// The form of PyTorch's <c>EmbeddingBag</c>. A feature that a list names twice counts twice.
/// </remarks>
/// <example>
/// Two samples, with features 3 and 7 on in the first and 5 alone in the second:
/// <code>
/// var features = new SparseFeatures([3, 7, 5], offsets: [0, 2]);
/// </code>
/// </example>
/// <param name="indices">The features, from 0, sample after sample.</param>
/// <param name="offsets">For each sample where its features start among <paramref name="indices"/>: the first at 0, none before the last.</param>
public readonly ref struct SparseFeatures(ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets)
{
    /// <summary>The features of all samples.</summary>
    public ReadOnlySpan<int> Indices { get; } = indices;

    /// <summary>Where the features of each sample start.</summary>
    public ReadOnlySpan<int> Offsets { get; } = offsets;

    /// <summary>The features of one sample, in lists that have been checked; none where there are no lists at all.</summary>
    internal ReadOnlySpan<int> this[int sample] => Offsets.IsEmpty
        ? default
        : Indices[Offsets[sample]..(sample + 1 < Offsets.Length ? Offsets[sample + 1] : Indices.Length)];
}
