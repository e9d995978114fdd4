using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Unrolled;

/// <summary>Argument checks with one wording: the parameter, what was given and what is needed.</summary>
internal static class Require
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int given, long needed, string parameter)
    {
        if (given != needed)
        {
            ThrowLength(given, needed, parameter);
        }
    }

    /// <summary>What to throw where more can be said than the two lengths.</summary>
    public static ArgumentException WrongLength(int given, long needed, string why, string parameter) =>
        new($"The length is {given}; {needed} is needed. {why}", parameter);

    public static void AtLeastOne(int given, string parameter)
    {
        if (given < 1)
        {
            throw new ArgumentOutOfRangeException(parameter, given, "At least 1 is needed.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row(int row, int count, string parameter)
    {
        if ((uint)row >= (uint)count)
        {
            ThrowRow(row, count, parameter);
        }
    }

    public static void Range(int start, int length, int count)
    {
        if ((uint)start > (uint)count)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"A row from 0 to {count} is needed.");
        }

        if ((uint)length > (uint)(count - start))
        {
            int following = count - start;
            throw new ArgumentOutOfRangeException(
                nameof(count), length, $"At most {Wording.Exact(following, "row")} {(following == 1 ? "follows" : "follow")} row {start}.");
        }
    }

    /// <summary>Returns a number in [0, 1).</summary>
    public static float Fraction(float given, string parameter) => given is >= 0 and < 1
        ? given
        : throw new ArgumentOutOfRangeException(parameter, given, "A number in [0, 1) is needed.");

    /// <summary>Returns a finite number above 0, large enough to be a divisor.</summary>
    public static float Positive(float given, string parameter) => float.IsNormal(given) && given > 0
        ? given
        : throw new ArgumentOutOfRangeException(parameter, given, "A finite number above 0 is needed.");

    /// <summary>Returns a finite number, 0 or above.</summary>
    public static float NotNegative(float given, string parameter) => float.IsFinite(given) && given >= 0
        ? given
        : throw new ArgumentOutOfRangeException(parameter, given, "A finite number, 0 or above, is needed.");

    [DoesNotReturn]
    private static void ThrowLength(int given, long needed, string parameter) =>
        throw new ArgumentException($"The length is {given}; {needed} is needed.", parameter);

    [DoesNotReturn]
    private static void ThrowRow(int row, int count, string parameter)
    {
        string needed = count == 0 ? "There are no rows." : $"A row from 0 to {count - 1} is needed.";
        throw new ArgumentOutOfRangeException(parameter, row, needed);
    }
}
