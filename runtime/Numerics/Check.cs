using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Unrolled.Numerics;

/// <summary>The checks at the entrance of a generated network's methods; beyond them nothing is checked again.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Check
{
    /// <summary>Requires a span of a certain length.</summary>
    /// <param name="given">The span's length.</param>
    /// <param name="needed">The length it must have.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int given, int needed, string name)
    {
        if (given != needed)
        {
            ThrowLength(given, needed, name);
        }
    }

    /// <summary>Requires two spans with as many rows, and returns how many.</summary>
    /// <param name="given">The first span's length.</param>
    /// <param name="rowSize">The length of one of its rows.</param>
    /// <param name="name">Its parameter's name.</param>
    /// <param name="otherGiven">The second span's length.</param>
    /// <param name="otherRowSize">The length of one of its rows.</param>
    /// <param name="otherName">Its parameter's name.</param>
    /// <param name="atLeast">The fewest rows.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="ArgumentException">A length is not a whole number of rows, the numbers differ, or there are too few.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Batch(int given, int rowSize, string name, int otherGiven, int otherRowSize, string otherName, int atLeast = 0)
    {
        int rows = given / rowSize;
        if (rows * rowSize != given || rows < atLeast || (long)rows * otherRowSize != otherGiven)
        {
            ThrowBatch(given, rowSize, name, otherGiven, otherRowSize, otherName, atLeast);
        }

        return rows;
    }

    /// <summary>Requires a number that is neither infinite nor NaN.</summary>
    /// <param name="given">The number.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finite(float given, string name)
    {
        if (!float.IsFinite(given))
        {
            ThrowFinite(given, name);
        }
    }

    /// <summary>Requires a weight for each sample, at least 0 and finite.</summary>
    /// <param name="given">The weights.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights, or one is negative or not finite.</exception>
    public static void SampleWeights(ReadOnlySpan<float> given, int samples, string name)
    {
        Length(given.Length, samples, name);
        for (int i = 0; i < given.Length; i++)
        {
            if (!(given[i] >= 0 && float.IsFinite(given[i])))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"{name}[{i}] is {given[i]}, but a weight must be at least 0 and finite."), name);
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowLength(int given, int needed, string name) =>
        throw new ArgumentException($"{name} has {given} elements, but {needed} are needed.", name);

    [DoesNotReturn]
    private static void ThrowFinite(float given, string name) =>
        throw new ArgumentOutOfRangeException(name, given, $"{name} must be a finite number.");

    [DoesNotReturn]
    private static void ThrowBatch(int given, int rowSize, string name, int otherGiven, int otherRowSize, string otherName, int atLeast)
    {
        int rows = given / rowSize;
        throw rows * rowSize != given
            ? new ArgumentException($"{name} has {given} elements, which is not a multiple of {rowSize}, the size of a row.", name)
            : rows < atLeast
            ? new ArgumentException($"{name} is empty, but at least {atLeast} row of {rowSize} elements is needed.", name)
            : new ArgumentException(
                $"{otherName} has {otherGiven} elements, but {(long)rows * otherRowSize} are needed: {otherRowSize} for each of the {rows} rows of {name}.",
                otherName);
    }
}
