using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>Vectors between registers and memory. A part of <see cref="ISimd{TVector}"/>.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISimdMemory<TVector> where TVector : struct
{
    /// <summary>Reads a vector.</summary>
    /// <param name="source">Its first number.</param>
    static abstract TVector Load(ref float source);

    /// <summary>Reads a vector.</summary>
    /// <param name="source">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts.</param>
    static abstract TVector Load(ref float source, nint offset);

    /// <summary>Reads two vectors side by side.</summary>
    /// <param name="source">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    static abstract void Load(ref float source, nint offset, out TVector first, out TVector second);

    /// <summary>Reads a vector of each of two rows.</summary>
    /// <param name="source">A number.</param>
    /// <param name="offset0">How many numbers behind it the vector of the first row starts.</param>
    /// <param name="offset1">How many numbers behind it that of the second row starts.</param>
    /// <param name="row0">The vector of the first row.</param>
    /// <param name="row1">The vector of the second row.</param>
    static abstract void Load(ref float source, nint offset0, nint offset1, out TVector row0, out TVector row1);

    /// <summary>Reads two vectors side by side of each of two rows.</summary>
    /// <param name="source">A number.</param>
    /// <param name="offset0">How many numbers behind it the vectors of the first row start.</param>
    /// <param name="offset1">How many numbers behind it those of the second row start.</param>
    /// <param name="first0">The first vector of the first row.</param>
    /// <param name="second0">The second vector of the first row.</param>
    /// <param name="first1">The first vector of the second row.</param>
    /// <param name="second1">The second vector of the second row.</param>
    static abstract void Load(
        ref float source, nint offset0, nint offset1, out TVector first0, out TVector second0, out TVector first1, out TVector second1);

    /// <summary>Writes a vector.</summary>
    /// <param name="vector">What to write.</param>
    /// <param name="destination">Where its first number goes.</param>
    static abstract void Store(TVector vector, ref float destination);

    /// <summary>Writes a vector.</summary>
    /// <param name="vector">What to write.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts.</param>
    static abstract void Store(TVector vector, ref float destination, nint offset);

    /// <summary>Writes two vectors side by side.</summary>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second vector.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start.</param>
    static abstract void Store(TVector first, TVector second, ref float destination, nint offset);

    /// <summary>Writes a vector of each of two rows.</summary>
    /// <param name="row0">The vector of the first row.</param>
    /// <param name="row1">The vector of the second row.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset0">How many numbers behind it the vector of the first row starts.</param>
    /// <param name="offset1">How many numbers behind it that of the second row starts.</param>
    static abstract void Store(TVector row0, TVector row1, ref float destination, nint offset0, nint offset1);

    /// <summary>Writes two vectors side by side of each of two rows.</summary>
    /// <param name="first0">The first vector of the first row.</param>
    /// <param name="second0">The second vector of the first row.</param>
    /// <param name="first1">The first vector of the second row.</param>
    /// <param name="second1">The second vector of the second row.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset0">How many numbers behind it the vectors of the first row start.</param>
    /// <param name="offset1">How many numbers behind it those of the second row start.</param>
    static abstract void Store(
        TVector first0, TVector second0, TVector first1, TVector second1, ref float destination, nint offset0, nint offset1);

    /// <summary>Adds a vector to one in memory.</summary>
    /// <param name="vector">What is added.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset">How many numbers behind it the vector starts that grows.</param>
    static abstract void AddTo(TVector vector, ref float destination, nint offset);

    /// <summary>Adds two vectors to two side by side in memory.</summary>
    /// <param name="first">What is added to the first.</param>
    /// <param name="second">What is added to the second.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset">How many numbers behind it the vectors start that grow.</param>
    static abstract void AddTo(TVector first, TVector second, ref float destination, nint offset);

    /// <summary>Adds a vector to one of each of two rows in memory.</summary>
    /// <param name="row0">What is added to the first row.</param>
    /// <param name="row1">What is added to the second row.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset0">How many numbers behind it the vector of the first row starts.</param>
    /// <param name="offset1">How many numbers behind it that of the second row starts.</param>
    static abstract void AddTo(TVector row0, TVector row1, ref float destination, nint offset0, nint offset1);

    /// <summary>Adds two vectors to two side by side of each of two rows in memory.</summary>
    /// <param name="first0">What is added to the first vector of the first row.</param>
    /// <param name="second0">What is added to the second vector of the first row.</param>
    /// <param name="first1">What is added to the first vector of the second row.</param>
    /// <param name="second1">What is added to the second vector of the second row.</param>
    /// <param name="destination">A number.</param>
    /// <param name="offset0">How many numbers behind it the vectors of the first row start.</param>
    /// <param name="offset1">How many numbers behind it those of the second row start.</param>
    static abstract void AddTo(
        TVector first0, TVector second0, TVector first1, TVector second1, ref float destination, nint offset0, nint offset1);
}
