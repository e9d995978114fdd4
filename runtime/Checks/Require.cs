using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>
/// Requires that numbers are in range: those that a method is given, and those in the options that it is given. One exception, one
/// wording: what was given and what it must be.
/// </summary>
/// <remarks>
/// <c>name</c> is what the number is called; <c>parameter</c> the caller's parameter, where that is another because it holds options.
/// </remarks>
internal static class Require
{
    public static void AtLeastOne(int given, string name, string? parameter = null) => That(given >= 1, given, "at least 1", name, parameter);

    /// <summary>Returns a number in [0, 1).</summary>
    public static float Fraction(float given, string name)
    {
        That(given is >= 0 and < 1, given, "a number in [0, 1)", name);
        return given;
    }

    /// <summary>Returns a finite number above 0.</summary>
    public static float Positive(float given, string name, string? parameter = null)
    {
        That(float.IsFinite(given) && given > 0, given, "a finite number above 0", name, parameter);
        return given;
    }

    /// <summary>Returns a finite number above 0 that is large enough to divide by.</summary>
    public static float Divisor(float given, string name)
    {
        That(float.IsNormal(given) && given > 0, given, "a finite number above 0", name);
        return given;
    }

    /// <summary>Returns a finite number, 0 or above.</summary>
    public static T NotNegative<T>(T given, string name, string? parameter = null) where T : struct, IFloatingPoint<T>
    {
        That(T.IsFinite(given) && given >= T.Zero, given, "a finite number, 0 or above", name, parameter);
        return given;
    }

    /// <summary>Requires a member that an enumeration has.</summary>
    public static void Known<TEnum>(TEnum given, string name, string? parameter = null) where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(given))
        {
            Throw((int)(object)given, $"a member of {typeof(TEnum).Name}", name, parameter);
        }
    }

    /// <summary>Requires that a part of the options is there.</summary>
    /// <exception cref="ArgumentException">It is null.</exception>
    public static void Given(object? given, string name, string parameter)
    {
        if (given is null)
        {
            throw new ArgumentException($"{name} is null, but must be given.", parameter);
        }
    }

    /// <summary>Requires that a network has such a layer; the first layer of weights is 0.</summary>
    public static void Layer(int given, int layers, string name, string? parameter = null)
    {
        if ((uint)given >= (uint)layers)
        {
            Throw(given, layers == 1 ? "0, for the network has one layer" : $"a layer from 0 to {Wording.Number(layers - 1)}", name, parameter);
        }
    }

    /// <summary>Requires that there is such a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(int row, int count, string parameter)
    {
        if ((uint)row >= (uint)count)
        {
            ThrowRow(row, count, parameter);
        }
    }

    /// <summary>Requires that so many rows follow from a row on.</summary>
    public static void Rows(int start, int count, int all)
    {
        if ((uint)start > (uint)all)
        {
            Throw(start, $"a row from 0 to {Wording.Number(all)}", nameof(start));
        }

        int following = all - start;
        if ((uint)count > (uint)following)
        {
            string rows = $"{Wording.Exact(following, "row")} {(following == 1 ? "follows" : "follow")} row {Wording.Number(start)}";
            Throw(count, $"from 0 to {Wording.Number(following)}: {rows}", nameof(count));
        }
    }

    /// <summary>Requires whatever else is needed; where the words for it are not constant, <see cref="Throw"/> does without making them first.</summary>
    /// <param name="isValid">Whether it is so.</param>
    /// <param name="given">What was given.</param>
    /// <param name="needed">What it must be, in words.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="parameter">The caller's parameter, where that has another name.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not so.</exception>
    public static void That<T>(bool isValid, T given, string needed, string name, string? parameter = null) where T : struct, IFormattable
    {
        if (!isValid)
        {
            Throw(given, needed, name, parameter);
        }
    }

    /// <summary>Says that a number is not what is needed.</summary>
    [DoesNotReturn]
    public static void Throw<T>(T given, string needed, string name, string? parameter = null) where T : struct, IFormattable =>
        throw new ArgumentOutOfRangeException(
            parameter ?? name, string.Create(CultureInfo.InvariantCulture, $"{name} is {given}, but must be {needed}."));

    [DoesNotReturn]
    private static void ThrowRow(int row, int count, string parameter) => Throw(
        row, count == 0 ? "one of the dataset, which has none" : $"one from 0 to {Wording.Number(count - 1)}", "The row", parameter);
}
