using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>
/// Elementary functions on whole vectors of floats, for <see cref="Vector128{T}"/>, <see cref="Vector256{T}"/> and
/// <see cref="Vector512{T}"/>. Every function is straight-line code that is inlined completely: no branch, no table, no call.
/// </summary>
/// <remarks>
/// <para>
/// The vector types' own <c>Exp</c> and <c>Log</c> are calls, and a call in a method that holds accumulators in registers
/// spills all of them; these are not. They need no FMA instruction but use one where the hardware has it, so a result can differ in
/// the last bit between two machines. Between the widths on one machine it does not: all compute the same operations in the same order,
/// and the scalar overloads are the <see cref="Vector128{T}"/> code.
/// </para>
/// <para>
/// NaN in gives NaN out. Largest errors found over the whole float range, with and without FMA, relative to the result however small it
/// is: <c>Exp</c> 1.01 ulp (8.4e-8), <c>Log</c> 0.85 ulp (8.1e-8), <c>Sigmoid</c> 2.5 ulp (1.5e-7), <c>Tanh</c> 2.5 ulp (1.8e-7),
/// <c>Softplus</c> 1.64 ulp (1.4e-7).
/// </para>
/// <para>
/// Algorithms: argument reduction by Cody and Waite's two-part ln 2 (J.-M. Muller, <i>Elementary Functions: Algorithms and
/// Implementation</i>, ch. 11), then a minimax polynomial. The coefficients were computed for this library with the Remez exchange
/// algorithm: relative error as the weight, each coefficient rounded to float in turn and the remaining ones fitted again.
/// </para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class VectorMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 = Ln2High + Ln2Low. Ln2High has 9 significant bits, so its product with an exponent (8 bits) is exact even without FMA.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>The slope of the hard sigmoid between its ends.</summary>
    internal const float HardSigmoidSlope = 1f / 6;

    // Adding 1.5 * 2^23 to a small number rounds it to an integer, which is then found in the low bits of the sum's significand.
    // The shift left by 23 moves it to the exponent field and drops everything else. The bias of the exponent is added on the way:
    // once for one factor 2^n, twice where the factor is split in two halves.
    private const float RoundToExponent = 12582912f + 127f;
    private const float RoundToTwoExponents = 12582912f + 254f;

    // Between these bounds Exp goes from 0 to infinity.
    private const float ExpLow = -104f;
    private const float ExpHigh = 89f;

    // (e^r - 1 - r) / r^2 on |r| <= ln(2) / 2; e^r is then right within 3.2e-9.
    private const float E2 = 0.49999994f;
    private const float E3 = 0.166665167f;
    private const float E4 = 0.0416681021f;
    private const float E5 = 0.00836919248f;
    private const float E6 = 0.00138388947f;

    // (ln(1 + f) - f + f^2 / 2) / f^3 on sqrt(1/2) <= 1 + f <= sqrt(2); ln(1 + f) is then right within 8.2e-9.
    private const float L3 = 0.333333313f;
    private const float L4 = -0.250008225f;
    private const float L5 = 0.200012609f;
    private const float L6 = -0.166233122f;
    private const float L7 = 0.142009199f;
    private const float L8 = -0.131603926f;
    private const float L9 = 0.12764129f;
    private const float L10 = -0.0763138235f;

    // The argument of the sigmoid in GELU: 2 sqrt(2 / pi) x + 2 sqrt(2 / pi) 0.044715 x^3.
    private const float GeluLinear = 1.59576912f;
    private const float GeluCubic = 0.0713548163f;

    // Here and below the sigmoid is 0 and so is its product with x, which for an infinite x would be NaN. At minus that it is 1.
    private const float SigmoidEnd = -89f;
    private const float GeluEnd = -11f;

    private const float SmallestNormal = 1.17549435e-38f;
    private const int HalfSquareRootBits = 0x3F3504F3; // sqrt(1/2)
    private const float SquareRootMinusOne = 0.414213562f;

    /// <summary>e^x. See <see cref="Exp(Vector128{float})"/>.</summary>
    /// <param name="x">The exponent.</param>
    /// <returns>e^x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => Exp(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>ln x. See <see cref="Log(Vector128{float})"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>ln x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => Log(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>1 / (1 + e^-x). See <see cref="Sigmoid(Vector128{float})"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The logistic function of x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Sigmoid(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>tanh x. See <see cref="Tanh(Vector128{float})"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The hyperbolic tangent of x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => Tanh(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>ln(1 + e^x). See <see cref="Softplus(Vector128{float})"/>.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The softplus of x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => Softplus(Vector128.CreateScalarUnsafe(x)).ToScalar();
}
