namespace Unrolled;

/// <summary>Counts for each output how often its label was there and how often it was predicted.</summary>
internal static class LabelCounting
{
    /// <summary>Counts every sample of the dataset, which has been checked.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples that count.</param>
    /// <param name="task">What they set the network.</param>
    /// <param name="thresholds">For each output the number above which its label is predicted; the midpoint of the outputs unless given.</param>
    public static MultiLabelFigures Run<TNetwork>(TNetwork network, Dataset data, PredictionTask task, float[]? thresholds = null)
        where TNetwork : class, IInferenceNetwork
    {
        float[] least = thresholds ?? [.. Enumerable.Repeat(OutputRange.Midpoint<TNetwork>(), TNetwork.OutputSize)];
        var membership = new Membership<TNetwork>(task);
        var counts = new BinaryCounts[TNetwork.OutputSize];
        long wholeRows = 0;
        OutputRows.Visit(network, data, (actual, outputs, targets) =>
        {
            bool isWhole = true;
            for (int i = 0; i < outputs.Length; i++)
            {
                bool has = membership.Has(i, actual, targets);
                bool isPredicted = outputs[i] > least[i];
                counts[i] = counts[i].With(has, isPredicted);
                isWhole &= has == isPredicted;
            }

            wholeRows += isWhole ? 1 : 0;
        });
        return new MultiLabelFigures(counts, wholeRows, least);
    }
}
