using Unrolled.Numerics;


namespace Unrolled;

/// <summary>Divides a dataset into parts of equal size, each of which validates once while the others train.</summary>
/// <remarks>
/// Stone, <i>Cross-validatory choice and assessment of statistical predictions</i> (1974); Kohavi, <i>A study of cross-validation and
/// bootstrap for accuracy estimation and model selection</i> (1995), recommends stratified parts. The parts are views and share the
/// samples with the dataset. For a single hold-out see <see cref="Dataset.Split"/>.
/// </remarks>
/// <example>
/// <code>
/// IReadOnlyList&lt;Fold&gt; folds = KFold.Stratified(data, folds: 5, seed: 1);
/// </code>
/// </example>
public static class KFold
{
    /// <summary>Parts chosen at random; their sizes differ by 1 at most.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="folds">The number of parts, from 2 to the number of samples.</param>
    /// <param name="seed">Chooses the samples. The same seed gives the same parts on every machine.</param>
    /// <exception cref="ArgumentException">There are too few or too many parts.</exception>
    public static IReadOnlyList<Fold> Split(Dataset data, int folds, int seed)
    {
        CheckFolds(data, folds);
        return Deal(data, Shuffled(data, seed), folds);
    }

    /// <summary>Parts chosen at random among which each class is divided equally: its numbers differ by 1 at most.</summary>
    /// <param name="data">Samples with labels.</param>
    /// <param name="folds">The number of parts, from 2 to the number of samples.</param>
    /// <param name="seed">Chooses the samples. The same seed gives the same parts on every machine.</param>
    /// <exception cref="ArgumentException">There are too few or too many parts, or the samples have no labels.</exception>
    public static IReadOnlyList<Fold> Stratified(Dataset data, int folds, int seed)
    {
        CheckFolds(data, folds);
        if (!data.HasLabels)
        {
            throw new ArgumentException("The samples have target rows, but labels are needed.", nameof(data));
        }

        // The sort is stable: within a class the order stays random.
        return Deal(data, [.. Shuffled(data, seed).OrderBy(data.Label)], folds);
    }

    private static void CheckFolds(Dataset data, int folds)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (folds < 2 || folds > data.Count)
        {
            Require.Throw(folds, $"at least 2 and at most one for each of {Wording.Exact(data.Count, "sample")}", nameof(folds));
        }
    }

    private static int[] Shuffled(Dataset data, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        new Xoshiro256(seed).Shuffle(rows);
        return rows;
    }

    private static Fold[] Deal(Dataset data, int[] rows, int folds)
    {
        var result = new Fold[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            result[fold] = new Fold(
                data.Subset([.. rows.Where((_, i) => i % folds != fold)]),
                data.Subset([.. rows.Where((_, i) => i % folds == fold)]));
        }

        return result;
    }
}
