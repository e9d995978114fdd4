using Unrolled.Internal;

namespace Unrolled;

/// <summary>The checks of what an accumulator network is trained on.</summary>
internal static class SparseChecks
{
    /// <summary>Requires samples that fit the network and each other.</summary>
    /// <exception cref="ArgumentException">Something does not fit; the message says what and where.</exception>
    public static void Batch(
        AccumulatorShape shape,
        SparseFeatures own,
        SparseFeatures other,
        ReadOnlySpan<float> evaluations,
        ReadOnlySpan<float> results,
        ReadOnlySpan<int> buckets)
    {
        int samples = results.Length;
        if (samples == 0)
        {
            throw new ArgumentException($"{nameof(results)} is empty, but at least 1 sample is needed.", nameof(results));
        }

        Lists(shape, own, samples, nameof(own));
        if (shape.Perspectives == 2)
        {
            Lists(shape, other, samples, nameof(other));
        }
        else if (!other.Offsets.IsEmpty || !other.Indices.IsEmpty)
        {
            throw new ArgumentException($"{nameof(other)} has lists, but the network has one perspective and takes none.", nameof(other));
        }

        Check.Length(evaluations.Length, samples, nameof(evaluations));
        Check.AllFinite(evaluations, nameof(evaluations));
        for (int i = 0; i < samples; i++)
        {
            if (results[i] is not (>= 0 and <= 1))
            {
                throw new ArgumentException(
                    $"{nameof(results)}[{Wording.Number(i)}] is {Wording.Number(results[i])}, but must be from 0, a loss, to 1, a win.", nameof(results));
            }
        }

        if (!buckets.IsEmpty)
        {
            Check.Length(buckets.Length, samples, nameof(buckets));
            Numbers(buckets, shape.OutputBuckets, nameof(buckets));
        }
    }

    /// <summary>Requires a position that fits the network.</summary>
    /// <exception cref="ArgumentException">Something does not fit; the message says what.</exception>
    public static void Position(AccumulatorShape shape, ReadOnlySpan<int> own, ReadOnlySpan<int> other, int bucket)
    {
        if (shape.Perspectives == 1)
        {
            Check.Length(other.Length, 0, nameof(other));
        }

        AccumulatorCheck.Features(own, shape.Features, shape.MaxActiveFeatures, nameof(own));
        AccumulatorCheck.Features(other, shape.Features, shape.MaxActiveFeatures, nameof(other));
        AccumulatorCheck.Bucket(bucket, shape.OutputBuckets);
    }

    private static void Lists(AccumulatorShape shape, SparseFeatures lists, int samples, string name)
    {
        ReadOnlySpan<int> starts = lists.Offsets;
        if (starts.Length != samples)
        {
            throw new ArgumentException(
                $"{name} has {Wording.Exact(starts.Length, "offset")}, but {Wording.Number(samples)} {Wording.Are(samples)} needed, one for each sample.",
                name);
        }

        int least = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            int most = i == 0 ? 0 : lists.Indices.Length;
            if (starts[i] < least || starts[i] > most)
            {
                Refuse(starts[i], i, name, ".Offsets", Range(least, most));
            }

            least = starts[i];
        }

        for (int i = 0; i < samples; i++)
        {
            if (lists[i].Length > shape.MaxActiveFeatures)
            {
                throw new ArgumentException(
                    $"{name} has {Wording.Exact(lists[i].Length, "feature")} in sample {Wording.Number(i)}, but at most "
                    + $"{Wording.Number(shape.MaxActiveFeatures)} can be on, as MaxActiveFeatures says.",
                    name);
            }
        }

        Numbers(lists.Indices, shape.Features, name, ".Indices");
    }

    /// <summary>Requires numbers from 0 on of things of which there are so many.</summary>
    private static void Numbers(ReadOnlySpan<int> given, int count, string name, string part = "")
    {
        for (int i = 0; i < given.Length; i++)
        {
            if ((uint)given[i] >= (uint)count)
            {
                Refuse(given[i], i, name, part, Range(0, count - 1));
            }
        }
    }

    private static string Range(int least, int most) =>
        least == most ? Wording.Number(least) : $"from {Wording.Number(least)} to {Wording.Number(most)}";

    private static void Refuse(int given, int index, string name, string part, string needed) => throw new ArgumentException(
        $"{name}{part}[{Wording.Number(index)}] is {Wording.Number(given)}, but must be {needed}.", name);
}
