namespace Unrolled.Benchmarks.Engines;

/// <summary>
/// Backpropagation over a topology that is known at run time only: which product follows which. How a product is computed, and how the
/// weights lie, is up to the derived engine. Batches go through layer by layer; samples are rows.
/// </summary>
public abstract class LayeredEngine : IEngine
{
    private int _count;

    protected LayeredEngine(Topology topology)
    {
        Topology = topology;
        Biases = [.. Enumerable.Range(0, topology.Depth).Select(layer => new float[topology.FanOut(layer)])];
        Activations = new float[topology.Depth][];
        Deltas = new float[topology.Depth][];
    }

    protected Topology Topology { get; }

    /// <summary>Of each layer.</summary>
    protected float[][] Biases { get; }

    /// <summary>Outputs of each layer for exactly the batch in hand.</summary>
    protected float[][] Activations { get; }

    /// <summary>Derivatives of the loss by the pre-activations, the same shape.</summary>
    protected float[][] Deltas { get; }

    public void Forward(ReadOnlySpan<float> input, Span<float> output) => ForwardBatch(input, output);

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Propagate(inputs);
        Activations[^1].CopyTo(outputs);
    }

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, float learningRate)
    {
        Propagate(inputs);
        float loss = OutputDelta(targets);
        float scale = -learningRate / _count;
        for (int layer = Topology.Depth - 1; layer >= 0; layer--)
        {
            if (layer > 0)
            {
                Backward(layer, Deltas[layer], Deltas[layer - 1], _count);
                MultiplyByDerivative(Topology.Activations[layer - 1], Activations[layer - 1], Deltas[layer - 1]);
            }

            Update(layer, layer == 0 ? inputs : Activations[layer - 1], Deltas[layer], _count, scale);
            UpdateBiases(Biases[layer], Deltas[layer], scale);
        }

        return loss / _count;
    }

    public void GetParameters(Span<float> destination)
    {
        for (int layer = 0; layer < Topology.Depth; layer++)
        {
            int weights = Topology.FanIn(layer) * Topology.FanOut(layer);
            GetWeights(layer, destination[..weights]);
            Biases[layer].CopyTo(destination[weights..]);
            destination = destination[(weights + Biases[layer].Length)..];
        }
    }

    public void SetParameters(ReadOnlySpan<float> source)
    {
        for (int layer = 0; layer < Topology.Depth; layer++)
        {
            int weights = Topology.FanIn(layer) * Topology.FanOut(layer);
            SetWeights(layer, source[..weights]);
            source.Slice(weights, Biases[layer].Length).CopyTo(Biases[layer]);
            source = source[(weights + Biases[layer].Length)..];
        }
    }

    /// <summary>Takes a layer's weights, row-major <c>[out, in]</c>.</summary>
    protected abstract void SetWeights(int layer, ReadOnlySpan<float> rows);

    /// <summary>Gives a layer's weights, row-major <c>[out, in]</c>.</summary>
    protected abstract void GetWeights(int layer, Span<float> rows);

    /// <summary>z = W a + b for every sample.</summary>
    protected abstract void Product(int layer, ReadOnlySpan<float> a, Span<float> z, int count);

    /// <summary>previous = W^T delta for every sample.</summary>
    protected abstract void Backward(int layer, ReadOnlySpan<float> deltas, Span<float> previous, int count);

    /// <summary>W += scale * sum over the samples of delta a^T.</summary>
    protected abstract void Update(int layer, ReadOnlySpan<float> a, ReadOnlySpan<float> deltas, int count, float scale);

    protected virtual void Activate(Activation activation, Span<float> rows, int width) => ScalarActivations.Apply(activation, rows, width);

    protected virtual void MultiplyByDerivative(Activation activation, ReadOnlySpan<float> activations, Span<float> deltas) =>
        ScalarActivations.MultiplyByDerivative(activation, activations, deltas);

    /// <summary>Called when the buffers have been replaced by ones for another batch size.</summary>
    protected virtual void Resized(int count)
    {
    }

    private void Propagate(ReadOnlySpan<float> inputs)
    {
        Resize(inputs.Length / Topology.InputSize);
        for (int layer = 0; layer < Topology.Depth; layer++)
        {
            Product(layer, layer == 0 ? inputs : Activations[layer - 1], Activations[layer], _count);
            Activate(Topology.Activations[layer], Activations[layer], Topology.FanOut(layer));
        }
    }

    /// <summary>The deltas of the output layer.</summary>
    /// <returns>The summed loss.</returns>
    private float OutputDelta(ReadOnlySpan<float> targets)
    {
        float[] a = Activations[^1];
        float[] delta = Deltas[^1];
        float loss = 0f;
        for (int i = 0; i < delta.Length; i++)
        {
            float error = a[i] - targets[i];
            delta[i] = error;
            loss += Topology.Loss switch
            {
                Loss.MeanSquaredError => 0.5f * error * error,
                Loss.CrossEntropy => targets[i] == 0f ? 0f : -targets[i] * MathF.Log(a[i]),
                _ => throw new NotSupportedException($"{Topology.Loss} has no dynamic engine here."),
            };
        }

        if (Topology.Loss == Loss.MeanSquaredError)
        {
            MultiplyByDerivative(Topology.Activations[^1], a, delta);
        }

        return loss;
    }

    private void Resize(int count)
    {
        if (count == _count)
        {
            return;
        }

        _count = count;
        for (int layer = 0; layer < Topology.Depth; layer++)
        {
            Activations[layer] = new float[count * Topology.FanOut(layer)];
            Deltas[layer] = new float[count * Topology.FanOut(layer)];
        }

        Resized(count);
    }

    private static void UpdateBiases(float[] biases, ReadOnlySpan<float> deltas, float scale)
    {
        for (; deltas.Length > 0; deltas = deltas[biases.Length..])
        {
            for (int unit = 0; unit < biases.Length; unit++)
            {
                biases[unit] += scale * deltas[unit];
            }
        }
    }
}
