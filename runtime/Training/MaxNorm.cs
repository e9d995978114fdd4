using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Bounds the Euclidean norm of the weights into each unit.</summary>
internal static class MaxNorm
{
    public static void Apply(Span<float> parameters, BlockLayout layout, float most)
    {
        foreach (BlockPart part in layout.Parts)
        {
            if (!part.IsBias)
            {
                int panel = part.FanIn * part.Width;
                for (int start = 0; start < part.Length; start += panel)
                {
                    BoundPanel(parameters.Slice(part.Start + start, panel), part.Width, most);
                }
            }
        }
    }

    // A row of the panel holds the weights from one input to all of its units, so all columns are summed side by side.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BoundPanel(Span<float> panel, int width, float most)
    {
        using Workspace workspace = Workspace.Rent(width);
        Span<float> factors = MemoryMarshal.CreateSpan(ref workspace.Start, width);
        factors.Clear();
        for (int row = 0; row < panel.Length; row += width)
        {
            VectorLoops.Map(panel.Slice(row, width), factors, default(AddSquareOperator));
        }

        bool isOver = false;
        foreach (ref float factor in factors)
        {
            float norm = MathF.Sqrt(factor);
            isOver |= norm > most;
            factor = norm > most ? most / norm : 1;
        }

        for (int row = 0; isOver && row < panel.Length; row += width)
        {
            VectorLoops.Map(factors, panel.Slice(row, width), default(MultiplyOperator));
        }
    }
}
