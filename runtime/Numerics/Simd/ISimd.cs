using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>
/// The operations of one vector width on single-precision numbers. A kernel that is generic over it is written once and compiled for each
/// width, with no trace of the abstraction: implementations are structs, so that the JIT knows every call.
/// </summary>
/// <remarks>
/// In parts, because the runtime looks for what implements a member among the members of its interface, at every call that it compiles:
/// where all were in one, half of the time from the start of a program to its first prediction went into that.
/// </remarks>
/// <typeparam name="TVector">The vector itself rather than a struct around it, which the JIT would copy and spill.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimd<TVector> : ISimdTiles<TVector>, ISimdMemory<TVector>, ISimdArithmetic<TVector>, ISimdBits<TVector>
    where TVector : struct
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Vector registers of the machine that this width runs on: 16 or 32.</summary>
    static abstract int Registers { get; }

    /// <summary>0 in all lanes.</summary>
    static abstract TVector Zero { get; }

    /// <summary>-0 in all lanes: what changes nothing that it is added to.</summary>
    static abstract TVector NegativeZero { get; }

    /// <summary>A number in all lanes.</summary>
    /// <param name="value">The number.</param>
    static abstract TVector Create(float value);
}
