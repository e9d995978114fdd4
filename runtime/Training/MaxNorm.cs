using System.Runtime.InteropServices;
using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Bounds the Euclidean norm of the weights into each unit.</summary>
internal static class MaxNorm
{
    public static void Apply(Span<float> parameters, ReadOnlySpan<BlockPart> parts, float most)
    {
        foreach (BlockPart part in parts)
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
    private static void BoundPanel(Span<float> panel, int width, float most)
    {
        const int FloatsPerDouble = sizeof(double) / sizeof(float);
        using Workspace workspace = Workspace.Rent(width * FloatsPerDouble);
        Span<double> factors = MemoryMarshal.Cast<float, double>(MemoryMarshal.CreateSpan(ref workspace.Start, width * FloatsPerDouble));
        factors.Clear();
        for (int row = 0; row < panel.Length; row += width)
        {
            Norms.AddSquares(panel.Slice(row, width), factors);
        }

        bool isOver = false;
        foreach (ref double factor in factors)
        {
            factor = Norms.FactorTo(factor, most);
            isOver |= factor < 1;
        }

        for (int row = 0; isOver && row < panel.Length; row += width)
        {
            Norms.Scale(panel.Slice(row, width), factors);
        }
    }
}
