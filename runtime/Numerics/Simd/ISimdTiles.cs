using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>What register tiles are made of: sums that stay in registers, and what is added to them. A part of <see cref="ISimd{TVector}"/>.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimdTiles<TVector> where TVector : struct
{
    /// <summary>A row of a register tile: sum += b a.</summary>
    /// <param name="b">A vector.</param>
    /// <param name="a">A number.</param>
    /// <param name="offset">How many numbers behind it the factor stands.</param>
    /// <param name="sum">What the product is added to: a local of the caller, which stays in its register.</param>
    static abstract void MultiplyAdd(TVector b, ref float a, nint offset, ref TVector sum);

    /// <summary>The same for two vectors side by side.</summary>
    /// <param name="b0">The first vector.</param>
    /// <param name="b1">The second vector.</param>
    /// <param name="a">A number.</param>
    /// <param name="offset">How many numbers behind it the factor of both stands.</param>
    /// <param name="sum0">What the first product is added to.</param>
    /// <param name="sum1">What the second product is added to.</param>
    static abstract void MultiplyAdd(TVector b0, TVector b1, ref float a, nint offset, ref TVector sum0, ref TVector sum1);

    /// <summary>Two rows of a register tile that share a vector.</summary>
    /// <param name="b">The vector.</param>
    /// <param name="a">A number.</param>
    /// <param name="offset0">How many numbers behind it the factor of the first row stands.</param>
    /// <param name="offset1">How many numbers behind it that of the second row stands.</param>
    /// <param name="row0">What the product of the first row is added to.</param>
    /// <param name="row1">What the product of the second row is added to.</param>
    static abstract void MultiplyAdd(TVector b, ref float a, nint offset0, nint offset1, ref TVector row0, ref TVector row1);

    /// <summary>Two rows of a register tile that share two vectors side by side.</summary>
    /// <param name="b0">The first vector.</param>
    /// <param name="b1">The second vector.</param>
    /// <param name="a">A number.</param>
    /// <param name="offset0">How many numbers behind it the factor of the first row stands.</param>
    /// <param name="offset1">How many numbers behind it that of the second row stands.</param>
    /// <param name="first0">What the first product of the first row is added to.</param>
    /// <param name="second0">What the second product of the first row is added to.</param>
    /// <param name="first1">What the first product of the second row is added to.</param>
    /// <param name="second1">What the second product of the second row is added to.</param>
    static abstract void MultiplyAdd(
        TVector b0, TVector b1, ref float a, nint offset0, nint offset1, ref TVector first0, ref TVector second0, ref TVector first1,
        ref TVector second1);

    /// <summary>A row of a register tile whose vector no other row needs, straight from memory: sum += b a.</summary>
    /// <param name="b">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts.</param>
    /// <param name="a">What it is multiplied by.</param>
    /// <param name="sum">What the product is added to.</param>
    static abstract void MultiplyAdd(ref float b, nint offset, TVector a, ref TVector sum);

    /// <summary>The same with two such vectors side by side.</summary>
    /// <param name="b">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start.</param>
    /// <param name="a">What each is multiplied by.</param>
    /// <param name="sum0">What the first product is added to.</param>
    /// <param name="sum1">What the second product is added to.</param>
    static abstract void MultiplyAdd(ref float b, nint offset, TVector a, ref TVector sum0, ref TVector sum1);

    /// <summary>The same with one number for all lanes.</summary>
    /// <param name="b">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts.</param>
    /// <param name="a">Another number.</param>
    /// <param name="place">How many numbers behind that the factor stands.</param>
    /// <param name="sum">What the product is added to.</param>
    static abstract void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref TVector sum);

    /// <summary>The same with two vectors side by side.</summary>
    /// <param name="b">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start.</param>
    /// <param name="a">Another number.</param>
    /// <param name="place">How many numbers behind that the factor of both stands.</param>
    /// <param name="sum0">What the first product is added to.</param>
    /// <param name="sum1">What the second product is added to.</param>
    static abstract void MultiplyAdd(ref float b, nint offset, ref float a, nint place, ref TVector sum0, ref TVector sum1);
}
