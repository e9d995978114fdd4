using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Divides a dataset into parts of equal size, each of which validates once while the others train.</summary>
/// <remarks>
/// Stone, <i>Cross-validatory choice and assessment of statistical predictions</i> (1974); Kohavi, <i>A study of cross-validation and
/// bootstrap for accuracy estimation and model selection</i> (1995), recommends stratified parts. The parts are views and share the
/// samples with the dataset. For a single hold-out see <see cref="Dataset.Split"/> and <see cref="Dataset.StratifiedSplit"/>.
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
        return Deal(data, Shuffled(data.Count, seed), folds);
    }

    /// <summary>Parts chosen at random among which each class is divided equally: its numbers differ by 1 at most.</summary>
    /// <param name="data">Samples with labels.</param>
    /// <param name="folds">The number of parts, from 2 to the number of samples of each class that there is.</param>
    /// <param name="seed">Chooses the samples. The same seed gives the same parts on every machine.</param>
    /// <exception cref="ArgumentException">
    /// There are too few parts, a class has fewer samples than there are parts, or the samples have no labels.
    /// </exception>
    public static IReadOnlyList<Fold> Stratified(Dataset data, int folds, int seed)
    {
        CheckFolds(data, folds);
        if (!data.HasLabels)
        {
            throw new ArgumentException("The samples have target rows, but labels are needed.", nameof(data));
        }

        int[] sizes = data.ClassSizes();
        int small = Array.FindIndex(sizes, size => size > 0 && size < folds);
        if (small >= 0)
        {
            Require.Throw(
                folds,
                $"at most {Wording.Number(sizes[small])}: there {Wording.Are(sizes[small])} {Wording.Exact(sizes[small], "sample")} of class {small}, "
                + "and each part needs one of every class",
                nameof(folds));
        }

        // The sort is stable: within a class the order stays random.
        return Deal(data, [.. Shuffled(data.Count, seed).OrderBy(data.Label)], folds);
    }

    /// <summary>
    /// Parts that do not divide a group, e.g. all visits of one patient: what is known of a group does not help to validate on it. Groups
    /// go by size, the largest first, each to the part with the fewest samples so far; those of a size in random order.
    /// </summary>
    /// <remarks>
    /// The rule of Graham, <i>Bounds on multiprocessing timing anomalies</i> (1969), by which the largest part has at most a third more
    /// samples than it must have.
    /// </remarks>
    /// <typeparam name="TGroup">What a group is called by.</typeparam>
    /// <param name="data">The samples.</param>
    /// <param name="groups">The group of each sample.</param>
    /// <param name="folds">The number of parts, from 2 to the number of groups.</param>
    /// <param name="seed">Chooses among groups of equal size. The same seed gives the same parts on every machine.</param>
    /// <exception cref="ArgumentException">There is not a group for each sample, or there are too few or too many parts.</exception>
    public static IReadOnlyList<Fold> Grouped<TGroup>(Dataset data, IReadOnlyList<TGroup> groups, int folds, int seed)
        where TGroup : notnull
    {
        CheckFolds(data, folds);
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count != data.Count)
        {
            throw Check.WrongLength(groups.Count, data.Count, nameof(groups), " Each sample needs a group.");
        }

        // In the order of their first samples.
        int[][] members = [.. Enumerable.Range(0, data.Count).GroupBy(row => groups[row]).Select(group => group.ToArray())];
        if (members.Length < folds)
        {
            Require.Throw(folds, $"at most one for each of {Wording.Exact(members.Length, "group")}", nameof(folds));
        }

        List<int>[] parts = [.. Enumerable.Range(0, folds).Select(_ => new List<int>())];
        foreach (int group in Shuffled(members.Length, seed).OrderByDescending(group => members[group].Length))
        {
            parts.MinBy(part => part.Count)!.AddRange(members[group]);
        }

        return [.. parts.Select(part => new Fold(
            data.Subset([.. parts.Where(other => other != part).SelectMany(other => other)]), data.Subset([.. part])))];
    }

    private static void CheckFolds(Dataset data, int folds)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (folds < 2 || folds > data.Count)
        {
            Require.Throw(folds, $"at least 2 and at most one for each of {Wording.Exact(data.Count, "sample")}", nameof(folds));
        }
    }

    private static int[] Shuffled(int count, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
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
