namespace Unrolled;

/// <summary>Sees one sample after another as the network does.</summary>
/// <param name="actual">The sample's class: its label, or what its targets stand for as outputs.</param>
/// <param name="outputs">The network's outputs.</param>
/// <param name="targets">What they should be.</param>
internal delegate void OutputVisitor(int actual, ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets);

/// <summary>Runs a network over a dataset, a chunk of samples at a time.</summary>
internal static class OutputRows
{
    /// <summary>Visits every sample in order. The dataset has been checked.</summary>
    public static void Visit<TNetwork>(TNetwork network, Dataset data, OutputVisitor visitor) where TNetwork : class, IInferenceNetwork
    {
        float midpoint = OutputRange.Midpoint<TNetwork>();
        int chunk = Math.Min(Evaluator.ChunkSize, data.Count);
        float[] inputs = new float[chunk * TNetwork.InputSize];
        float[] outputs = new float[chunk * TNetwork.OutputSize];
        float[] targets = new float[chunk * data.TargetSize];
        for (int start = 0; start < data.Count; start += chunk)
        {
            int count = Math.Min(chunk, data.Count - start);
            Span<float> x = inputs.AsSpan(0, count * TNetwork.InputSize);
            data.Gather(start, count, x, targets.AsSpan(0, count * data.TargetSize));
            network.ForwardBatch(x, outputs.AsSpan(0, count * TNetwork.OutputSize));
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> target = targets.AsSpan(i * data.TargetSize, data.TargetSize);
                int actual = data.HasLabels ? data.Label(start + i) : Prediction.FromOutputs(target, midpoint);
                visitor(actual, outputs.AsSpan(i * TNetwork.OutputSize, TNetwork.OutputSize), target);
            }
        }
    }
}
