using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled.Internal;

/// <summary>The checks at the entrance of a generated network's methods; beyond them nothing is checked again.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
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

    /// <inheritdoc cref="Length(int, int, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Length(int given, long needed, string name)
    {
        if (given != needed)
        {
            ThrowLength(given, needed, name);
        }
    }

    /// <summary>What to throw where more can be said than the two lengths.</summary>
    internal static ArgumentException WrongLength(int given, long needed, string name, string why = "") =>
        new($"{name} has {Wording.Exact(given, "element")}, but {Wording.Number(needed)} {Wording.Are(needed)} needed.{why}", name);

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

    /// <summary>Requires a span of whole rows, and returns how many.</summary>
    internal static int Rows(int given, int rowSize, string name, int atLeast = 0) => Batch(given, rowSize, name, given / rowSize, 1, name, atLeast);

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

    /// <summary>Requires numbers none of which is infinite or NaN.</summary>
    /// <param name="given">The numbers.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">One is not finite; the message says which, counted from 0.</exception>
    internal static void AllFinite(ReadOnlySpan<float> given, string name)
    {
        if (Numerics.Finite.FirstOther(given) is var index and >= 0)
        {
            throw new ArgumentException($"{name}[{index}] is {Wording.Number(given[index])}, but must be finite.", name);
        }
    }

    /// <summary>Requires a finite weight for each sample, at least 0 unless any will do.</summary>
    /// <param name="given">The weights.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="mayBeNegative">Whether a weight may be negative.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights, or one is not finite, or negative where it may not be.</exception>
    public static void SampleWeights(ReadOnlySpan<float> given, int samples, string name, bool mayBeNegative = false)
    {
        Length(given.Length, samples, name);
        for (int i = 0; i < given.Length; i++)
        {
            if (!float.IsFinite(given[i]) || (given[i] < 0 && !mayBeNegative))
            {
                string needed = mayBeNegative ? "finite" : "at least 0 and finite";
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"{name}[{i}] is {given[i]}, but a weight must be {needed}."), name);
            }
        }
    }

    /// <summary>
    /// Requires that no value is NaN or infinite, but for the rows of samples whose weight is 0: those are not there. One fast look at all
    /// values; only where it finds something are they looked at one by one.
    /// </summary>
    /// <param name="given">The values, row after row.</param>
    /// <param name="rowSize">The length of a row.</param>
    /// <param name="sampleWeights">One for each row; or none, which is as if all were 1.</param>
    /// <param name="element">What a value is called, such as "input".</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">A value is not finite; the message says which one, counted from 0.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FiniteRows(ReadOnlySpan<float> given, int rowSize, ReadOnlySpan<float> sampleWeights, string element, string name)
    {
        if (!VectorLoops.IsFinite(given))
        {
            FindNotFinite(given, rowSize, sampleWeights, element, name);
        }
    }

    /// <summary>Whether no value is NaN or infinite.</summary>
    /// <param name="given">The values.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFinite(ReadOnlySpan<float> given) => VectorLoops.IsFinite(given);

    /// <summary>Requires finite inputs where a loss is NaN, which an input that is not finite has made of it.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="given">The inputs, row after row.</param>
    /// <param name="rowSize">The length of a row.</param>
    /// <param name="sampleWeights">One for each row; or none, which is as if all were 1.</param>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ArgumentException">An input is not finite; the message says which one, counted from 0.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputsOf(double loss, ReadOnlySpan<float> given, int rowSize, ReadOnlySpan<float> sampleWeights, string name)
    {
        if (double.IsNaN(loss))
        {
            FiniteRows(given, rowSize, sampleWeights, "input", name);
        }
    }

    /// <summary>Requires that two spans have no memory in common.</summary>
    /// <param name="given">The first span.</param>
    /// <param name="name">Its parameter's name.</param>
    /// <param name="other">The second span.</param>
    /// <param name="otherName">What it is called.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart(ReadOnlySpan<float> given, string name, ReadOnlySpan<float> other, string otherName)
    {
        if (given.Overlaps(other))
        {
            ThrowOverlap(name, otherName, "they must have no memory in common");
        }
    }

    /// <summary>Requires that two spans have no memory in common or begin at the same place.</summary>
    /// <param name="given">The first span.</param>
    /// <param name="name">Its parameter's name.</param>
    /// <param name="other">The second span.</param>
    /// <param name="otherName">Its parameter's name.</param>
    /// <exception cref="ArgumentException">They overlap elsewhere.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ApartOrInPlace(ReadOnlySpan<float> given, string name, ReadOnlySpan<float> other, string otherName)
    {
        if (given.Overlaps(other) && !Unsafe.AreSame(ref MemoryMarshal.GetReference(given), ref MemoryMarshal.GetReference(other)))
        {
            ThrowOverlap(name, otherName, "they must have no memory in common or begin at the same place");
        }
    }

    private static void FindNotFinite(ReadOnlySpan<float> given, int rowSize, ReadOnlySpan<float> sampleWeights, string element, string name)
    {
        for (int i = 0; i < given.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, rowSize);
            if (!float.IsFinite(given[i]) && (sampleWeights.IsEmpty || sampleWeights[row] != 0))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: {element} {column} of row {row} is {given[i]}, but must be finite. Rows and {element}s are counted from 0."),
                    name);
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowOverlap(string name, string otherName, string needed) =>
        throw new ArgumentException($"{name} overlaps {otherName}, but {needed}.", name);

    [DoesNotReturn]
    private static void ThrowLength(int given, long needed, string name) => throw WrongLength(given, needed, name);

    [DoesNotReturn]
    private static void ThrowFinite(float given, string name) => Require.Throw(given, "a finite number", name);

    [DoesNotReturn]
    private static void ThrowBatch(int given, int rowSize, string name, int otherGiven, int otherRowSize, string otherName, int atLeast)
    {
        int rows = given / rowSize;
        throw rows * rowSize != given
            ? new ArgumentException(
                $"{name} has {Wording.Exact(given, "element")}, which is not a multiple of {rowSize}, the size of a row.", name)
            : rows < atLeast
            ? new ArgumentException(
                $"{name} is empty, but at least {Wording.Exact(atLeast, "row")} of {Wording.Exact(rowSize, "element")} "
                + $"{Wording.Are(atLeast)} needed.",
                name)
            : new ArgumentException(
                $"{otherName} has {Wording.Exact(otherGiven, "element")}, but {(long)rows * otherRowSize} "
                + $"{Wording.Are((long)rows * otherRowSize)} needed: {otherRowSize} for "
                + $"{(rows == 1 ? "the row" : $"each of the {rows} rows")} of {name}.",
                otherName);
    }
}
