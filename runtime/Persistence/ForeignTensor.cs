namespace Unrolled;

/// <summary>Tensors that a network has no place for: what they are, and what can be done.</summary>
internal static class ForeignTensor
{
    private const string Others =
        $"a weight and a bias for each layer and nothing else; {nameof(NetworkLoadOptions)}.{nameof(NetworkLoadOptions.NameMap)} says what "
        + $"they are called otherwise, {nameof(NetworkLoadOptions.Ignore)} passes over tensors";

    // Ioffe and Szegedy, Batch Normalization, 2015: at inference an affine function of each unit.
    private const string Folded =
        "fully connected layers alone. Fold it into the layer before it: with s = weight / sqrt(running_var + eps), W' = s W (row by row) "
        + "and b' = s (b - running_mean) + bias, as torch.nn.utils.fusion.fuse_linear_bn_eval does; or, where an activation stands between "
        + "them, into the layer behind it: W' = W s (column by column), b' = b + W (bias - s running_mean)";

    /// <summary>What led to weights that are [in, out], to go behind the shape that is needed.</summary>
    public const string Transposed =
        "; the file has its transpose, as Keras, Flax and ONNX's MatMul have their weights: write it transposed";

    /// <param name="name">The tensor.</param>
    /// <param name="last">The last part of its name.</param>
    /// <param name="file">The file.</param>
    public static InvalidFileException OfAnotherKind(string name, string last, string file) => last switch
    {
        "running_mean" or "running_var" or "num_batches_tracked" =>
            new InvalidFileException(file, name, "a tensor of another kind, the statistics of a batch normalisation", Folded),
        _ => new InvalidFileException(file, name, "a tensor of another kind", Others),
    };

    /// <param name="tensor">The tensor.</param>
    /// <param name="needed">Its place.</param>
    /// <param name="file">The file.</param>
    public static InvalidFileException OfAnotherShape(TensorEntry tensor, NamedTensor needed, string file) => new(
        file, tensor.Name, $"shape {tensor.ShapeText}", $"shape {needed.ShapeText}{Hint(tensor.Shape, needed.Shape)}");

    /// <summary>What may have led to another shape, to go behind the needed one.</summary>
    public static string Hint(long[] found, long[] needed) => (found, needed) switch
    {
        ([long rows, long columns], [long outputs, long inputs]) when rows == inputs && columns == outputs =>
            $", [out, in]{Transposed}",
        ([_], [_, _]) => "; a weight of 1 dimension is that of a normalisation or a PReLU, not of a fully connected layer",
        ([_, _, _, ..], [_, _]) =>
            $"; a weight of {Wording.Exact(found.Length, "dimension")} is that of a convolution, not of a fully connected layer",
        _ => "",
    };
}
