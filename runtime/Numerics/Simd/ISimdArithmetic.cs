using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>What is computed lane by lane. A part of <see cref="ISimd{TVector}"/>.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimdArithmetic<TVector> where TVector : struct
{
    /// <summary>x + y</summary>
    /// <param name="x">A summand.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Add(TVector x, TVector y);

    /// <summary>x + y</summary>
    /// <param name="x">A summand.</param>
    /// <param name="y">A number for all lanes.</param>
    static abstract TVector Add(TVector x, float y);

    /// <summary>x - y</summary>
    /// <param name="x">What is subtracted from.</param>
    /// <param name="y">What is subtracted.</param>
    static abstract TVector Subtract(TVector x, TVector y);

    /// <summary>x - y</summary>
    /// <param name="x">What is subtracted from.</param>
    /// <param name="y">A number for all lanes.</param>
    static abstract TVector Subtract(TVector x, float y);

    /// <summary>-x</summary>
    /// <param name="x">The numbers.</param>
    static abstract TVector Negate(TVector x);

    /// <summary>x y</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Multiply(TVector x, TVector y);

    /// <summary>x y</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">A number for all lanes.</param>
    static abstract TVector Multiply(TVector x, float y);

    /// <summary>x / y</summary>
    /// <param name="x">What is divided.</param>
    /// <param name="y">By what.</param>
    static abstract TVector Divide(TVector x, TVector y);

    /// <summary>x y + z, rounded once where the hardware does so.</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">The other.</param>
    /// <param name="z">The summand.</param>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>x y + z</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">The other.</param>
    /// <param name="z">A number for all lanes.</param>
    static abstract TVector MultiplyAdd(TVector x, TVector y, float z);

    /// <summary>x y + z</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">A number for all lanes.</param>
    /// <param name="z">The summand.</param>
    static abstract TVector MultiplyAdd(TVector x, float y, TVector z);

    /// <summary>x y + z, a step of a polynomial.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="y">A number for all lanes.</param>
    /// <param name="z">Another number for all lanes.</param>
    static abstract TVector MultiplyAdd(TVector x, float y, float z);

    /// <summary>The smaller of two numbers, NaN where either is NaN.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Min(TVector x, TVector y);

    /// <summary>The larger of two numbers, NaN where either is NaN.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Max(TVector x, TVector y);

    /// <summary>The smaller of two numbers in one instruction: which one where either is NaN, or both are 0, is up to the processor.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The other: what x86 then takes.</param>
    static abstract TVector MinNative(TVector x, TVector y);

    /// <summary>The larger of two numbers in one instruction, as <see cref="MinNative"/>.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">The other.</param>
    static abstract TVector MaxNative(TVector x, TVector y);

    /// <summary>Whether the hardware has <see cref="Scale"/>.</summary>
    static abstract bool CanScale { get; }

    /// <summary>x 2^n, rounded once. Only where <see cref="CanScale"/>.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="n">Whole numbers.</param>
    static abstract TVector Scale(TVector x, TVector n);
}
