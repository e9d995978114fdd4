using Unrolled.Numerics;

namespace Unrolled;

/// <summary>-(1 - p)^gamma ln p, which the focal losses consist of.</summary>
internal static class FocalTerm
{
    /// <summary>The exponent of Lin et al.</summary>
    public readonly struct Two : IFocalGamma
    {
        public static double Gamma => 2;
    }

    /// <summary>The term, and its derivative gamma (1 - p)^(gamma - 1) ln p - (1 - p)^gamma / p.</summary>
    /// <param name="p">A probability, above 0.</param>
    /// <param name="slope">Receives the derivative.</param>
    /// <exception cref="InvalidOperationException">The exponent is out of range.</exception>
    public static double Evaluate<TGamma>(double p, out double slope) where TGamma : IFocalGamma
    {
        double gamma = TGamma.Gamma;
        if (!(gamma >= 0 && double.IsFinite(gamma)))
        {
            throw new InvalidOperationException(
                $"{TypeNames.Of(typeof(TGamma))}.Gamma is {Wording.Number(gamma)}, but must be a finite number, 0 or above.");
        }

        double rest = 1 - p;
        double log = PortableMath.Log(p);
        double power = Power(rest, gamma);

        // ln p / (1 - p) goes to -1, so that no exponent below 1 makes the derivative infinite at p = 1.
        double ratio = rest > 0 ? log / rest : -1;
        slope = (gamma * power * ratio) - (power / p);
        return -power * log;
    }

    private static double Power(double x, double exponent) => exponent == 2 ? x * x
        : exponent == 0 ? 1
        : x == 0 ? 0
        : PortableMath.Exp(exponent * PortableMath.Log(x));
}
