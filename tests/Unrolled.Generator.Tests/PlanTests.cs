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

    private static NetworkPlan Plan(string unroll, params int[] layers) => NetworkPlanner.Plan(new NetworkSpec(
        new TypeSpec("", new EquatableArray<string>(["partial class Net"]), "Net", "Net", "Net"),
        layers.ToEquatableArray(),
        Enumerable.Repeat(ActivationKind.Sigmoid, layers.Length - 1).ToEquatableArray(),
        LossKind.MeanSquaredError,
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
        Assert.InRange(plan.ListFloats, layers[0] + 9, int.MaxValue);
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
        NetworkSpec spec = Plan("Auto", 7, 33, 2).Spec;
        NetworkPlan plan = NetworkPlanner.Plan(spec with
        {
            Activations = new EquatableArray<ActivationKind>([Enum.Parse<ActivationKind>(hidden), ActivationKind.Sigmoid]),
            Dropouts = new EquatableArray<double>([dropout]),
        });
        Assert.Equal(kept, plan.Layers[0].KeptFloats);
        Assert.Equal(0, plan.Layers[1].KeptFloats);
        Assert.Equal((2 * plan.ActivationFloats) + kept, plan.TrainingFloats);
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
        foreach (LayerPlan layer in plan.Layers)
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
        foreach (WidthPlan width in Plan(unroll, layers).Widths)
        {
            foreach (ProductKernel kernel in width.ProductKernels)
            {
                int used = (kernel.Samples * kernel.Shape.Vectors * kernel.Chains) + kernel.Shape.Vectors + 1;
                Assert.True(used <= width.Width.Registers, $"{kernel.Name} at {width.Width.Bits} bits uses {used} registers.");
            }

            foreach (SparseKernel kernel in width.SparseKernels)
            {
                int sums = (kernel.Samples * kernel.Shape.Vectors * kernel.Chains) + kernel.Shape.Vectors + 1;
                int update = ((kernel.Samples + kernel.Rows) * kernel.Shape.Vectors) + 1;
                Assert.True(Math.Max(sums, update) <= width.Width.Registers, $"{kernel.Forward} at {width.Width.Bits} bits uses {sums} or {update} registers.");
            }

            foreach (UpdateKernel kernel in width.UpdateKernels)
            {
                int deltas = Math.Max(1, kernel.Samples) * kernel.Shape.Vectors;
                int used = deltas + (kernel.Rows * kernel.Shape.Vectors) + 1;
                Assert.True(used <= width.Width.Registers, $"{kernel.Name} at {width.Width.Bits} bits uses {used} registers.");
            }
        }
    }

    /// <summary>Every number of samples is covered, every column by exactly one block, and no vector is wider than its panel.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void KernelsCoverTheWork(string unroll, int[] layers)
    {
        NetworkPlan plan = Plan(unroll, layers);
        int widest = plan.Layers.SelectMany(l => l.Panels).Max(p => p.Width);
        Assert.Equal(new[] { 512, 256, 128 }.Where(bits => bits == 128 || bits / 32 <= widest), plan.Widths.Select(w => w.Width.Bits));
        foreach (WidthPlan width in plan.Widths)
        {
            foreach ((LayerPlan layer, LayerKernels kernels) in plan.Layers.Zip(width.Layers))
            {
                bool isSparse = unroll == "Sparse" && layer.Index == 1;
                Assert.Equal(isSparse ? 0 : layer.Panels.Count, kernels.Forward.Count);
                Assert.Equal(isSparse ? 0 : layer.Panels.Count, kernels.Update.Count);
                Assert.Equal(isSparse ? layer.Panels.Count : 0, kernels.Sparse.Count);
                Assert.Equal(layer.Index == 1 ? 0 : plan.Layers[layer.Index - 2].Panels.Count, kernels.Backward.Count);
                foreach ((PanelRun panel, ProductFamily family) in layer.Panels.Zip(kernels.Forward))
                {
                    Assert.Equal(layer.FanIn, family.Shape.Depth);
                    CheckFamily(panel, family, width.Width);
                }

                foreach ((PanelRun panel, ProductFamily family) in (layer.Index == 1 ? [] : plan.Layers[layer.Index - 2].Panels).Zip(kernels.Backward))
                {
                    Assert.Equal(layer.FanOut, family.Shape.Depth);
                    CheckFamily(panel, family, width.Width);
                }
            }

            string[] names = [.. width.ProductKernels.Select(k => k.Name), .. width.UpdateKernels.Select(k => k.Name)];
            Assert.Equal(names.Distinct(), names);
        }
    }

    private static void CheckFamily(PanelRun panel, ProductFamily family, VectorWidth width)
    {
        Assert.Equal(0, panel.Width % family.Shape.Columns);
        Assert.InRange(family.Shape.Lanes, 4, width.Lanes);
        Assert.Equal(1, family.Kernels[^1].Samples);
        Assert.Equal(family.Kernels.OrderByDescending(k => k.Samples), family.Kernels);
        Assert.All(family.Kernels, k => Assert.InRange(k.Unroll, 1, k.Shape.Depth));
        Assert.All(family.Kernels, k => Assert.True(k.Chains <= k.Unroll, $"{k.Name} has {k.Chains} chains for {k.Unroll} steps."));
    }

    /// <summary>The tiles that the measurements favour; a change here wants a benchmark.</summary>
    [Theory]
    [InlineData(512, "10 5 2 1", 32)]
    [InlineData(256, "5 2 1", 16)]
    [InlineData(128, "5 2 1", 8)]
    public void TileSizes(int bits, string samples, int columns)
    {
        ProductFamily family = Plan("Auto", 784, 32, 10).Widths.Single(w => w.Width.Bits == bits).Layers[0].Forward[0];
        Assert.Equal(samples, string.Join(" ", family.Kernels.Select(k => k.Samples)));
        Assert.Equal(columns, family.Shape.Columns);
        Assert.All(family.Kernels, k => Assert.True(k.Samples * k.Shape.Vectors * k.Chains >= 8, $"{k.Name} has too few independent sums."));
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
        Plan("Full", 784, 30, 10).Widths.SelectMany(w => w.ProductKernels), k => Assert.True(k.IsStraightLine, k.Name));

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
        long lists = ((plan.ChunkSize / 5) + 4L) * plan.ListFloats;
        long scratch = plan.ParameterFloats + lists + ((long)plan.ChunkSize * 2 * plan.ActivationFloats) + plan.TransposedFloats;
        Assert.InRange(scratch, 1, int.MaxValue);
        Assert.InRange(plan.ChunkSize, 1, 1000);
    }
}
