using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <content>What classes there are, and views that go by them.</content>
public sealed partial class Dataset
{
    /// <summary>How many samples of each class there are, without those of weight 0.</summary>
    /// <returns>A number for each class.</returns>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public int[] ClassSizes()
    {
        int[] sizes = new int[_store.TargetSize];
        for (int row = 0; row < Count; row++)
        {
            int label = Label(row);
            sizes[label] += IsThere(row) ? 1 : 0;
        }

        return sizes;
    }

    /// <summary>Weights with which all classes count the same, n / (k n_c): n samples of k classes, n_c of them of the class.</summary>
    /// <remarks>
    /// King and Zeng, <i>Logistic regression in rare events data</i> (2001), as scikit-learn's <c>class_weight="balanced"</c>. The mean over
    /// the samples is 1, so that learning rates stay what they are. Networks trained so overstate how probable rare classes are.
    /// </remarks>
    /// <returns>A weight for each class; 0 where there are no samples of it, nor are they counted in k.</returns>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    public float[] BalancedClassWeights()
    {
        int[] sizes = ClassSizes();
        double samples = sizes.Sum();
        int classes = sizes.Count(size => size > 0);
        return Array.ConvertAll(sizes, size => size == 0 ? 0 : (float)(samples / ((double)classes * size)));
    }

    /// <summary>The same samples, each of which counts in training as much as its class: its weight so far times that of the class.</summary>
    /// <param name="weights">A weight for each class, 0 or above, such as <see cref="BalancedClassWeights"/>.</param>
    /// <exception cref="ArgumentException">There is not a weight for each class, one is negative or not finite, or no sample counts.</exception>
    /// <exception cref="InvalidOperationException">The samples have no labels.</exception>
    /// <example>
    /// <code>
    /// training = training.WithClassWeights(training.BalancedClassWeights());
    /// </code>
    /// </example>
    public Dataset WithClassWeights(params ReadOnlySpan<float> weights)
    {
        RequireLabels();
        Check.Length(weights.Length, _store.TargetSize, nameof(weights));
        foreach (float weight in weights)
        {
            Require.NotNegative(weight, "A class's weight", nameof(weights));
        }

        float[] ofSamples = new float[Count];
        for (int row = 0; row < ofSamples.Length; row++)
        {
            ofSamples[row] = Weight(row) * weights[Label(row)];
        }

        return WithWeights(ofSamples);
    }

    /// <summary>Holds samples out at random, the same share of every class.</summary>
    /// <remarks>
    /// As many as <see cref="Split"/> holds out. Of a class it is its share of them, rounded down or up so that the sum is right (the largest
    /// remainders are rounded up), but each part gets at least one sample of every class that there is.
    /// </remarks>
    /// <param name="validationFraction">The share of the samples to hold out, between 0 and 1.</param>
    /// <param name="seed">Chooses the samples. The same seed gives the same parts on every machine.</param>
    /// <returns>Two views in random order, which share the samples with this dataset.</returns>
    /// <exception cref="ArgumentException">
    /// The fraction is not between 0 and 1, or leaves one part with fewer samples than there are classes.
    /// </exception>
    /// <exception cref="InvalidOperationException">The samples have no labels, or a class has only one sample.</exception>
    public (Dataset Training, Dataset Validation) StratifiedSplit(double validationFraction, int seed)
    {
        RequireLabels();
        int[] rows = ShuffledRows(seed);
        int held = HeldOut(validationFraction);
        int[][] classes = [.. rows.GroupBy(Label).OrderBy(rowsOfClass => rowsOfClass.Key).Select(rowsOfClass => rowsOfClass.ToArray())];
        if (Array.Find(classes, rowsOfClass => rowsOfClass.Length == 1) is [int single])
        {
            throw new InvalidOperationException($"Class {Label(single)} has 1 sample; each part needs one, so that at least 2 are needed.");
        }

        if (Math.Min(held, Count - held) < classes.Length)
        {
            Require.Throw(
                validationFraction,
                $"such that each part has at least {Wording.Exact(classes.Length, "sample")}, one of every class; of {Wording.Exact(Count, "sample")} "
                + $"it holds {Wording.Number(held)} out",
                nameof(validationFraction));
        }

        int[] heldOfClass = Apportionment.Of(held, Array.ConvertAll(classes, rowsOfClass => rowsOfClass.Length));
        bool[] isHeld = new bool[Count];
        foreach ((int[] rowsOfClass, int count) in classes.Zip(heldOfClass))
        {
            foreach (int row in rowsOfClass.AsSpan(0, count))
            {
                isHeld[row] = true;
            }
        }

        return (View(Array.FindAll(rows, row => !isHeld[row])), View(Array.FindAll(rows, row => isHeld[row])));
    }

    private void RequireLabels()
    {
        if (!HasLabels)
        {
            throw new InvalidOperationException("The samples have target rows, not labels.");
        }
    }

    private int HeldOut(double validationFraction)
    {
        Require.That(
            validationFraction is > 0 and < 1, validationFraction, "between 0 and 1, both excluded", nameof(validationFraction));
        if (Count < 2)
        {
            throw new InvalidOperationException($"There {Wording.Are(Count)} {Wording.Exact(Count, "sample")}; a split needs at least 2.");
        }

        return Math.Clamp((int)Math.Round(validationFraction * Count), 1, Count - 1);
    }

    private int[] ShuffledRows(int seed)
    {
        int[] rows = [.. Enumerable.Range(0, Count)];
        new Xoshiro256(seed).Shuffle(rows);
        return rows;
    }
}
