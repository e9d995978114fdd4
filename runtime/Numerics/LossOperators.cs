using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>x + y</summary>
internal readonly struct AddOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => x + y;
}

/// <summary>scale x + y</summary>
internal readonly struct AddScaledOperator(float scale) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) => (x * Vector128.Create(scale)) + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => (x * Vector256.Create(scale)) + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => (x * Vector512.Create(scale)) + y;
}

/// <summary>(x - y)^2</summary>
internal readonly struct SquaredDifferenceOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) => (x - y) * (x - y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => (x - y) * (x - y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => (x - y) * (x - y);
}

/// <summary>scale (a - y)</summary>
internal readonly struct ScaledDifferenceOperator(float scale) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> y, Vector128<float> a) => (a - y) * Vector128.Create(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> y, Vector256<float> a) => (a - y) * Vector256.Create(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> y, Vector512<float> a) => (a - y) * Vector512.Create(scale);
}

/// <summary>y (ln sum e^z - z)</summary>
internal readonly struct CrossEntropyOperator(float logSumExp) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> z, Vector128<float> y) => y * (Vector128.Create(logSumExp) - z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> z, Vector256<float> y) => y * (Vector256.Create(logSumExp) - z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> z, Vector512<float> y) => y * (Vector512.Create(logSumExp) - z);
}

/// <summary>x y</summary>
internal readonly struct ProductOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => x * y;
}

/// <summary>a (delta - projection)</summary>
internal readonly struct SoftmaxJacobianOperator(float projection) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> a, Vector128<float> delta) => a * (delta - Vector128.Create(projection));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> a, Vector256<float> delta) => a * (delta - Vector256.Create(projection));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> a, Vector512<float> delta) => a * (delta - Vector512.Create(projection));
}

/// <summary>|x - y|</summary>
internal readonly struct AbsoluteDifferenceOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) => Vector128.Abs(x - y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => Vector256.Abs(x - y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => Vector512.Abs(x - y);
}

/// <summary>scale sign(a - y), 0 where they are equal</summary>
internal readonly struct ScaledSignOperator(float scale) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> y, Vector128<float> a)
    {
        Vector128<float> factor = Vector128.Create(scale);
        return (factor & Vector128.GreaterThan(a, y)) - (factor & Vector128.LessThan(a, y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> y, Vector256<float> a)
    {
        Vector256<float> factor = Vector256.Create(scale);
        return (factor & Vector256.GreaterThan(a, y)) - (factor & Vector256.LessThan(a, y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> y, Vector512<float> a)
    {
        Vector512<float> factor = Vector512.Create(scale);
        return (factor & Vector512.GreaterThan(a, y)) - (factor & Vector512.LessThan(a, y));
    }
}

/// <summary>c (|x - y| - c / 2) with c the smaller of |x - y| and 1: half the square, and beyond 1 a line</summary>
internal readonly struct HuberOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x, Vector128<float> y)
    {
        Vector128<float> distance = Vector128.Abs(x - y);
        Vector128<float> bounded = Vector128.Min(distance, Vector128<float>.One);
        return bounded * (distance - (bounded * 0.5f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x, Vector256<float> y)
    {
        Vector256<float> distance = Vector256.Abs(x - y);
        Vector256<float> bounded = Vector256.Min(distance, Vector256<float>.One);
        return bounded * (distance - (bounded * 0.5f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x, Vector512<float> y)
    {
        Vector512<float> distance = Vector512.Abs(x - y);
        Vector512<float> bounded = Vector512.Min(distance, Vector512<float>.One);
        return bounded * (distance - (bounded * 0.5f));
    }
}

/// <summary>scale (a - y), with a - y held between -1 and 1</summary>
internal readonly struct ScaledClampedDifferenceOperator(float scale) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> y, Vector128<float> a) =>
        Vector128.Max(Vector128.Min(a - y, Vector128<float>.One), Vector128.Create(-1f)) * Vector128.Create(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> y, Vector256<float> a) =>
        Vector256.Max(Vector256.Min(a - y, Vector256<float>.One), Vector256.Create(-1f)) * Vector256.Create(scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> y, Vector512<float> a) =>
        Vector512.Max(Vector512.Min(a - y, Vector512<float>.One), Vector512.Create(-1f)) * Vector512.Create(scale);
}
