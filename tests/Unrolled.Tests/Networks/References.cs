namespace Unrolled.Tests.Networks;

/// <summary>An activation in float64 by textbook formulas; it shares no code with the project.</summary>
/// <param name="Value">f(z)</param>
/// <param name="Derivative">f'(z); null where there is none to train by.</param>
/// <param name="Limits">f at minus and plus infinity.</param>
/// <param name="Slopes">f' there.</param>
internal sealed record ActivationReference(
    Func<double, double> Value, Func<double, double>? Derivative, (float Low, float High) Limits, (float Low, float High) Slopes);

/// <summary>The part of one output in a loss, in float64 by textbook formulas.</summary>
/// <param name="Value">The loss, given the activation or, where the loss is computed from those, the pre-activation, and the target.</param>
/// <param name="Derivative">Its derivative by the first.</param>
internal sealed record LossReference(Func<double, double, double> Value, Func<double, double, double> Derivative);

/// <summary>The references of all activations and losses that take each unit for itself. A member without one fails the tests.</summary>
internal static class References
{
    private const float Infinity = float.PositiveInfinity;

    public static ActivationReference Of(Activation activation) => activation switch
    {
        Activation.Identity => new(z => z, _ => 1, (-Infinity, Infinity), (1, 1)),
        Activation.Sigmoid => new(Sigmoid, z => Sigmoid(z) * Sigmoid(-z), (0, 1), (0, 0)),
        Activation.Tanh => new(Math.Tanh, z => 1 / Math.Pow(Math.Cosh(z), 2), (-1, 1), (0, 0)),
        Activation.ReLU => new(z => Math.Max(z, 0), z => z > 0 ? 1 : 0, (0, Infinity), (0, 1)),
        Activation.LeakyReLU => new(z => z > 0 ? z : 0.01 * z, z => z > 0 ? 1 : 0.01, (-Infinity, Infinity), (0.01f, 1)),
        Activation.Step => new(z => z > 0 ? 1 : 0, null, (0, 1), default),
        Activation.Sign => new(z => z > 0 ? 1 : -1, null, (-1, 1), default),
        Activation.GELU => new(z => z / 2 * (1 + Math.Tanh(GeluArgument(z))), GeluDerivative, (0, Infinity), (0, 1)),
        Activation.SiLU => new(z => z * Sigmoid(z), z => Sigmoid(z) * (1 + (z * Sigmoid(-z))), (0, Infinity), (0, 1)),
        Activation.ELU => new(z => z > 0 ? z : ExpMinusOne(z), z => z > 0 ? 1 : Math.Exp(z), (-1, Infinity), (0, 1)),
        Activation.Softplus => new(Softplus, Sigmoid, (0, Infinity), (0, 1)),
        Activation.HardSigmoid => new(z => Math.Clamp((z / 6) + 0.5, 0, 1), z => Math.Abs(z) < 3 ? 1.0 / 6 : 0, (0, 1), (0, 0)),
        Activation.Mish => new(z => z * Math.Tanh(Softplus(z)), MishDerivative, (0, Infinity), (0, 1)),
        Activation.ClippedReLU => new(z => Math.Clamp(z, 0, 1), z => z is > 0 and < 1 ? 1 : 0, (0, 1), (0, 0)),
        Activation.SquaredClippedReLU => new(z => Math.Pow(Math.Clamp(z, 0, 1), 2), z => z is > 0 and < 1 ? 2 * z : 0, (0, 1), (0, 0)),
        _ => throw new NotSupportedException($"A reference for {activation} is needed."),
    };

    /// <summary>The same with another number in its formula.</summary>
    public static ActivationReference Of(Activation activation, double alpha) => activation switch
    {
        Activation.LeakyReLU => Of(activation) with { Value = z => z > 0 ? z : alpha * z, Derivative = z => z > 0 ? 1 : alpha },
        Activation.ELU => Of(activation) with { Value = z => z > 0 ? z : alpha * ExpMinusOne(z), Derivative = z => z > 0 ? 1 : alpha * Math.Exp(z) },
        _ => Of(activation),
    };

    public static LossReference Of(Loss loss) => loss switch
    {
        Loss.MeanSquaredError => new((a, y) => 0.5 * (a - y) * (a - y), (a, y) => a - y),
        Loss.BinaryCrossEntropy => new(
            (z, y) => (Math.Abs(z) * (z > 0 ? 1 - y : y)) + LogOnePlus(Math.Exp(-Math.Abs(z))),
            (z, y) => Math.Exp(-Math.Abs(z)) is var u && z > 0 ? (1 - y - (y * u)) / (1 + u) : ((u * (1 - y)) - y) / (1 + u)),
        Loss.Perceptron => new((z, y) => Math.Max(0, -y * z), (z, y) => y * z <= 0 ? -y : 0),
        Loss.MeanAbsoluteError => new((a, y) => Math.Abs(a - y), (a, y) => Math.Sign(a - y)),
        Loss.Huber => new((a, y) => Math.Abs(a - y) is var e && e <= 1 ? e * e / 2 : e - 0.5, (a, y) => Math.Clamp(a - y, -1, 1)),
        Loss.LogCosh => new((a, y) => LogCosh(Math.Abs(a - y)), (a, y) => Math.Tanh(a - y)),
        _ => throw new NotSupportedException($"A reference for {loss} is needed."),
    };

    /// <summary>ln(1 + u), accurate for small u: what 1 + u has lost by rounding is what w - 1 has lost (W. Kahan).</summary>
    public static double LogOnePlus(double u)
    {
        double w = 1 + u;
        return w == 1 ? u : Math.Log(w) * (u / (w - 1));
    }

    /// <summary>e^x - 1, accurate for small x by the same trick.</summary>
    public static double ExpMinusOne(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 <= -1 ? -1 : (u - 1) * x / Math.Log(u);
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static double Softplus(double z) => Math.Max(z, 0) + LogOnePlus(Math.Exp(-Math.Abs(z)));

    private static double LogCosh(double d) =>
        d < 1 ? LogOnePlus(Math.Pow(Math.Sinh(d), 2)) / 2 : d + LogOnePlus(Math.Exp(-2 * d)) - Math.Log(2);

    private static double MishDerivative(double z)
    {
        double tanh = Math.Tanh(Softplus(z));
        return tanh + (z * (1 - (tanh * tanh)) * Sigmoid(z));
    }

    private static double GeluArgument(double z) => Math.Sqrt(2 / Math.PI) * (z + (0.044715 * z * z * z));

    private static double GeluDerivative(double z)
    {
        double tanh = Math.Tanh(GeluArgument(z));
        return (0.5 * (1 + tanh)) + (0.5 * z * (1 - (tanh * tanh)) * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * z * z)));
    }
}
