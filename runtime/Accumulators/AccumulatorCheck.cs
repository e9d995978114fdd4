using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>The checks at the entrance of an accumulator network's methods.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AccumulatorCheck
{
    /// <summary>Requires a number from 0 on: of a feature, a side, a bucket.</summary>
    /// <param name="given">The number.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="name">The parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Index(int given, int count, string name)
    {
        if ((uint)given >= (uint)count)
        {
            ThrowIndex(given, count, name);
        }
    }

    /// <summary>Requires a list of features that can be on together.</summary>
    /// <param name="features">Their numbers.</param>
    /// <param name="count">How many features there are.</param>
    /// <param name="most">How many can be on.</param>
    /// <param name="name">The parameter.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature.</exception>
    public static void Features(ReadOnlySpan<int> features, int count, int most, string name)
    {
        if (features.Length > most)
        {
            throw new ArgumentException(
                $"{name} has {Wording.Exact(features.Length, "feature")}, but at most {Wording.Number(most)} can be on, as MaxActiveFeatures says.", name);
        }

        foreach (int feature in features)
        {
            Index(feature, count, name);
        }
    }

    /// <summary>Requires an accumulator of the network.</summary>
    /// <param name="given">The parameters of the accumulator's network.</param>
    /// <param name="needed">The parameters of the network.</param>
    /// <exception cref="ArgumentException">It is another network's.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Network(AccumulatorParameters given, AccumulatorParameters needed)
    {
        if (given != needed)
        {
            throw new ArgumentException("The accumulator is another network's: its sums are of other weights. Construct one for this network.", "accumulator");
        }
    }

    [DoesNotReturn]
    private static void ThrowIndex(int given, int count, string name) =>
        Require.Throw(given, count == 1 ? "0" : $"from 0 to {Wording.Number(count - 1)}", name);
}
