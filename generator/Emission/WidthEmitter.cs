using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The nested class with all the code of one vector width: the passes, then the layers, then the kernels.</summary>
internal static class WidthEmitter
{
    public static void Emit(CodeWriter writer, NetworkPlan plan, WidthPlan width)
    {
        writer.Line($"// Everything for machines whose vectors have {width.Width.Bits} bits.");
        writer.Line(Names.GeneratedCode);
        using (writer.Begin($"private static class {width.Width.ClassName}"))
        {
            PassEmitter.Emit(writer, plan);
            for (int l = 0; l < plan.Layers.Count; l++)
            {
                if (width.Layers[l].Sparse.Count > 0)
                {
                    SparseLayerEmitter.Emit(writer, plan, plan.Layers[l], width.Layers[l].Sparse);
                }
                else
                {
                    LayerEmitter.Emit(writer, plan, plan.Layers[l], width.Layers[l]);
                }
            }

            if (plan.IsStraightLine)
            {
                writer.Line();
                StraightLineEmitter.Emit(writer, plan, width.Width);
            }

            foreach (SparseKernel kernel in width.SparseKernels)
            {
                writer.Line();
                SparseKernelEmitter.Emit(writer, kernel);
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
