using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>Chooses the kernels of one vector width. Layers of equal shape share theirs.</summary>
internal sealed class WidthPlanner(VectorWidth width, UnrollKind unroll, bool sparseInput)
{
    private readonly Dictionary<ProductShape, ProductFamily> _products = [];
    private readonly Dictionary<UpdateShape, UpdateFamily> _updates = [];
    private readonly HashSet<string> _names = [];

    public WidthPlan Plan(IReadOnlyList<LayerPlan> layers) =>
        new(width, [.. layers.Select(l => PlanLayer(l, l.Index == 1 ? null : layers[l.Index - 2]))]);

    private LayerKernels PlanLayer(LayerPlan layer, LayerPlan? previous) => previous is null && sparseInput
        ? new LayerKernels([], [], [], [.. layer.Panels.Select(panel => Sparse(panel, layer))])
        : new LayerKernels(
            [.. layer.Panels.Select(panel => Product(ProductPurpose.Forward, panel, layer.FanIn, layer.InputStride, layer.Stride))],
            previous is null ? [] : [.. previous.Panels.Select(panel => Product(ProductPurpose.Backward, panel, layer.FanOut, layer.Stride, previous.Stride))],
            [.. layer.Panels.Select(panel => Update(panel, layer))],
            []);

    private SparseFamily Sparse(PanelRun panel, LayerPlan layer)
    {
        (int lanes, int vectors) = Block(panel);
        var shape = new ProductShape(ProductPurpose.Forward, lanes, vectors, layer.FanIn, layer.InputStride, panel.Width, layer.Stride);
        string name = UniqueName($"{layer.FanIn}x{shape.Columns}");
        return new SparseFamily(shape, [.. TileTable.SparseSamples(width).Select(s => new SparseKernel(
            $"ForwardSparse{name}_{s}", $"UpdateSparse{name}_{s}", shape, s, TileTable.Chains(s, vectors, layer.FanIn), TileTable.SparseRows))]);
    }

    private (int Lanes, int Vectors) Block(PanelRun panel)
    {
        int lanes = Math.Min(width.Lanes, panel.Width);
        return (lanes, Math.Min(2, panel.Width / lanes));
    }

    private ProductFamily Product(ProductPurpose purpose, PanelRun panel, int depth, int aStride, int cStride)
    {
        (int lanes, int vectors) = Block(panel);
        var shape = new ProductShape(purpose, lanes, vectors, depth, aStride, panel.Width, cStride);
        if (!_products.TryGetValue(shape, out ProductFamily family))
        {
            string name = UniqueName($"{purpose}{depth}x{shape.Columns}");
            family = new ProductFamily(shape, [.. TileTable.Samples(width, vectors, depth, unroll == UnrollKind.Full).Select(s => Kernel(name, shape, s))]);
            _products.Add(shape, family);
        }

        return family;
    }

    private ProductKernel Kernel(string name, ProductShape shape, int samples)
    {
        bool full = unroll == UnrollKind.Full;
        int chains = TileTable.Chains(samples, shape.Vectors, shape.Depth);
        int steps = TileTable.Unroll(samples, shape.Vectors, chains, shape.Depth, full);
        int perMethod = steps == shape.Depth ? TileTable.DepthPerMethod(samples, shape.Vectors, shape.Depth) : shape.Depth;
        return new ProductKernel($"{name}_{samples}", shape, samples, chains, steps, perMethod);
    }

    private UpdateFamily Update(PanelRun panel, LayerPlan layer)
    {
        (int lanes, int vectors) = Block(panel);
        var shape = new UpdateShape(lanes, vectors, layer.FanIn, layer.InputStride, layer.Stride, panel.Width);
        if (!_updates.TryGetValue(shape, out UpdateFamily family))
        {
            string name = UniqueName($"Update{shape.FanIn}x{shape.Columns}");
            family = new UpdateFamily(
                TileTable.UpdateTile(width, vectors, shape.FanIn) is var (samples, rows) ? new UpdateKernel($"{name}_{samples}", shape, rows, samples) : null,
                new UpdateKernel($"{name}_Any", shape, TileTable.UpdateRows(width, vectors), 0));
            _updates.Add(shape, family);
        }

        return family;
    }

    /// <summary>Two shapes may differ in their strides alone; then the second is called "b".</summary>
    private string UniqueName(string name)
    {
        string unique = name;
        for (char suffix = 'b'; !_names.Add(unique); suffix++)
        {
            unique = name + suffix;
        }

        return unique;
    }
}
