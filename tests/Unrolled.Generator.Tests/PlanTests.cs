using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Tests;

/// <summary>The plan, without Roslyn: memory layout, tiles, registers.</summary>
public sealed class PlanTests
{
    public static TheoryData<string, int[]> Networks => new()
    {
        { "Auto", [1, 1] },
        { "Auto", [2, 3, 1] },
        { "Auto", [4, 16, 16, 2] },
        { "Auto", [13, 17, 5] },
        { "Auto", [784, 30, 10] },
        { "Auto", [7, 1, 4, 5, 8, 9, 16, 17, 31, 32, 33, 48, 49, 100, 512, 3] },
        { "Auto", [784, 512, 256, 10] },
        { "Auto", [1000, 1000, 1000] },
        { "Full", [784, 30, 10] },
        { "Full", [3, 33, 49, 2] },
        { "Sparse", [784, 30, 10] },
        { "Sparse", [500, 33, 49, 2] },
    };

    private static NetworkPlan Plan(string unroll, params int[] layers) => NetworkPlanner.Plan(new NetworkShape(
        layers.ToEquatableArray(),
        Enumerable.Repeat(Model.Activation.Sigmoid, layers.Length - 1).ToEquatableArray(),
        Model.Loss.MeanSquaredError,
        unroll == "Full" ? UnrollKind.Full : UnrollKind.Auto,
        SparseInput: unroll == "Sparse",
        Dropouts: default));

    /// <summary>The runtime writes whole vectors: it says that it needs 9 numbers more than there are inputs.</summary>
    [Theory]
    [InlineData(784, 30, 10)]
    [InlineData(91, 84, 7)]
    [InlineData(1000, 1000)]
    public void ListsHaveRoomForWholeVectors(params int[] layers)
    {
        NetworkPlan plan = Plan("Sparse", layers);
        Assert.True(plan.IsSparse);
        Assert.InRange(plan.Scratch.PerList, layers[0] + 9, int.MaxValue);
    }

    /// <summary>A stack may be as small as 128 KB: a quarter of it at most.</summary>
    [Theory]
    [InlineData(32 * 1024, 1, 8176, 16)]
    [InlineData(0, 1, 8192, 16)]
    [InlineData(0, 4, 50000, 1)]
    public void WideActivationsAreNotOnTheStack(int expected, params int[] layers) =>
        Assert.Equal(expected, Plan("Auto", layers).ForwardStackFloats * sizeof(float));

    /// <summary>z where a does not tell the derivative, a where dropout changes it, nothing where there is no derivative to take.</summary>
    [Theory]
    [InlineData("ReLU", 0.0, 0)]
    [InlineData("ReLU", 0.5, 36)]
    [InlineData("Identity", 0.5, 0)]
    [InlineData("GELU", 0.0, 36)]
    [InlineData("SiLU", 0.5, 36)]
    public void TrainingKeepsWhatDerivativesNeed(string hidden, double dropout, int kept)
    {
        NetworkShape shape = Plan("Auto", 7, 33, 2).Shape;
        NetworkPlan plan = NetworkPlanner.Plan(shape with
        {
            Activations = new EquatableArray<Model.Activation>([Enum.Parse<Model.Activation>(hidden), Model.Activation.Sigmoid]),
            Dropouts = new EquatableArray<double>([dropout]),
        });
        Assert.Equal(kept, plan.Layers[0].KeptFloats);
        Assert.Equal(0, plan.Layers[1].KeptFloats);
        Assert.Equal(36 + 4, plan.Scratch.PerSample(BufferUse.Inference));
        Assert.Equal((2 * (36 + 4)) + kept, plan.Scratch.PerSample(BufferUse.Training));
    }

    /// <summary>Runs of panels as first unit, width x count, real units.</summary>
    [Theory]
    [InlineData(1, "0: 4x1 (1)", 4)]
    [InlineData(4, "0: 4x1 (4)", 4)]
    [InlineData(5, "0: 8x1 (5)", 8)]
    [InlineData(8, "0: 8x1 (8)", 8)]
    [InlineData(9, "0: 16x1 (9)", 16)]
    [InlineData(16, "0: 16x1 (16)", 16)]
    [InlineData(17, "0: 32x1 (17)", 32)]
    [InlineData(31, "0: 32x1 (31)", 32)]
    [InlineData(32, "0: 32x1 (32)", 32)]
    [InlineData(33, "0: 32x1 (32), 32: 4x1 (1)", 36)]
    [InlineData(48, "0: 32x1 (32), 32: 16x1 (16)", 48)]
    [InlineData(49, "0: 32x2 (49)", 64)]
    [InlineData(100, "0: 32x3 (96), 96: 4x1 (4)", 100)]
    [InlineData(512, "0: 32x16 (512)", 512)]
    public void Panels(int width, string expected, int stride)
    {
        LayerPlan layer = Plan("Auto", 3, width).Layers[0];
        Assert.Equal(expected, string.Join(", ", layer.Panels.Select(p => $"{p.FirstUnit}: {p.Width}x{p.Count} ({p.Units})")));
        Assert.Equal(stride, layer.Stride);
        Assert.Equal(width, layer.Panels.Sum(p => p.Units));
    }

