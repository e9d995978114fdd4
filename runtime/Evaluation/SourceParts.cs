namespace Unrolled;

/// <summary>Goes through a source once, part by part, each a dataset.</summary>
internal static class SourceParts
{
    /// <summary>Sees each part.</summary>
    /// <param name="source">The source.</param>
    /// <param name="parameterName">What the caller's parameter is called.</param>
    /// <param name="visitor">Sees the samples of a part whose weight is not 0, with targets that suit the network's outputs.</param>
    /// <exception cref="ArgumentException">The samples are not what the network takes, or there are none that count.</exception>
    public static void Visit<TNetwork>(ISampleSource source, string parameterName, Action<Dataset> visitor)
        where TNetwork : class, IInferenceNetwork
    {
        SourceChecks.CheckShape<TNetwork>(source, parameterName);
        SampleBlock block = new(source.Shape, SampleSource.BlockSize(source.Shape), OutputTargets.Of<TNetwork>);
        using SampleCursor cursor = new(source, chunk: 0, seed: 0);
        long count = 0;
        do
        {
            block.Clear();
            cursor.FillToEnd(block, CancellationToken.None);
            SampleChecks.Check(source, block);
            Dataset part = block.Data.Take(block.Count).Present();
            count += part.Count;
            if (part.Count > 0)
            {
                visitor(part);
            }
        }
        while (block.Count == block.Capacity);

        if (count == 0)
        {
            throw new ArgumentException($"{source.Name} has no samples that count; at least 1 is needed.", parameterName);
        }
    }
}
