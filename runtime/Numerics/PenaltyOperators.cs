using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>y + scale x + step sign(x): the gradient of L2 and L1 added to that of the loss</summary>
internal readonly struct AddPenaltyOperator(float scale, float step) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector x, TVector y) =>
        TSimd.Add(TSimd.MultiplyAdd(x, scale, y), Sign.Times<TSimd, TVector>(TSimd.Create(step), x));
}

/// <summary>keep x - step sign(x), whatever y</summary>
internal readonly struct ShrinkOperator(float keep, float step) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector x, TVector y) =>
        TSimd.Subtract(TSimd.Multiply(x, keep), Sign.Times<TSimd, TVector>(TSimd.Create(step), x));
}

/// <summary>value sign(x), 0 at x = 0</summary>
file static class Sign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Times<TSimd, TVector>(TVector value, TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct =>
        TSimd.Subtract(TSimd.And(value, TSimd.GreaterThan(x, TSimd.Zero)), TSimd.And(value, TSimd.LessThan(x, TSimd.Zero)));
}