    /// <summary>Every block starts on a cache line, none reaches into the next, and the last ends where the buffer does.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void BlocksAreAlignedAndDisjoint(string unroll, int[] layers)
    {
        NetworkPlan plan = Plan(unroll, layers);
        int end = 0;
        int input = layers[0];
        foreach (DenseLayerPlan layer in plan.Layers.Cast<DenseLayerPlan>())
        {
            Assert.Equal(layers[layer.Index], layer.FanOut);
            Assert.Equal(layers[layer.Index - 1], layer.FanIn);
            Assert.Equal(input, layer.InputStride);
            Assert.Equal(0, layer.WeightOffset % 16);
            Assert.Equal(0, layer.BiasOffset % 16);
            Assert.True(layer.WeightOffset >= end);
            Assert.True(layer.BiasOffset >= layer.WeightOffset + layer.Panels.Sum(p => p.Width * p.Count * layer.FanIn));
            end = layer.BiasOffset + layer.Stride;
            input = layer.Stride;
        }

        Assert.InRange(plan.ParameterFloats, end, end + 15);
        Assert.Equal(plan.Layers.Sum(l => (l.FanIn + 1) * l.FanOut), plan.ParameterCount);
    }

    /// <summary>What a tile holds while it runs must fit the registers, or every turn of the loop goes through memory.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void TilesStayInRegisters(string unroll, int[] layers)
    {
        foreach (KernelPlan plan in Plan(unroll, layers).Kernels.Select(KernelPlanner.Plan))
        {
            foreach (Tile tile in plan.Tiles.SelectMany(t => t.Products.Concat(t.Updates)))
            {
                int registers = tile.Registers == 32 ? 32 : 16;
                Assert.True(tile.RegistersUsed <= registers, $"{plan.Shape.Name} {tile.Name} uses {tile.RegistersUsed} of {registers} registers.");
            }
        }
    }

    /// <summary>Every panel of every layer has its kernels, which agree with its layout.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void KernelsCoverTheLayers(string unroll, int[] layers)
    {
        NetworkPlan plan = Plan(unroll, layers);
        foreach (DenseLayerPlan layer in plan.Layers.Cast<DenseLayerPlan>())
        {
            bool isSparse = unroll == "Sparse" && layer.Index == 1;
            IReadOnlyList<PanelRun> below = layer.Index == 1 ? PanelRun.Cover(layers[0]) : plan.Layers[layer.Index - 2].Panels;
            Assert.Equal(isSparse, layer.IsSparse);
            Assert.Equal(layer.Panels.Select(p => p.Width), layer.ForwardKernels.Select(k => k.Columns));
            Assert.Equal(layer.Panels.Select(p => p.Width), layer.ParameterGradientKernels.Select(k => k.Columns));
            Assert.Equal(below.Select(p => p.Width), layer.InputGradientKernels.Select(k => k.Columns));
            Assert.All(layer.ForwardKernels, k => Assert.Equal((isSparse ? KernelKind.Sparse : KernelKind.Product, layer.FanIn), (k.Kind, k.Depth)));
            Assert.All(layer.ParameterGradientKernels, k => Assert.Equal((isSparse ? KernelKind.Sparse : KernelKind.Update, layer.FanIn), (k.Kind, k.Depth)));
            Assert.All(layer.InputGradientKernels, k => Assert.Equal((KernelKind.Product, layer.FanOut), (k.Kind, k.Depth)));
        }

        string[] names = [.. plan.Kernels.Select(k => k.Name)];
        Assert.Equal(names.Distinct(), names);
    }

