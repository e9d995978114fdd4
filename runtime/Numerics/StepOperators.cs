using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>y + scale x + step sign(x)</summary>
internal readonly struct AddPenaltyOperator(float scale, float step) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) =>
        Vector128.MultiplyAddEstimate(x, Vector128.Create(scale), y) + Sign.Times(Vector128.Create(step), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) =>
        Vector256.MultiplyAddEstimate(x, Vector256.Create(scale), y) + Sign.Times(Vector256.Create(step), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) =>
        Vector512.MultiplyAddEstimate(x, Vector512.Create(scale), y) + Sign.Times(Vector512.Create(step), x);
}

/// <summary>keep x - step sign(x), whatever y</summary>
internal readonly struct ShrinkOperator(float keep, float step) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) =>
        (x * Vector128.Create(keep)) - Sign.Times(Vector128.Create(step), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) =>
        (x * Vector256.Create(keep)) - Sign.Times(Vector256.Create(step), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) =>
        (x * Vector512.Create(keep)) - Sign.Times(Vector512.Create(step), x);
}

/// <summary>value sign(x), 0 at x = 0</summary>
file static class Sign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Times(Vector128<float> value, Vector128<float> x) =>
        (value & Vector128.GreaterThan(x, Vector128<float>.Zero)) - (value & Vector128.LessThan(x, Vector128<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Times(Vector256<float> value, Vector256<float> x) =>
        (value & Vector256.GreaterThan(x, Vector256<float>.Zero)) - (value & Vector256.LessThan(x, Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Times(Vector512<float> value, Vector512<float> x) =>
        (value & Vector512.GreaterThan(x, Vector512<float>.Zero)) - (value & Vector512.LessThan(x, Vector512<float>.Zero));
}
