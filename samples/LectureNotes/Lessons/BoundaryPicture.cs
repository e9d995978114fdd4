using System.Globalization;
using System.Text;
using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>The plane from -1.1 to 1.1 in both directions, shaded by a network's output, with the samples on it, as SVG.</summary>
internal static class BoundaryPicture
{
    private const int Cells = 110;
    private const int CellPixels = 4;
    private const int Pixels = Cells * CellPixels;
    private const float Reach = 1.1f;
    private const int Shades = 10;

    public static string Draw<TNetwork>(TNetwork network, Dataset samples, string title) where TNetwork : class, INetwork<TNetwork>
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Pixels} {Pixels}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{Pixels}\" height=\"{Pixels}\" shape-rendering=\"crispEdges\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{title}</title>\n")
            .Append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (int row = 0; row < Cells; row++)
        {
            AppendRow(svg, network, row);
        }

        svg.Append("<g stroke=\"#fff\" stroke-width=\"1\" shape-rendering=\"auto\">\n");
        for (int i = 0; i < samples.Count; i++)
        {
            ReadOnlySpan<float> point = samples.Floats(i);
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{ToPixels(point[0]):F1}\" cy=\"{ToPixels(-point[1]):F1}\" ")
                .Append(CultureInfo.InvariantCulture, $"r=\"4\" fill=\"{(samples.Label(i) == 1 ? "#c2410c" : "#1d4ed8")}\"/>\n");
        }

        return svg.Append("</g>\n</svg>\n").ToString();
    }

    /// <summary>One rectangle for each run of cells of the same shade.</summary>
    private static void AppendRow<TNetwork>(StringBuilder svg, TNetwork network, int row) where TNetwork : class, INetwork<TNetwork>
    {
        int[] shades = [.. Enumerable.Range(0, Cells).Select(column => Shade(network, column, row))];
        for (int start = 0, end; start < Cells; start = end)
        {
            end = start + 1;
            while (end < Cells && shades[end] == shades[start])
            {
                end++;
            }

            double strength = Math.Abs(shades[start] + 0.5 - (Shades / 2)) / (Shades / 2);
            string color = shades[start] >= Shades / 2 ? "#f97316" : "#3b82f6";
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{start * CellPixels}\" y=\"{row * CellPixels}\" ")
                .Append(CultureInfo.InvariantCulture, $"width=\"{(end - start) * CellPixels}\" height=\"{CellPixels}\" ")
                .Append(CultureInfo.InvariantCulture, $"fill=\"{color}\" fill-opacity=\"{0.1 + (0.4 * strength):F2}\"/>\n");
        }
    }

    private static int Shade<TNetwork>(TNetwork network, int column, int row) where TNetwork : class, INetwork<TNetwork>
    {
        Span<float> output = stackalloc float[1];
        network.Forward([ToPlane(column), -ToPlane(row)], output);
        return Math.Clamp((int)(Shades * output[0]), 0, Shades - 1);
    }

    private static float ToPlane(int cell) => Reach * ((2 * (cell + 0.5f) / Cells) - 1);

    private static double ToPixels(float coordinate) => Pixels * ((coordinate / Reach) + 1) / 2;
}
