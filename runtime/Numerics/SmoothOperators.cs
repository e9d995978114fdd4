using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unrolled.Numerics;

/// <summary>x &gt; 0 ? x : e^x - 1</summary>
internal readonly struct ELUOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x) => VectorMath.ELU(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorMath.ELU(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x) => VectorMath.ELU(x);
}

/// <summary>x / (1 + e^-x)</summary>
internal readonly struct SiLUOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x) => VectorMath.SiLU(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorMath.SiLU(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x) => VectorMath.SiLU(x);
}

/// <summary>x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))</summary>
internal readonly struct GELUOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x) => VectorMath.GELU(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorMath.GELU(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x) => VectorMath.GELU(x);
}

/// <summary>ln(1 + e^x)</summary>
internal readonly struct SoftplusOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x) => VectorMath.Softplus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorMath.Softplus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x) => VectorMath.Softplus(x);
}

/// <summary>x / 6 + 1/2, from 0 to 1</summary>
internal readonly struct HardSigmoidOperator : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> x) => VectorMath.HardSigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorMath.HardSigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> x) => VectorMath.HardSigmoid(x);
}

/// <summary>delta (a &gt; 0 ? 1 : a + 1)</summary>
internal readonly struct ELUDerivativeOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> a, Vector128<float> delta) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a, Vector128<float>.Zero), delta, delta * (a + Vector128<float>.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> a, Vector256<float> delta) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(a, Vector256<float>.Zero), delta, delta * (a + Vector256<float>.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> a, Vector512<float> delta) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(a, Vector512<float>.Zero), delta, delta * (a + Vector512<float>.One));
}

/// <summary>delta times the derivative at z</summary>
internal readonly struct SiLUDerivativeOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> z, Vector128<float> delta) =>
        delta * VectorMath.SiLUDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> z, Vector256<float> delta) =>
        delta * VectorMath.SiLUDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> z, Vector512<float> delta) =>
        delta * VectorMath.SiLUDerivative(z);
}

/// <summary>delta times the derivative at z</summary>
internal readonly struct GELUDerivativeOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> z, Vector128<float> delta) =>
        delta * VectorMath.GELUDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> z, Vector256<float> delta) =>
        delta * VectorMath.GELUDerivative(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> z, Vector512<float> delta) =>
        delta * VectorMath.GELUDerivative(z);
}

/// <summary>delta (1 - e^-a), which is the sigmoid of z</summary>
internal readonly struct SoftplusDerivativeOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> a, Vector128<float> delta) =>
        delta * -VectorMath.ExpMinusOneOfNegative(-a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> a, Vector256<float> delta) =>
        delta * -VectorMath.ExpMinusOneOfNegative(-a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> a, Vector512<float> delta) =>
        delta * -VectorMath.ExpMinusOneOfNegative(-a);
}

/// <summary>0 &lt; a &lt; 1 ? delta / 6 : 0</summary>
internal readonly struct HardSigmoidDerivativeOperator : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Invoke(Vector128<float> a, Vector128<float> delta) =>
        (delta * VectorMath.HardSigmoidSlope) & Vector128.GreaterThan(a, Vector128<float>.Zero) & Vector128.LessThan(a, Vector128<float>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> a, Vector256<float> delta) =>
        (delta * VectorMath.HardSigmoidSlope) & Vector256.GreaterThan(a, Vector256<float>.Zero) & Vector256.LessThan(a, Vector256<float>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Invoke(Vector512<float> a, Vector512<float> delta) =>
        (delta * VectorMath.HardSigmoidSlope) & Vector512.GreaterThan(a, Vector512<float>.Zero) & Vector512.LessThan(a, Vector512<float>.One);
}
