using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>The checks at the entrance of an accumulator network's methods.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AccumulatorCheck
{
    /// <summary>Requires a feature that there is.</summary>
    /// <param name="feature">Its number.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Feature(int feature, int count)
    {
        if ((uint)feature >= (uint)count)
        {
            ThrowFeature(feature, count);
        }
    }

    /// <summary>Requires one of two sides.</summary>
    /// <param name="sideToMove">Its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Side(int sideToMove)
    {
        if ((uint)sideToMove >= 2)
        {
            ThrowSide(sideToMove);
        }
    }

    /// <summary>Requires an output layer that there is.</summary>
    /// <param name="bucket">Its number.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Bucket(int bucket, int count)
    {
        if ((uint)bucket >= (uint)count)
        {
            ThrowBucket(bucket, count);
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
            if ((uint)feature >= (uint)count)
            {
                throw OutOfRange(name, feature, count);
            }
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
            ThrowNetwork();
        }
    }

    [DoesNotReturn]
    private static void ThrowNetwork() => throw new ArgumentException(
        "The accumulator is another network's: its sums are of other weights. Construct one for this network.", "accumulator");

    // Methods that do nothing but throw, without a name to hand over: the JIT knows that they do not return, and kernels save no register for them.
    [DoesNotReturn]
    private static void ThrowFeature(int feature, int count) => throw OutOfRange(nameof(feature), feature, count);

    [DoesNotReturn]
    private static void ThrowSide(int sideToMove) => throw OutOfRange(nameof(sideToMove), sideToMove, 2);

    [DoesNotReturn]
    private static void ThrowBucket(int bucket, int count) => throw OutOfRange(nameof(bucket), bucket, count);

    private static ArgumentOutOfRangeException OutOfRange(string name, int given, int count) =>
        new(name, $"{name} is {Wording.Number(given)}, but must be {(count == 1 ? "0" : $"from 0 to {Wording.Number(count - 1)}")}.");
}
