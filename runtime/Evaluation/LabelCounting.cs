namespace Unrolled;

/// <summary>Counts for each output how often its label was there and how often it was predicted.</summary>
internal static class LabelCounting
{
    /// <summary>Counts every sample of the dataset, which has been checked.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples that count.</param>
    /// <param name="task">What they set the network.</param>
    /// <param name="threshold">The output above which a label is predicted; the midpoint of the outputs unless given.</param>
    public static MultiLabelFigures Run<TNetwork>(TNetwork network, Dataset data, PredictionTask task, float? threshold = null)
        where TNetwork : class, IInferenceNetwork
    {
        float least = threshold ?? OutputRange.Midpoint<TNetwork>();
        var membership = new Membership<TNetwork>(task);
        var counts = new BinaryCounts[TNetwork.OutputSize];
        long wholeRows = 0;
        OutputRows.Visit(network, data, (actual, outputs, targets) =>
        {
            bool isWhole = true;
            for (int i = 0; i < outputs.Length; i++)
            {
                bool has = membership.Has(i, actual, targets);
                bool isPredicted = outputs[i] > least;
                counts[i] = counts[i].With(has, isPredicted);
                isWhole &= has == isPredicted;
            }

            wholeRows += isWhole ? 1 : 0;
        });
        return new MultiLabelFigures(counts, wholeRows, least);
    }
}
