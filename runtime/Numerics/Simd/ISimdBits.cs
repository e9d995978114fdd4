using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>Comparisons and the bits of numbers, lane by lane. A part of <see cref="ISimd{TVector}"/>.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimdBits<TVector> where TVector : struct
{
    /// <summary>All bits set where x &gt; y, none elsewhere.</summary>
    /// <param name="x">What is compared.</param>
    /// <param name="y">With what.</param>
    static abstract TVector GreaterThan(TVector x, TVector y);

    /// <summary>All bits set where x &lt; y, none elsewhere.</summary>
    /// <param name="x">What is compared.</param>
    /// <param name="y">With what.</param>
    static abstract TVector LessThan(TVector x, TVector y);

    /// <summary>All bits set where x = y, none elsewhere.</summary>
    /// <param name="x">What is compared.</param>
    /// <param name="y">With what.</param>
    static abstract TVector Equal(TVector x, TVector y);

    /// <summary>x where the bits of the mask are set, y elsewhere.</summary>
    /// <param name="mask">All bits of a lane, or none.</param>
    /// <param name="x">What is taken where they are set.</param>
    /// <param name="y">What is taken elsewhere.</param>
    static abstract TVector Select(TVector mask, TVector x, TVector y);

    /// <summary>The numbers, and <see cref="float.NaN"/> for all that are none: which of the many NaN comes out of a sum is up to the processor.</summary>
    /// <param name="x">The numbers.</param>
    static abstract TVector OneNaN(TVector x);

    /// <summary>The bits that are set in both.</summary>
    /// <param name="x">Some bits.</param>
    /// <param name="y">Others.</param>
    static abstract TVector And(TVector x, TVector y);

    /// <summary>The bits of x that are not set in y.</summary>
    /// <param name="x">Some bits.</param>
    /// <param name="y">Others.</param>
    static abstract TVector AndNot(TVector x, TVector y);

    /// <summary>The bits that are set in either.</summary>
    /// <param name="x">Some bits.</param>
    /// <param name="y">Others.</param>
    static abstract TVector Or(TVector x, TVector y);

    /// <summary>The bits that are set in one of them only.</summary>
    /// <param name="x">Some bits.</param>
    /// <param name="y">Others.</param>
    static abstract TVector Xor(TVector x, TVector y);

    /// <summary>The bits moved up, as 32-bit integers.</summary>
    /// <param name="x">The bits.</param>
    /// <param name="count">How far.</param>
    static abstract TVector ShiftLeft(TVector x, int count);

    /// <summary>The bits moved down, as 32-bit integers with a sign.</summary>
    /// <param name="x">The bits.</param>
    /// <param name="count">How far.</param>
    static abstract TVector ShiftRight(TVector x, int count);

    /// <summary>The bits moved down, zeros following.</summary>
    /// <param name="x">The bits.</param>
    /// <param name="count">How far.</param>
    static abstract TVector ShiftRightLogical(TVector x, int count);

    /// <summary>The difference of the bits as 32-bit integers.</summary>
    /// <param name="x">What is subtracted from.</param>
    /// <param name="y">What is subtracted.</param>
    static abstract TVector SubtractBits(TVector x, TVector y);

    /// <summary>The numbers that the bits are as 32-bit integers.</summary>
    /// <param name="x">The bits.</param>
    static abstract TVector ConvertBits(TVector x);
}
