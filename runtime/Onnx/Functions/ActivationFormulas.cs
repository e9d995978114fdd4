namespace Unrolled;

/// <summary>The formulas of the activations in float64, against which functions of a graph are held.</summary>
internal static class ActivationFormulas
{
    /// <summary>f(z)</summary>
    public static double At(Activation activation, double alpha, double z) => activation switch
    {
        Activation.Sigmoid => Sigmoid(z),
        Activation.Tanh => Math.Tanh(z),
        Activation.ReLU => Math.Max(0, z),
        Activation.LeakyReLU => z > 0 ? z : alpha * z,
        Activation.Step => z > 0 ? 1 : 0,
        Activation.Sign => z > 0 ? 1 : -1,
        Activation.GELU => TanhGelu(z),
        Activation.SiLU => z * Sigmoid(z),
        Activation.ELU => Elu(z, alpha),
        Activation.Softplus => Softplus(z),
        Activation.HardSigmoid => Math.Min(Math.Max((z / 6) + 0.5, 0), 1),
        Activation.Mish => z * Math.Tanh(Softplus(z)),
        Activation.ClippedReLU => Math.Clamp(z, 0, 1),
        Activation.SquaredClippedReLU => Math.Clamp(z, 0, 1) * Math.Clamp(z, 0, 1),
        _ => z,
    };

    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    public static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));

    public static double Elu(double z, double alpha) => z > 0 ? z : alpha * (Math.Exp(z) - 1);

    public static double TanhGelu(double z) => z / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (z + (0.044715 * z * z * z))));

    /// <summary>z times the normal distribution function of z: the form that <see cref="Activation.GELU"/> is not.</summary>
    public static double ExactGelu(double z) => z / 2 * (1 + Erf(z / Math.Sqrt(2)));

    /// <summary>The error function, by its series (Abramowitz and Stegun, <i>Handbook of Mathematical Functions</i>, 7.1.6).</summary>
    public static double Erf(double x)
    {
        // Beyond, it is 1 to within a unit of the last place.
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
