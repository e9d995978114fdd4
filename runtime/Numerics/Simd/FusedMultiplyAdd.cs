using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Unrolled.Numerics;

/// <summary>
/// x y + z, rounded once: an instruction of most processors, and for the others, old ones and WebAssembly, computed to the same bits.
/// </summary>
/// <remarks>
/// The product of two floats is exact in float64, and so is the sum of that with a third but for one rounding. Rounding the sum to a float
/// once more goes wrong in two cases alone, which are rare: where it lies halfway between two floats, and where it is smaller than the
/// normal floats. There it is first rounded to odd: Boldo and Melquiond, <i>Emulation of FMA and correctly rounded sums: proved algorithms
/// using rounding to odd</i> (2008).
/// </remarks>
internal static class FusedMultiplyAdd
{
    // What a float does not keep of a float64's significand, and that where the float64 lies halfway between two floats.
    private const uint DroppedBits = 0x1FFF_FFFF;
    private const uint Halfway = 0x1000_0000;

    private const float SmallestNormal = 1.17549435e-38f;

    private static readonly bool s_isFast = AppContext.TryGetSwitch("Unrolled.FastWithoutFma", out bool isOn) && isOn;

    /// <summary>Whether the user prefers speed to equal bits where there is no instruction: a product and a sum, each rounded.</summary>
    [FeatureSwitchDefinition("Unrolled.FastWithoutFma")]
    private static bool IsFast => s_isFast;

    /// <summary>
    /// Reads the switch before the first kernel is compiled: only then is it a constant to the compiler, and not a branch at every step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare()
    {
        if (!(Fma.IsSupported || AdvSimd.IsSupported))
        {
            RuntimeHelpers.RunClassConstructor(typeof(FusedMultiplyAdd).TypeHandle);
        }
    }

    /// <summary>x y + z by the instruction where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Of(Vector<float> x, Vector<float> y, Vector<float> z)
    {
        // Vectors of more than 128 bits come with the instruction.
        if (Fma.IsSupported || AdvSimd.IsSupported || Vector<float>.Count > Vector128<float>.Count)
        {
            return Vector.FusedMultiplyAdd(x, y, z);
        }

        return WithoutInstruction(x.AsVector128(), y.AsVector128(), z.AsVector128()).AsVector();
    }

    /// <summary>x y + z where there is no instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> WithoutInstruction(Vector128<float> x, Vector128<float> y, Vector128<float> z) =>
        IsFast ? (x * y) + z : Emulate(x, y, z);

    /// <summary>x y + z, rounded once, of other instructions. Not inlined: unrolled code has hundreds of them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static Vector128<float> Emulate(Vector128<float> x, Vector128<float> y, Vector128<float> z)
    {
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<double> low = (Vector128.WidenLower(x) * Vector128.WidenLower(y)) + Vector128.WidenLower(z);
            Vector128<double> high = (Vector128.WidenUpper(x) * Vector128.WidenUpper(y)) + Vector128.WidenUpper(z);
            Vector128<float> sum = Vector128.Narrow(low, high);
            Vector128<uint> dropped = Vector128.Narrow(low.AsUInt64(), high.AsUInt64()) & Vector128.Create(DroppedBits);
            Vector128<float> isHalfway = Vector128.Equals(dropped, Vector128.Create(Halfway)).AsSingle();
            Vector128<float> isSmall = Vector128.LessThanOrEqual(Vector128.Abs(sum), Vector128.Create(SmallestNormal));

            // Nothing is rounded where a factor is 0, as padding is.
            Vector128<float> isExact = Vector128.Equals(x, Vector128<float>.Zero) | Vector128.Equals(y, Vector128<float>.Zero);
            if ((isHalfway | Vector128.AndNot(isSmall, isExact)).AsUInt32() == Vector128<uint>.Zero)
            {
                return sum;
            }
        }

        return Vector128.Create(Emulate(x[0], y[0], z[0]), Emulate(x[1], y[1], z[1]), Emulate(x[2], y[2], z[2]), Emulate(x[3], y[3], z[3]));
    }

    private static float Emulate(float x, float y, float z)
    {
        // The sum and what its rounding left out: Knuth, The Art of Computer Programming, volume 2, section 4.2.2.
        double product = (double)x * y;
        double sum = product + z;
        double added = sum - product;
        double error = (product - (sum - added)) + (z - added);

        // A sum that is not exact is rounded to the odd one of its two neighbours; of an infinite one or NaN the error is NaN.
        if (error > 0 || error < 0)
        {
            long bits = BitConverter.DoubleToInt64Bits(sum);
            bool isTooLarge = (error > 0) == (sum < 0);
            sum = BitConverter.Int64BitsToDouble((isTooLarge ? bits - 1 : bits) | 1);
        }

        return (float)sum;
    }
}
