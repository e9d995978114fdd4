using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.Wasm;
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
    private const long DroppedBits = 0x1FFF_FFFF;
    private const long Halfway = 0x1000_0000;

    private const int SmallestNormalBits = 0x0080_0000;

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
    public static Vector128<float> WithoutInstruction(Vector128<float> x, Vector128<float> y, Vector128<float> z)
    {
        if (IsFast)
        {
            return (x * y) + z;
        }

        // In the interpreter of WebAssembly a call costs more than what it does; elsewhere unrolled code would have hundreds of copies.
        return PackedSimd.IsSupported ? EmulateInPlace(x, y, z) : Emulate(x, y, z);
    }

    /// <summary>x y + z, rounded once, of other instructions.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static Vector128<float> Emulate(Vector128<float> x, Vector128<float> y, Vector128<float> z) => Vector128.IsHardwareAccelerated
        ? EmulateInPlace(x, y, z)
        : Vector128.Create(Emulate(x[0], y[0], z[0]), Emulate(x[1], y[1], z[1]), Emulate(x[2], y[2], z[2]), Emulate(x[3], y[3], z[3]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> EmulateInPlace(Vector128<float> x, Vector128<float> y, Vector128<float> z)
    {
        Vector128<double> low = (WidenLower(x) * WidenLower(y)) + WidenLower(z);
        Vector128<double> high = (WidenUpper(x) * WidenUpper(y)) + WidenUpper(z);
        Vector128<float> sum = Narrow(low, high);
        Vector128<long> dropped = Vector128.Create(DroppedBits), halfway = Vector128.Create(Halfway);
        Vector128<long> isHalfway = Vector128.Equals(low.AsInt64() & dropped, halfway) | Vector128.Equals(high.AsInt64() & dropped, halfway);

        // 0 < |sum| <= the smallest normal number, by the bits: one less than those of 0 is the largest there is. A sum of 0, as of padding,
        // is right, for float64 has all of what comes to so little.
        Vector128<int> less = (sum.AsInt32() & Vector128.Create(int.MaxValue)) + Vector128.Create(int.MaxValue);
        Vector128<int> isSmall = Vector128.LessThan(less, Vector128.Create(int.MinValue + SmallestNormalBits));
        if ((isHalfway.AsInt32() | isSmall) == Vector128<int>.Zero)
        {
            return sum;
        }

        // Not as its result, or the compiler would put the sum above into memory too.
        EmulateByOddSums(x, y, z, out Vector128<float> odd);
        return odd;
    }

    /// <summary>The two cases: not inlined, for they are rare.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void EmulateByOddSums(Vector128<float> x, Vector128<float> y, Vector128<float> z, out Vector128<float> sum) => sum = Narrow(
        OddSum(WidenLower(x) * WidenLower(y), WidenLower(z)), OddSum(WidenUpper(x) * WidenUpper(y), WidenUpper(z)));

    /// <inheritdoc cref="Emulate(float, float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> OddSum(Vector128<double> product, Vector128<double> z)
    {
        Vector128<double> sum = product + z;
        Vector128<double> added = sum - product;
        Vector128<double> error = (product - (sum - added)) + (z - added);
        Vector128<double> isTooSmall = Vector128.GreaterThan(error, Vector128<double>.Zero);
        Vector128<double> isInexact = isTooSmall | Vector128.LessThan(error, Vector128<double>.Zero);

        // All bits are -1.
        Vector128<double> isTooLarge = Vector128.AndNot(isInexact, isTooSmall ^ Vector128.LessThan(sum, Vector128<double>.Zero));
        return ((sum.AsInt64() + isTooLarge.AsInt64()) | (isInexact.AsInt64() & Vector128<long>.One)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> WidenLower(Vector128<float> x) =>
        PackedSimd.IsSupported ? PackedSimd.ConvertToDoubleLower(x) : Vector128.WidenLower(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> WidenUpper(Vector128<float> x) =>
        PackedSimd.IsSupported ? PackedSimd.ConvertToDoubleLower(Vector128.Shuffle(x, Vector128.Create(2, 3, 2, 3))) : Vector128.WidenUpper(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Narrow(Vector128<double> low, Vector128<double> high) => PackedSimd.IsSupported
        ? PackedSimd.ConvertToSingle(low) | Vector128.Shuffle(PackedSimd.ConvertToSingle(high), Vector128.Create(2, 3, 0, 1))
        : Vector128.Narrow(low, high);

    /// <summary>Of one number, by a sum that is exact or odd in its last bit.</summary>
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
