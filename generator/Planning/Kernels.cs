namespace Unrolled.Generator.Planning;

/// <summary>The vector widths that code is emitted for.</summary>
/// <param name="Bits">512, 256 or 128.</param>
/// <param name="Registers">Vector registers: 32 with AVX-512, 16 with AVX2 and SSE.</param>
internal sealed record VectorWidth(int Bits, int Registers)
{
    public static readonly IReadOnlyList<VectorWidth> All = [new(512, 32), new(256, 16), new(128, 16)];

    public static VectorWidth Narrowest => All[All.Count - 1];

    public int Lanes => Bits / 32;

    public string ClassName => $"Vector{Bits}Kernels";
}

/// <summary>
/// The matrix product that forward and backward passes share: C[s, n] = init[n] + sum over k of A[s, k] B[k, n], for a tile of
/// samples s and a block of columns n that stay in registers while k runs.
/// </summary>
/// <param name="Purpose">Forward or Backward; the first adds the biases, the second starts at zero.</param>
/// <param name="Lanes">Floats per vector.</param>
/// <param name="Vectors">Vectors per row of the tile.</param>
/// <param name="Depth">How far k runs.</param>
/// <param name="AStride">The distance between samples in A.</param>
/// <param name="BStride">The distance between rows of B.</param>
/// <param name="CStride">The distance between samples in C.</param>
internal sealed record ProductShape(
    ProductPurpose Purpose, int Lanes, int Vectors, int Depth, int AStride, int BStride, int CStride)
{
    public int Columns => Lanes * Vectors;
}

internal enum ProductPurpose
{
    Forward,
    Backward,
}

/// <summary>One method: a shape for a certain number of samples.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Shape">What it computes.</param>
/// <param name="Samples">Rows of the register tile.</param>
/// <param name="Chains">Partial sums per accumulator, so that enough independent ones hide the latency of the multiply-add.</param>
/// <param name="Unroll">Steps of k per turn of the loop; the whole depth for straight-line code.</param>
/// <param name="DepthPerMethod">Where straight-line code is cut into methods that the JIT still optimises.</param>
internal sealed record ProductKernel(string Name, ProductShape Shape, int Samples, int Chains, int Unroll, int DepthPerMethod)
{
    public bool IsStraightLine => Unroll == Shape.Depth;

    public int MethodCount => (Shape.Depth + DepthPerMethod - 1) / DepthPerMethod;
}

/// <summary>The kernels of one shape, the widest tile first: a batch is cut greedily.</summary>
internal sealed record ProductFamily(ProductShape Shape, IReadOnlyList<ProductKernel> Kernels);

/// <summary>The weight update W[k, n] += sum over samples of X[s, k] D[s, n] for all inputs k and a block of columns n.</summary>
/// <param name="Lanes">Floats per vector.</param>
/// <param name="Vectors">Vectors per row of weights.</param>
/// <param name="FanIn">How far k runs.</param>
/// <param name="XStride">The distance between samples in X.</param>
/// <param name="DStride">The distance between samples in D.</param>
/// <param name="WStride">The distance between rows of W.</param>
internal sealed record UpdateShape(int Lanes, int Vectors, int FanIn, int XStride, int DStride, int WStride)
{
    public int Columns => Lanes * Vectors;
}

/// <summary>One method that updates a block of columns.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Shape">What it computes.</param>
/// <param name="Rows">Rows of weights in registers at a time.</param>
/// <param name="Samples">How many samples' deltas are kept in registers; 0 for a loop over any number of samples.</param>
internal sealed record UpdateKernel(string Name, UpdateShape Shape, int Rows, int Samples);

/// <summary>
/// The first layer for inputs that are mostly 0: forward product and update walk along a list of the inputs that are not 0 in some
/// sample of the tile.
/// </summary>
/// <param name="Forward">The product's name.</param>
/// <param name="Update">The update's name.</param>
/// <param name="Shape">What the product computes.</param>
/// <param name="Samples">Rows of the register tile.</param>
/// <param name="Chains">Partial sums per accumulator of the product.</param>
/// <param name="Rows">Rows of weights that the update has in registers at a time, beside all deltas of the tile.</param>
internal sealed record SparseKernel(string Forward, string Update, ProductShape Shape, int Samples, int Chains, int Rows);

/// <summary>The sparse kernels of one shape, the largest tile first.</summary>
internal sealed record SparseFamily(ProductShape Shape, IReadOnlyList<SparseKernel> Kernels);

/// <summary>Two ways to update: for exactly the tile's number of samples, where that pays, and for any number.</summary>
internal sealed record UpdateFamily(UpdateKernel? Tile, UpdateKernel Any);
