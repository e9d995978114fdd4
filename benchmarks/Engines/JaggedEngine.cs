namespace Unrolled.Benchmarks.Engines;

/// <summary>As in a textbook: an array of arrays of weights for each layer, and loops over numbers.</summary>
public sealed class JaggedEngine(Topology topology) : LayeredEngine(topology)
{
    private readonly float[][][] _weights = new float[topology.Depth][][];

    protected override void SetWeights(int layer, ReadOnlySpan<float> rows)
    {
        int fanIn = Topology.FanIn(layer);
        _weights[layer] = new float[Topology.FanOut(layer)][];
        for (int unit = 0; unit < _weights[layer].Length; unit++)
        {
            _weights[layer][unit] = rows.Slice(unit * fanIn, fanIn).ToArray();
        }
    }

    protected override void GetWeights(int layer, Span<float> rows)
    {
        foreach (float[] row in _weights[layer])
        {
            row.CopyTo(rows);
            rows = rows[row.Length..];
        }
    }

    protected override void Product(int layer, ReadOnlySpan<float> a, Span<float> z, int count)
    {
        float[][] weights = _weights[layer];
        float[] biases = Biases[layer];
        int fanIn = Topology.FanIn(layer);
        for (int sample = 0; sample < count; sample++)
        {
            ReadOnlySpan<float> x = a.Slice(sample * fanIn, fanIn);
            for (int unit = 0; unit < weights.Length; unit++)
            {
                float[] row = weights[unit];
                float sum = biases[unit];
                for (int k = 0; k < row.Length; k++)
                {
                    sum += row[k] * x[k];
                }

                z[(sample * weights.Length) + unit] = sum;
            }
        }
    }

    protected override void Backward(int layer, ReadOnlySpan<float> deltas, Span<float> previous, int count)
    {
        float[][] weights = _weights[layer];
        int fanIn = Topology.FanIn(layer);
        previous.Clear();
        for (int sample = 0; sample < count; sample++)
        {
            Span<float> sums = previous.Slice(sample * fanIn, fanIn);
            for (int unit = 0; unit < weights.Length; unit++)
            {
                float[] row = weights[unit];
                float delta = deltas[(sample * weights.Length) + unit];
                for (int k = 0; k < row.Length; k++)
                {
                    sums[k] += row[k] * delta;
                }
            }
        }
    }

    protected override void Update(int layer, ReadOnlySpan<float> a, ReadOnlySpan<float> deltas, int count, float scale)
    {
        float[][] weights = _weights[layer];
        int fanIn = Topology.FanIn(layer);
        for (int unit = 0; unit < weights.Length; unit++)
        {
            float[] row = weights[unit];
            for (int sample = 0; sample < count; sample++)
            {
                ReadOnlySpan<float> x = a.Slice(sample * fanIn, fanIn);
                float step = scale * deltas[(sample * weights.Length) + unit];
                for (int k = 0; k < row.Length; k++)
                {
                    row[k] += x[k] * step;
                }
            }
        }
    }
}
