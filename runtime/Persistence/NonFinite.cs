using System.Globalization;

namespace Unrolled;

/// <summary>NaN and the infinities among parameters.</summary>
internal static class NonFinite
{
    /// <summary>The index of the first one, or -1.</summary>
    public static int IndexIn(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Its name in messages, the same in every culture.</summary>
    public static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
