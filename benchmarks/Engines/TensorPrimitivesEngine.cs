using System.Numerics.Tensors;

namespace Unrolled.Benchmarks.Engines;

/// <summary>Vectorised with the library's span functions: dot products forward, multiply-adds of whole rows backward.</summary>
public sealed class TensorPrimitivesEngine : LayeredEngine
{
    private readonly float[][] _weights;

    public TensorPrimitivesEngine(Topology topology)
        : base(topology) =>
        _weights = [.. Enumerable.Range(0, topology.Depth).Select(layer => new float[topology.FanIn(layer) * topology.FanOut(layer)])];

    protected override void SetWeights(int layer, ReadOnlySpan<float> rows) => rows.CopyTo(_weights[layer]);

    protected override void GetWeights(int layer, Span<float> rows) => _weights[layer].CopyTo(rows);

    protected override void Product(int layer, ReadOnlySpan<float> a, Span<float> z, int count)
    {
        float[] biases = Biases[layer];
        for (int unit = 0; unit < biases.Length; unit++)
        {
            ReadOnlySpan<float> row = Row(layer, unit);
            for (int sample = 0; sample < count; sample++)
            {
                z[(sample * biases.Length) + unit] = TensorPrimitives.Dot(row, a.Slice(sample * row.Length, row.Length)) + biases[unit];
            }
        }
    }

    protected override void Backward(int layer, ReadOnlySpan<float> deltas, Span<float> previous, int count)
    {
        int units = Topology.FanOut(layer);
        previous.Clear();
        for (int sample = 0; sample < count; sample++)
        {
            Span<float> sums = previous.Slice(sample * Topology.FanIn(layer), Topology.FanIn(layer));
            for (int unit = 0; unit < units; unit++)
            {
                TensorPrimitives.MultiplyAdd(Row(layer, unit), deltas[(sample * units) + unit], sums, sums);
            }
        }
    }

    protected override void Update(int layer, ReadOnlySpan<float> a, ReadOnlySpan<float> deltas, int count, float scale)
    {
        int units = Topology.FanOut(layer);
        for (int unit = 0; unit < units; unit++)
        {
            Span<float> row = Row(layer, unit);
            for (int sample = 0; sample < count; sample++)
            {
                TensorPrimitives.MultiplyAdd(a.Slice(sample * row.Length, row.Length), scale * deltas[(sample * units) + unit], row, row);
            }
        }
    }

    protected override void Activate(Activation activation, Span<float> rows, int width)
    {
        switch (activation)
        {
            case Activation.Sigmoid:
                TensorPrimitives.Sigmoid(rows, rows);
                break;

            case Activation.ReLU:
                TensorPrimitives.Max(rows, 0f, rows);
                break;

            default:
                base.Activate(activation, rows, width);
                break;
        }
    }

    private Span<float> Row(int layer, int unit) => _weights[layer].AsSpan(unit * Topology.FanIn(layer), Topology.FanIn(layer));
}
