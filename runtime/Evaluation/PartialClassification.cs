using Unrolled.Threading;

namespace Unrolled;

/// <summary>Classifies one worker's part of a dataset as often as wanted, a chunk of samples at a time, in buffers of its own.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal sealed class PartialClassification<TNetwork> where TNetwork : class, IInferenceNetwork
{
    private readonly Dataset _data;
    private readonly Share _rows;
    private readonly float _midpoint = OutputRange.Midpoint<TNetwork>();
    private readonly int _chunk;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly float[] _targets;
    private readonly ConfusionMatrix _matrix = new(Prediction.ClassCount(TNetwork.OutputSize));

    public PartialClassification(Dataset data, Share rows)
    {
        _data = data;
        _rows = rows;
        _chunk = Math.Min(Evaluator.ChunkSize, rows.Count);
        _inputs = new float[_chunk * TNetwork.InputSize];
        _outputs = new float[_chunk * TNetwork.OutputSize];
        _targets = data.HasLabels ? [] : new float[_chunk * TNetwork.OutputSize];
    }

    /// <summary>Classifies every sample of the part. The matrix is the same object every time.</summary>
    public ConfusionMatrix Run(TNetwork network)
    {
        _matrix.Clear();
        int end = _rows.Start + _rows.Count;
        for (int start = _rows.Start; start < end; start += _chunk)
        {
            int count = Math.Min(_chunk, end - start);
            Span<float> inputs = _inputs.AsSpan(0, count * TNetwork.InputSize);
            Span<float> outputs = _outputs.AsSpan(0, count * TNetwork.OutputSize);
            Gather(start, count, inputs);
            network.ForwardBatch(inputs, outputs);
            for (int i = 0; i < count; i++)
            {
                _matrix.Add(Actual(start, i), FromRow(outputs, i));
            }
        }

        return _matrix;
    }

    private void Gather(int start, int count, Span<float> inputs)
    {
        if (_data.HasLabels)
        {
            _data.GatherInputs(start, count, inputs);
        }
        else
        {
            _data.Gather(start, count, inputs, _targets.AsSpan(0, count * TNetwork.OutputSize));
        }
    }

    private int Actual(int start, int i) => _data.HasLabels ? _data.Label(start + i) : FromRow(_targets, i);

    private int FromRow(ReadOnlySpan<float> rows, int i) =>
        Prediction.FromOutputs(rows.Slice(i * TNetwork.OutputSize, TNetwork.OutputSize), _midpoint);
}
