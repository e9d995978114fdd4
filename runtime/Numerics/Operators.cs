using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>A function of one float on vectors of any width. All widths give the same bits for the same value.</summary>
internal interface IUnaryOperator
{
    TVector Invoke<TSimd, TVector>(TVector x)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>A function of two floats on vectors of any width. All widths give the same bits for the same values.</summary>
internal interface IBinaryOperator
{
    TVector Invoke<TSimd, TVector>(TVector x, TVector y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct;
}

/// <summary>x</summary>
internal readonly struct IdentityOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperator.Invoke<TSimd, TVector>(TVector x) => x;
}

/// <summary>e^(x - shift), 1 where they are equal, infinities included</summary>
internal readonly struct ExpOfDifferenceOperator(float shift) : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperator.Invoke<TSimd, TVector>(TVector x)
    {
        TVector isEqual = TSimd.Equal(x, TSimd.Create(shift));
        return VectorMath<TSimd, TVector>.Exp(TSimd.AndNot(TSimd.Subtract(x, shift), isEqual));
    }
}

/// <summary>factor x</summary>
internal readonly struct ScaleOperator(float factor) : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperator.Invoke<TSimd, TVector>(TVector x) => TSimd.Multiply(x, factor);
}

/// <summary>x, but at least -bound and at most bound</summary>
internal readonly struct BoundOperator(float bound) : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperator.Invoke<TSimd, TVector>(TVector x) =>
        VectorMath<TSimd, TVector>.AtLeast(-bound, VectorMath<TSimd, TVector>.AtMost(bound, x));
}

/// <summary>x + y</summary>
internal readonly struct AddOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector x, TVector y) => TSimd.Add(x, y);
}

/// <summary>scale x + y</summary>
internal readonly struct AddScaledOperator(float scale) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector x, TVector y) => TSimd.Add(TSimd.Multiply(x, scale), y);
}

/// <summary>y + amount (x - y)</summary>
internal readonly struct BlendOperator(float amount) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector x, TVector y) => TSimd.MultiplyAdd(TSimd.Subtract(x, y), amount, y);
}

/// <summary>x y</summary>
internal readonly struct ProductOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector x, TVector y) => TSimd.Multiply(x, y);
}

/// <summary>a (delta - projection)</summary>
internal readonly struct SoftmaxJacobianOperator(float projection) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.Multiply(a, TSimd.Subtract(delta, projection));
}

/// <summary>(x - greatest) - logarithm</summary>
internal readonly struct LogSoftmaxOperator(float greatest, float logarithm) : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IUnaryOperator.Invoke<TSimd, TVector>(TVector x)
    {
        TVector isGreatest = TSimd.Equal(x, TSimd.Create(greatest));
        return TSimd.Subtract(TSimd.AndNot(TSimd.Subtract(x, greatest), isGreatest), logarithm);
    }
}

/// <summary>delta - e^a sum</summary>
internal readonly struct LogSoftmaxJacobianOperator(float sum) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TVector IBinaryOperator.Invoke<TSimd, TVector>(TVector a, TVector delta) =>
        TSimd.Subtract(delta, TSimd.Multiply(VectorMath<TSimd, TVector>.Exp(a), sum));
}
