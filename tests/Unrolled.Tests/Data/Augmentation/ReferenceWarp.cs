namespace Unrolled.Tests.Data;

/// <summary>The warp of an image from its definition, in float64: inverse matrices, a Gaussian in the plane, four corners.</summary>
internal static class ReferenceWarp
{
    /// <summary>Reads every pixel from where it comes from: R S D (p - c) + c + t = p', solved for p by Cramer's rule.</summary>
    public static double[] Warp(
        float[] image, int width, double degrees, double shear,
        (double X, double Y) scale, (double X, double Y) shift, double[]? dx, double[]? dy)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);

        // Rotation times [[1, -shear], [0, 1]] times diag(scale).
        double a = cos * scale.X, b = ((-shear * cos) - sin) * scale.Y;
        double c = sin * scale.X, d = ((-shear * sin) + cos) * scale.Y;
        double determinant = (a * d) - (b * c);
        int height = image.Length / width;
        double[] result = new double[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            double qx = (i % width) - ((width - 1) / 2.0) - shift.X;
            double qy = (i / width) - ((height - 1) / 2.0) - shift.Y;
            double x = (((d * qx) - (b * qy)) / determinant) + ((width - 1) / 2.0) + (dx?[i] ?? 0);
            double y = (((a * qy) - (c * qx)) / determinant) + ((height - 1) / 2.0) + (dy?[i] ?? 0);
            result[i] = Sample(image, width, x, y);
        }

        return result;
    }

    /// <summary>Each pixel counts by how near it is: the product of two triangles.</summary>
    public static double Sample(float[] image, int width, double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < image.Length; i++)
        {
            sum += image[i] * Math.Max(0, 1 - Math.Abs(x - (i % width))) * Math.Max(0, 1 - Math.Abs(y - (i / width)));
        }

        return sum;
    }

    /// <summary>The convolution with a two-dimensional Gaussian that is cut off at a square.</summary>
    public static double[] Smooth(double[] noise, int width, double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        double total = 0;
        for (int v = -radius; v <= radius; v++)
        {
            for (int u = -radius; u <= radius; u++)
            {
                total += Weight(u, v);
            }
        }

        double[] result = new double[noise.Length];
        for (int i = 0; i < noise.Length; i++)
        {
            for (int j = 0; j < noise.Length; j++)
            {
                int u = (i % width) - (j % width);
                int v = (i / width) - (j / width);
                result[i] += Math.Abs(u) <= radius && Math.Abs(v) <= radius ? noise[j] * Weight(u, v) / total : 0;
            }
        }

        return result;

        double Weight(int u, int v) => Math.Exp(-((u * u) + (v * v)) / (2 * sigma * sigma));
    }
}
