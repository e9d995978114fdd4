namespace Unrolled;

/// <summary>Where the tensors of one layer are to go.</summary>
/// <param name="Weight">The place of its weights.</param>
/// <param name="Bias">The place of its biases.</param>
internal readonly record struct LayerPlace(NamedTensor Weight, NamedTensor Bias)
{
    /// <param name="tensors">The network's tensors, weights and biases by turns.</param>
    public static LayerPlace[] Of(IReadOnlyList<NamedTensor> tensors) =>
        [.. Enumerable.Range(0, tensors.Count / 2).Select(layer => new LayerPlace(tensors[2 * layer], tensors[2 * layer + 1]))];
}