    /// <summary>Every number of samples is covered, on every machine, every column by exactly one block, and no vector is wider than its panel.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void TilesCoverTheWork(string unroll, int[] layers)
    {
        foreach (KernelPlan plan in Plan(unroll, layers).Kernels.Select(KernelPlanner.Plan))
        {
            int columns = plan.Shape.Columns;
            Assert.Equal(new[] { 512, 256, 128 }.Where(bits => bits == 128 || bits / 32 <= columns), plan.Uses.Select(u => u.Width.Bits));
            Assert.All(plan.Uses, u => Assert.Equal(0, columns % u.Columns));
            Assert.Equal(plan.Uses.Select(u => u.Vectors).Distinct().Order(), plan.Tiles.Select(t => t.Vectors).Order());
            foreach (TileSet set in plan.Tiles)
            {
                Assert.Equal(set.Products.OrderByDescending(t => t.Rows), set.Products);
                Assert.All(set.Products, t => Assert.InRange(t.Unroll, 1, plan.Shape.Depth));
                Assert.All(set.Products, t => Assert.Equal(plan.Shape.Order, t.Order));
                Assert.All(set.Products, t => Assert.Equal(t.Order.Blocks, t.Turns * t.AtOnce));
                if (plan.Shape.Kind != KernelKind.Update)
                {
                    Assert.Equal((1, 0), (set.Products[^1].Rows, set.Products[^1].Registers));
                }

                if (plan.Shape.Kind == KernelKind.Sparse)
                {
                    Assert.Equal(set.Products.Select(t => t.Rows), set.Updates.Select(t => t.Held));
                }

                if (plan.Shape.Kind == KernelKind.Update)
                {
                    Assert.Equal(0, set.Updates[^1].Held);
                }
            }
        }
    }

    /// <summary>The tiles that the measurements favour; a change here wants a benchmark.</summary>
    [Theory]
    [InlineData(512, 2, 32, "10 5 2 1")]
    [InlineData(256, 2, 16, "5 2 1")]
    [InlineData(128, 2, 16, "5 2 1")]
    public void TileSizes(int bits, int vectors, int registers, string samples)
    {
        KernelPlan plan = KernelPlanner.Plan(Plan("Auto", 784, 32, 10).Layers[0].Kernels.First());
        Assert.Equal(vectors, plan.Uses.Single(u => u.Width.Bits == bits).Vectors);
        Tile[] tiles = [.. plan.Tiles.Single(t => t.Vectors == vectors).Products.Where(t => t.Registers <= registers)];
        Assert.Equal(samples, string.Join(" ", tiles.Select(t => t.Rows).Where(rows => registers == 32 || rows < 10)));
        Assert.All(tiles, t => Assert.True(t.Rows * t.Vectors * t.AtOnce >= 8, $"{t.Name} has too few independent sums."));
    }

    /// <summary>Layers of equal shape have the same kernels, and so have passes that differ in their start alone.</summary>
    [Fact]
    public void EqualShapesShareKernels()
    {
        Assert.Equal(["Product64x32_Into64", "Update64x32_Into64"], Names(64, 64, 64, 64));
        Assert.Equal(["Product16x16", "Product16x16_InOneBlock", "Update16x16"], Names(16, 16, 16, 16));

        static IEnumerable<string> Names(params int[] layers) => Plan("Auto", layers).Kernels.Select(k => k.Name).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(true, 2, 3, 1)]
    [InlineData(true, 4, 16, 16, 2)]
    [InlineData(true, 100, 16)]
    [InlineData(false, 101, 16)]
    [InlineData(false, 2, 17, 1)]
    [InlineData(false, 784, 30, 10)]
    public void StraightLineForOneSample(bool expected, params int[] layers) => Assert.Equal(expected, Plan("Auto", layers).IsStraightLine);

    [Fact]
    public void FullHasNoLoops() => Assert.All(
        Plan("Full", 784, 30, 10).Kernels.Where(k => k.Kind == KernelKind.Product).Select(KernelPlanner.Plan),
        plan => Assert.All(plan.Tiles.SelectMany(t => t.Products), t => Assert.False(t.HasLoop)));

    /// <summary>Offsets within a chunk are 32-bit in the generated code, for the largest network that the parser lets through as well.</summary>
    [Theory]
    [InlineData("Auto", 1, 1)]
    [InlineData("Auto", 784, 30, 10)]
    [InlineData("Auto", 1, 1 << 26)]
    [InlineData("Auto", 1 << 26, 1)]
    [InlineData("Auto", 1, 1, (1 << 26) - 2)]
    [InlineData("Auto", 32, 32, 4000000)]
    [InlineData("Auto", 11000, 11000)]
    [InlineData("Sparse", (1 << 27) - 1, 1)]
    [InlineData("Sparse", 4000000, 32)]
    public void ScratchFitsAnInt(string unroll, params int[] layers)
    {
        NetworkPlan plan = Plan(unroll, layers);
        long lists = ((plan.ChunkSize / 5) + 4L) * plan.Scratch.PerList;
        long scratch = plan.ParameterFloats + lists + ((long)plan.ChunkSize * plan.Scratch.PerSample(BufferUse.Training)) + plan.Scratch.Own;
        Assert.InRange(scratch, 1, int.MaxValue);
        Assert.InRange(plan.ChunkSize, 1, 1000);
    }
}
