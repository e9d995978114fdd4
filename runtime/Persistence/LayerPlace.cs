namespace Unrolled;

/// <summary>Where the tensors of one layer are to go.</summary>
/// <param name="Weight">The place of its weights.</param>
/// <param name="Bias">The place of its biases.</param>
internal sealed record LayerPlace(NamedTensor Weight, NamedTensor Bias)
{
    /// <param name="tensors">The network's tensors, weights and biases by turns.</param>
    public static LayerPlace[] Of(List<NamedTensor> tensors)
    {
        LayerPlace[] places = new LayerPlace[tensors.Count / 2];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = new LayerPlace(tensors[2 * i], tensors[2 * i + 1]);
        }

        return places;
    }
}
