using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

internal enum KernelKind
{
    /// <summary>c[s, n] = start[n] + sum over k of a[s, k] b[k, n]: the forward pass and, with transposed panels, the deltas.</summary>
    Product,

    /// <summary>w[k, n] += sum over s of x[s, k] d[s, n]: the gradient, or the step itself.</summary>
    Update,

    /// <summary>Both, along a list of the k whose inputs are not all 0.</summary>
    Sparse,
}

/// <summary>
/// What a family of kernels computes for one panel, and the key under which a compilation has it once: whatever network, layer or pass
/// has the same numbers uses the same code. All sizes are in elements.
/// </summary>
/// <param name="Kind">The sum.</param>
/// <param name="Element">What the numbers are.</param>
/// <param name="Order">The order in which a product sums its inputs, and with it how far k runs.</param>
/// <param name="Columns">The width of the panel, which is also the distance between its rows.</param>
/// <param name="InputStride">The distance between samples of a or x, along k.</param>
/// <param name="OutputStride">The distance between samples of c or d, along n.</param>
/// <param name="IsFull">Whether a product has no loop along k, however deep it is.</param>
internal sealed record KernelShape(
    KernelKind Kind, ElementType Element, SumOrder Order, int Columns, int InputStride, int OutputStride, bool IsFull)
{
    /// <summary>How far k runs.</summary>
    public int Depth => Order.Depth;

    /// <summary>Whether threads may divide the columns of the panel, where it is all that a layer has.</summary>
    public bool IsDivided => Kind != KernelKind.Sparse && OutputStride == Columns && Depth * Columns >= DenseLayerPlan.LeastDivided;

    /// <summary>
    /// The class in the generated code, as in <c>Product784x32</c>; strides are named where they are not the dense ones, the order where it
    /// is not that of a unit's inputs.
    /// </summary>
    public string Name => $"{Kind}{Depth}x{Columns}"
        + (InputStride == Depth ? "" : $"_From{InputStride}")
        + (OutputStride == Columns ? "" : $"_Into{OutputStride}")
        + (Order == SumOrder.OfInputs(Depth) ? "" : "_InOneBlock")
        + (IsFull ? "_Unrolled" : "");
}
