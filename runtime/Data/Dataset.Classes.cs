using Unrolled.Internal;

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
        (int[] training, int[] held) = HoldOut.Stratified(Count, validationFraction, seed, Label, "sample", nameof(validationFraction));
        return (View(training), View(held));
    }

    private void RequireLabels()
    {
        if (!HasLabels)
        {
            throw new InvalidOperationException("The samples have target rows, not labels.");
        }
    }
}
