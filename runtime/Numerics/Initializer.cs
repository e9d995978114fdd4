using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>Draws the weights that a network starts with. The same seed gives the same weights.</summary>
/// <param name="seed">The seed of the random numbers.</param>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class Initializer(int seed)
{
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
    private void Gaussian(Span<float> weights, double sigma)
    {
        for (int i = 0; i < weights.Length; i += 2)
        {
            double radius = sigma * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            (double sin, double cos) = Math.SinCos(2 * Math.PI * _random.NextDouble());
            weights[i] = (float)(radius * cos);
            if (i + 1 < weights.Length)
            {
                weights[i + 1] = (float)(radius * sin);
            }
        }
    }
}
