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
            throw new ArgumentOutOfRangeException(nameof(count), length, $"At most {count - start} rows follow row {start}.");
        }
    }

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
