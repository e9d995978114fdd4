using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>
/// The operations of one vector width on single-precision numbers. A kernel that is generic over it is written once and compiled for each
/// width, with no trace of the abstraction: implementations are structs, so that the JIT knows every call.
/// </summary>
/// <typeparam name="TVector">The vector itself rather than a struct around it, which the JIT would copy and spill.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimd<TVector> where TVector : struct
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Vector registers of the machine that this width runs on: 16 or 32.</summary>
    static abstract int Registers { get; }

    /// <summary>0 in all lanes.</summary>
    static abstract TVector Zero { get; }

    /// <summary>A number in all lanes.</summary>
    /// <param name="value">The number.</param>
    static abstract TVector Create(float value);

    /// <summary>Reads a vector.</summary>
    /// <param name="source">Its first number.</param>
    static abstract TVector Load(ref float source);

    /// <summary>Writes a vector.</summary>
    /// <param name="vector">What to write.</param>
    /// <param name="destination">Where its first number goes.</param>
    static abstract void Store(TVector vector, ref float destination);

    /// <summary>x + y</summary>
    /// <param name="x">A summand.</param>
    /// <param name="y">The other.</param>
    static abstract TVector Add(TVector x, TVector y);

    /// <summary>x y + z, rounded once where the hardware does so.</summary>
    /// <param name="x">A factor.</param>
    /// <param name="y">The other.</param>
    /// <param name="z">The summand.</param>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>A row of a register tile: sum += b a.</summary>
    /// <param name="b">A vector.</param>
    /// <param name="a">The number that it is multiplied by.</param>
    /// <param name="sum">What it is added to: a local of the caller, which stays in its register.</param>
    static abstract void MultiplyAdd(TVector b, float a, ref TVector sum);

    /// <summary>The same for two vectors side by side.</summary>
    /// <param name="b0">The first vector.</param>
    /// <param name="b1">The second vector.</param>
    /// <param name="a">The number that they are multiplied by.</param>
    /// <param name="sum0">What the first is added to.</param>
    /// <param name="sum1">What the second is added to.</param>
    static abstract void MultiplyAdd(TVector b0, TVector b1, float a, ref TVector sum0, ref TVector sum1);
}
