using Unrolled.Generator.Model;

namespace Unrolled.Generator.Planning;

/// <summary>Decides from a spec how the network is computed: padding, panels, tiles, unrolling, scratch.</summary>
internal static class NetworkPlanner
{
    /// <summary>16 floats are a cache line and the widest vector: every block starts on one.</summary>
    private const int Alignment = 16;

    /// <summary>Activations and deltas of a chunk stay below 1 MB, which a core's second-level cache holds.</summary>
    private const int ChunkFloats = 1 << 18;

    public static NetworkPlan Plan(NetworkSpec spec)
    {
        var layers = new List<LayerPlan>();
        int offset = 0;
        for (int l = 1; l < spec.Layers.Count; l++)
        {
            IReadOnlyList<PanelRun> panels = PanelRun.Cover(spec.Layers[l]);
            int stride = panels.Sum(p => p.Width * p.Count);
            int biasOffset = Align(offset + (spec.Layers[l - 1] * stride));
            layers.Add(new LayerPlan(
                l, spec.Layers[l - 1], spec.Layers[l], l == 1 ? spec.InputSize : layers[l - 2].Stride, stride,
                offset, biasOffset, ActivationRow.Of(spec.Activations[l - 1]), l <= spec.Dropouts.Count ? spec.Dropouts[l - 1] : 0, panels));
            offset = Align(biasOffset + stride);
        }

        var plan = new NetworkPlan(spec, layers, offset, ChunkSize: 0, StraightLineTable.Fits(spec, layers), Widths: []);
        int chunk = Math.Min(1000, Math.Max(160, ChunkFloats / plan.TrainingFloats / 10 * 10));

        // The generated code counts floats of scratch in 32 bits; only layers of some hundred thousand units come near that.
        int fits = (int.MaxValue - plan.ParameterFloats - plan.TransposedFloats - (5 * plan.ListFloats))
            / (plan.TrainingFloats + (plan.ListFloats / 5) + 1);
        return plan with
        {
            ChunkSize = Math.Min(chunk, fits),
            Widths =
            [
                .. VectorWidth.All.Where(w => IsUseful(w, layers)).Select(w => new WidthPlanner(w, spec.Unroll, plan.IsSparse).Plan(layers)),
            ],
        };
    }

    /// <summary>Vectors wider than every panel would only repeat the code of narrower ones.</summary>
    private static bool IsUseful(VectorWidth width, IEnumerable<LayerPlan> layers) =>
        width == VectorWidth.Narrowest || layers.Any(l => l.Panels.Any(p => p.Width >= width.Lanes));

    private static int Align(int floats) => (floats + Alignment - 1) / Alignment * Alignment;
}

/// <summary>When a whole forward pass is written as one method without loops.</summary>
internal static class StraightLineTable
{
    /// <summary>A layer this wide is one 512-bit register or four of 128 bits; wider ones do not stay in registers.</summary>
    private const int MaxWidth = 16;

    /// <summary>Multiply-adds of 128-bit vectors, the narrowest and so the most: about 2,000 machine instructions.</summary>
    private const int MaxMultiplyAdds = 400;

    public static bool Fits(NetworkSpec spec, IReadOnlyList<LayerPlan> layers) =>
        spec.Layers.Skip(1).All(width => width <= MaxWidth)
        && layers.All(l => l.Activation.Inline is not null)
        && layers.Sum(l => l.FanIn * l.Stride / 4) <= MaxMultiplyAdds;
}
