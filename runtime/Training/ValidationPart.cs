using Unrolled.Threading;

namespace Unrolled;

/// <summary>Measures on one worker's chunks of a dataset, in buffers of its own.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
/// <param name="data">The dataset.</param>
/// <param name="chunks">Which chunks of <see cref="Evaluator.ChunkSize"/> samples.</param>
/// <param name="hasClasses">Whether samples have one class each, so that it makes sense to count those that are right.</param>
/// <param name="toClasses">Whether the loss is that against the classes that the targets stand for.</param>
/// <param name="sumLosses">By which loss.</param>
/// <param name="losses">Receives the loss of each chunk, summed over its samples.</param>
internal sealed class ValidationPart<TNetwork>(
    Dataset data, Share chunks, bool hasClasses, bool toClasses, SummedLoss<TNetwork> sumLosses, double[] losses)
    where TNetwork : class, IInferenceNetwork
{
    private readonly float _midpoint = OutputRange.Midpoint<TNetwork>();
    private readonly float[] _inputs = new float[Math.Min(Evaluator.ChunkSize, data.Count) * TNetwork.InputSize];
    private readonly float[] _targets = new float[Math.Min(Evaluator.ChunkSize, data.Count) * TNetwork.OutputSize];
    private readonly float[] _outputs = new float[Math.Min(Evaluator.ChunkSize, data.Count) * TNetwork.OutputSize];

    /// <summary>How many samples were classified correctly; 0 where they have no classes.</summary>
    public int Correct { get; private set; }

    public void Run(TNetwork network)
    {
        Correct = 0;
        for (int chunk = chunks.Start; chunk < chunks.Start + chunks.Count; chunk++)
        {
            int start = chunk * Evaluator.ChunkSize;
            int count = Math.Min(Evaluator.ChunkSize, data.Count - start);
            Span<float> inputs = _inputs.AsSpan(0, count * TNetwork.InputSize);
            Span<float> targets = _targets.AsSpan(0, count * TNetwork.OutputSize);
            Span<float> outputs = _outputs.AsSpan(0, count * TNetwork.OutputSize);
            data.Gather(start, count, inputs, targets);
            if (toClasses)
            {
                ToOneHot(targets);
            }

            losses[chunk] = sumLosses(network, inputs, targets, outputs);
            for (int i = 0; hasClasses && i < count; i++)
            {
                int actual = data.HasLabels ? data.Label(start + i) : FromRow(targets, i);
                Correct += FromRow(outputs, i) == actual ? 1 : 0;
            }
        }
    }

    private int FromRow(ReadOnlySpan<float> rows, int i) =>
        Prediction.FromOutputs(rows.Slice(i * TNetwork.OutputSize, TNetwork.OutputSize), _midpoint);

    /// <summary>Replaces rows of targets by 1 for the class that they stand for and 0 for the others.</summary>
    private void ToOneHot(Span<float> targets)
    {
        for (int start = 0; start < targets.Length; start += TNetwork.OutputSize)
        {
            Span<float> row = targets.Slice(start, TNetwork.OutputSize);
            int actual = Prediction.FromOutputs(row, _midpoint);
            row.Clear();
            if (row.Length > 1)
            {
                row[actual] = 1;
            }
            else
            {
                row[0] = actual;
            }
        }
    }
}
