using Unrolled.Internal;


namespace Unrolled;

/// <summary>How the weights of a new network are drawn. Biases start at 0.</summary>
/// <remarks>
/// The fan-in of a layer is the number of its inputs, the fan-out that of its units. A network that is made with a seed alone draws
/// <see cref="HeNormal"/> weights for layers of rectifiers, which are those that pass what is large and hold back what is far below 0, and
/// <see cref="LeCunNormal"/> weights for all others.
/// </remarks>
/// <example>
/// <code>
/// var network = new DigitNetwork(seed: 1, Initialization.XavierUniform);
/// </code>
/// </example>
public sealed class Initialization
{
    private readonly Drawing _draw;

    private Initialization(Drawing draw) => _draw = draw;

    /// <summary>Fills the row-major weights of one layer.</summary>
    private delegate void Drawing(Initializer random, Span<float> weights, int fanIn, int fanOut);

    /// <summary>
    /// All weights 0. A single layer learns from there, e.g. by the perceptron rule; the units of a hidden layer stay equal for ever.
    /// </summary>
    public static Initialization Zero { get; } = new(static (_, weights, _, _) => weights.Clear());

    /// <summary>Normal, variance 1 / fan-in: LeCun, Bottou, Orr and Müller, <i>Efficient BackProp</i> (1998), section 4.6.</summary>
    public static Initialization LeCunNormal { get; } = Normal(static (fanIn, _) => 1.0 / fanIn);

    /// <summary>Uniform with the same variance, from -sqrt(3 / fan-in) to sqrt(3 / fan-in).</summary>
    public static Initialization LeCunUniform { get; } = Uniform(static (fanIn, _) => 1.0 / fanIn);

    /// <summary>
    /// Normal, variance 2 / (fan-in + fan-out), which suits both directions: Glorot and Bengio, <i>Understanding the difficulty of training
    /// deep feedforward neural networks</i> (2010), formula 12.
    /// </summary>
    public static Initialization XavierNormal { get; } = Normal(static (fanIn, fanOut) => 2.0 / (fanIn + fanOut));

    /// <summary>Uniform with the same variance, from -sqrt(6 / (fan-in + fan-out)) to the opposite: the same paper, formula 16.</summary>
    public static Initialization XavierUniform { get; } = Uniform(static (fanIn, fanOut) => 2.0 / (fanIn + fanOut));

    /// <summary>
    /// Normal, variance 2 / fan-in, because rectifiers let half of it through: He, Zhang, Ren and Sun, <i>Delving Deep into
    /// Rectifiers</i> (2015), section 2.2.
    /// </summary>
    public static Initialization HeNormal { get; } = Normal(static (fanIn, _) => 2.0 / fanIn);

    /// <summary>Uniform with the same variance, from -sqrt(6 / fan-in) to sqrt(6 / fan-in).</summary>
    public static Initialization HeUniform { get; } = Uniform(static (fanIn, _) => 2.0 / fanIn);

    /// <summary>
    /// A random orthogonal matrix: the rows of the weights, or the columns where there are more rows, are orthogonal and of length 1. Saxe,
    /// McClelland and Ganguli, <i>Exact solutions to the nonlinear dynamics of learning in deep linear neural networks</i> (2013).
    /// </summary>
    public static Initialization Orthogonal { get; } =
        new(static (random, weights, fanIn, fanOut) => random.Orthogonal(weights, fanOut, fanIn));

    /// <summary>Normal with the same standard deviation in all layers.</summary>
    /// <param name="sigma">The standard deviation, at least 0 and finite.</param>
    /// <returns>The initialisation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sigma"/> is negative or not finite.</exception>
    public static Initialization Gaussian(float sigma)
    {
        Require.NotNegative(sigma, nameof(sigma));
        return new Initialization((random, weights, _, _) => random.Gaussian(weights, sigma));
    }

    /// <summary>Draws the parameters of a network.</summary>
    /// <param name="layers">The number of units of each layer, from the inputs to the outputs.</param>
    /// <param name="seed">The same seed gives the same parameters.</param>
    /// <returns>The parameters in canonical order: for each layer the weights row-major [out, in], then the biases [out].</returns>
    public float[] Draw(ReadOnlySpan<int> layers, int seed)
    {
        DenseLayer[] shapes = DenseLayer.Of(layers);
        float[] parameters = new float[checked((int)shapes.Sum(layer => layer.Parameters))];
        var random = new Initializer(seed);
        Span<float> rest = parameters;
        foreach (DenseLayer layer in shapes)
        {
            _draw(random, rest[..(int)layer.Weights], layer.FanIn, layer.FanOut);
            rest = rest[(int)layer.Parameters..];
        }

        return parameters;
    }

    private static Initialization Normal(Func<int, int, double> variance) =>
        new((random, weights, fanIn, fanOut) => random.Gaussian(weights, Math.Sqrt(variance(fanIn, fanOut))));

    // A uniform distribution from -limit to limit has the variance limit^2 / 3.
    private static Initialization Uniform(Func<int, int, double> variance) =>
        new((random, weights, fanIn, fanOut) => random.Uniform(weights, Math.Sqrt(3 * variance(fanIn, fanOut))));
}
