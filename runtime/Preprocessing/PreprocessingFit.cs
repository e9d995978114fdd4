using System.Runtime.InteropServices;
using Unrolled.Internal;

namespace Unrolled;

/// <summary>Measures what preprocessing is to do from the rows that a network is to be trained on.</summary>
internal static class PreprocessingFit
{
    /// <summary>Measures first what takes the place of missing values, and then the scale of what the inputs are with it.</summary>
    /// <param name="features">The features. One that has a fill keeps it.</param>
    /// <param name="rows">The raw rows.</param>
    /// <param name="weights">A weight for each row, or empty.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, no row is there, or a feature does not take a value.</exception>
    public static Preprocessing Of(IReadOnlyList<Feature> features, ReadOnlySpan<float> rows, ReadOnlySpan<float> weights)
    {
        Require.AtLeastOne(features.Count, "features.Count", nameof(features));
        int count = Check.Rows(rows.Length, features.Count, nameof(rows), atLeast: 1);
        if (!weights.IsEmpty)
        {
            Check.SampleWeights(weights, count, nameof(weights), mayBeNegative: true);
        }

        // Rows of weight 0 are not there.
        Feature[] given = [.. features];
        bool hasGaps = Array.Exists(given, HasGap);
        List<int> present = new(count);
        for (int row = 0; row < count; row++)
        {
            if (weights.IsEmpty || weights[row] != 0)
            {
                present.Add(row);
                if (hasGaps)
                {
                    RequireValues(given, rows.Slice(row * given.Length, given.Length), row);
                }
            }
        }

        if (present.Count == 0)
        {
            throw new ArgumentException("All rows have the weight 0; at least one other is needed.", nameof(weights));
        }

        Feature[] filled = new Feature[features.Count];
        for (int i = 0; i < filled.Length; i++)
        {
            filled[i] = HasGap(given[i]) ? given[i].WithFill(FillOf(given[i], Column(rows, given.Length, i, present))) : given[i];
        }

        ColumnFit columns = new(filled.SelectMany(Scalings));
        float[] inputs = new float[filled.Sum(feature => feature.InputCount)];
        foreach (int row in present)
        {
            ReadOnlySpan<float> values = rows.Slice(row * filled.Length, filled.Length);
            if (Preprocessing.TryExpand(filled, values, inputs) is var feature and >= 0)
            {
                throw Preprocessing.Refused(filled[feature], filled[feature].FindDefect(values[feature])!, row, "rows");
            }

            columns.Add(inputs);
        }

        return new Preprocessing(filled, new Standardizer(columns.Result()));
    }

    /// <summary>Whether it is to be measured what takes the place of missing values.</summary>
    private static bool HasGap(Feature feature) => feature.Missing != MissingValues.Refuse && feature.Fill is null;

    private static void RequireValues(Feature[] features, ReadOnlySpan<float> values, int row)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!features[i].IsPlain(values[i]) && features[i].FindDefect(values[i]) is { } defect)
            {
                throw Preprocessing.Refused(features[i], defect, row, "rows");
            }
        }
    }

    /// <summary>The values of a feature that are there.</summary>
    private static Span<float> Column(ReadOnlySpan<float> rows, int stride, int column, List<int> present)
    {
        List<float> values = [];
        foreach (int row in present)
        {
            if (rows[row * stride + column] is var value && !float.IsNaN(value))
            {
                values.Add(value);
            }
        }

        return CollectionsMarshal.AsSpan(values);
    }

    private static float FillOf(Feature feature, Span<float> values)
    {
        // Categories that are not known are below 0, and no value to take.
        int[] counts = feature.Kind == FeatureKind.Category ? Counts(values, feature.Categories.Count) : [];
        if (feature.Kind == FeatureKind.Category ? counts.Sum() == 0 : values.IsEmpty)
        {
            throw new ArgumentException(
                $"Feature {Printable.Quote(feature.Name)} has no value in any row, so that nothing says what takes the place of missing ones: "
                + "leave it out, or give it a value by WithFill.",
                nameof(feature));
        }

        if (feature.Kind == FeatureKind.Category)
        {
            return Array.IndexOf(counts, counts.Max());
        }

        values.Sort();
        return feature.Missing switch
        {
            MissingValues.Mean => (float)Mean(values),
            MissingValues.Median => (float)Quantiles.Of(values, 0.5),
            _ => MostFrequent(values),
        };
    }

    private static int[] Counts(ReadOnlySpan<float> values, int categories)
    {
        int[] counts = new int[categories];
        foreach (float value in values)
        {
            if (value >= 0)
            {
                counts[(int)value]++;
            }
        }

        return counts;
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        RunningMoments moments = default;
        foreach (float value in values)
        {
            moments.Add(value);
        }

        return moments.Mean;
    }

    private static float MostFrequent(ReadOnlySpan<float> sorted)
    {
        float best = sorted[0];
        for (int start = 0, most = 0; start < sorted.Length;)
        {
            int end = start;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            if (end - start > most)
            {
                (best, most) = (sorted[start], end - start);
            }

            start = end;
        }

        return best;
    }

    private static IEnumerable<Scaling> Scalings(Feature feature) =>
        Enumerable.Repeat(Scaling.None, feature.InputCount - 1).Prepend(feature.Scaling);
}
