using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>
/// What kernels of accumulator networks need of a vector of 16-bit integers: written against this, a kernel is written once for all widths.
/// All of it is exact modulo 2^16 and 2^32, so that results are equal at every width.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
/// <typeparam name="TSum">The vector of 32-bit sums, half as many as there are lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IInt16Simd<TVector, TSum> where TVector : struct where TSum : struct
{
    /// <summary>How many numbers are in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Sums of 0.</summary>
    static abstract TSum NoSum { get; }

    /// <summary>The number in every lane.</summary>
    static abstract TVector Create(short value);

    /// <summary>Reads a vector.</summary>
    static abstract TVector Load(ref short source, nint offset);

    /// <summary>Reads as many bytes, each made a number of 16 bits.</summary>
    static abstract TVector Load(ref sbyte source, nint offset);

    /// <summary>Writes a vector.</summary>
    static abstract void Store(TVector vector, ref short destination, nint offset);

    /// <summary>a + b</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a - b</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>The lower 16 bits of a b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>At least the one and at most the other.</summary>
    static abstract TVector Clip(TVector value, TVector least, TVector greatest);

    /// <summary>Adds to each sum two of the products a b, in 32 bits; which two is left open.</summary>
    static abstract void MultiplyAdd(TVector a, TVector b, ref TSum sum);

    /// <summary>a + b</summary>
    static abstract TSum Add(TSum a, TSum b);

    /// <summary>The total, in 64 bits.</summary>
    static abstract long Total(TSum sum);
}
