using System.ComponentModel;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>Draws the weights that a network starts with. The same seed gives the same weights.</summary>
/// <param name="seed">The seed of the random numbers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Initializer(int seed)
{
    // Not Xoshiro256: the weights that a seed has given are in other people's notes, and a seeded Random gives the same for ever.
    private readonly Random _random = new(seed);

    /// <summary>
    /// Variance 1 / fan-in, which keeps pre-activations of unit inputs at unit variance: LeCun, Bottou, Orr and Müller,
    /// <i>Efficient BackProp</i> (1998), section 4.6.
    /// </summary>
    /// <param name="weights">Receives the weights.</param>
    /// <param name="fanIn">Inputs per unit.</param>
    public void LeCun(Span<float> weights, int fanIn) => Gaussian(weights, Math.Sqrt(1.0 / fanIn));

    /// <summary>
    /// Variance 2 / fan-in, because rectifiers let half of it through: He, Zhang, Ren and Sun, <i>Delving Deep into
    /// Rectifiers</i> (2015), section 2.2.
    /// </summary>
    /// <param name="weights">Receives the weights.</param>
    /// <param name="fanIn">Inputs per unit.</param>
    public void He(Span<float> weights, int fanIn) => Gaussian(weights, Math.Sqrt(2.0 / fanIn));

    /// <summary>Normally distributed numbers by Box and Muller's transform (1958).</summary>
    internal void Gaussian(Span<float> weights, double sigma)
    {
        for (int i = 0; i < weights.Length; i += 2)
        {
            double radius = sigma * Math.Sqrt(-2 * PortableMath.Log(1 - _random.NextDouble()));
            (double sin, double cos) = PortableMath.SinCos(2 * Math.PI * _random.NextDouble());
            weights[i] = (float)(radius * cos);
            if (i + 1 < weights.Length)
            {
                weights[i + 1] = (float)(radius * sin);
            }
        }
    }

    /// <summary>Uniformly distributed numbers from -limit to limit.</summary>
    internal void Uniform(Span<float> weights, double limit)
    {
        foreach (ref float weight in weights)
        {
            weight = (float)(limit * ((2 * _random.NextDouble()) - 1));
        }
    }

    /// <summary>
    /// A matrix with orthonormal rows, or columns where those are fewer: normally distributed vectors, each freed from its part along the
    /// earlier ones. This is the modified Gram-Schmidt process (Björck, 1967); in float64 its errors are far below what a float shows.
    /// </summary>
    internal void Orthogonal(Span<float> weights, int rows, int columns)
    {
        bool wide = rows <= columns;
        int length = wide ? columns : rows;
        float[] normal = new float[length];
        var basis = new List<double[]>();
        for (int j = 0; j < Math.Min(rows, columns); j++)
        {
            Gaussian(normal, 1);
            double[] vector = Array.ConvertAll(normal, v => (double)v);
            foreach (double[] earlier in basis)
            {
                double along = 0;
                for (int i = 0; i < length; i++)
                {
                    along += vector[i] * earlier[i];
                }

                for (int i = 0; i < length; i++)
                {
                    vector[i] -= along * earlier[i];
                }
            }

            double norm = Math.Sqrt(vector.Sum(v => v * v));
            for (int i = 0; i < length; i++)
            {
                vector[i] /= norm;
                weights[wide ? (j * columns) + i : (i * columns) + j] = (float)vector[i];
            }

            basis.Add(vector);
        }
    }
}
