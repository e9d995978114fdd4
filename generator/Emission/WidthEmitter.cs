using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The nested class with all the code of one vector width: the passes, then the layers, then the kernels.</summary>
internal static class WidthEmitter
{
    /// <summary>Short names for what every line of a kernel uses: 16, 8 or 4 floats in a register, and references that move.</summary>
    public static void EmitAliases(CodeWriter writer)
    {
        foreach (int lanes in new[] { 16, 8, 4 })
        {
            writer.Line($"using Simd{lanes} = {Names.Intrinsics}.Vector{32 * lanes};");
            writer.Line($"using Float{lanes} = {Names.Intrinsics}.Vector{32 * lanes}<float>;");
        }

        writer.Line($"using Refs = {Names.Unsafe};");
    }

    public static void Emit(CodeWriter writer, NetworkPlan plan, WidthPlan width)
    {
        writer.Line($"// Everything for machines whose vectors have {width.Width.Bits} bits.");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"private static class {width.Width.ClassName}"))
        {
            PassEmitter.Emit(writer, plan);
            for (int l = 0; l < plan.Layers.Count; l++)
            {
                LayerEmitter.Emit(writer, plan, plan.Layers[l], width.Layers[l]);
            }

            if (plan.IsStraightLine)
            {
                writer.Line();
                StraightLineEmitter.Emit(writer, plan, width.Width);
            }

            foreach (ProductKernel kernel in width.ProductKernels)
            {
                writer.Line();
                ProductEmitter.Emit(writer, kernel);
            }

            foreach (UpdateKernel kernel in width.UpdateKernels)
            {
                writer.Line();
                UpdateEmitter.Emit(writer, kernel);
            }
        }
    }
}
