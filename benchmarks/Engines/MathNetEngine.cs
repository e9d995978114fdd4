using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Single;

namespace Unrolled.Benchmarks.Engines;

/// <summary>Every product one of dense matrices, with the library's managed provider and one thread.</summary>
/// <remarks>
/// Its matrices are column-major: samples row after row are a matrix with a column per sample, and weights <c>[out, in]</c> one with a
/// column per unit. So nothing is transposed but by the product that asks for it, and nothing is copied but the inputs.
/// </remarks>
public sealed class MathNetEngine : LayeredEngine
{
    private readonly float[][] _weightArrays;
    private readonly Matrix<float>[] _weights;
    private readonly Matrix<float>[] _gradients;
    private readonly Matrix<float>[] _activations;
    private readonly Matrix<float>[] _deltas;
    private float[] _inputArray = [];
    private Matrix<float>? _inputs;

    static MathNetEngine() => Control.UseSingleThread();

    public MathNetEngine(Topology topology)
        : base(topology)
    {
        _weightArrays = [.. Layers(layer => new float[topology.FanIn(layer) * topology.FanOut(layer)])];
        _weights = [.. Layers(layer => new DenseMatrix(topology.FanIn(layer), topology.FanOut(layer), _weightArrays[layer]))];
        _gradients = [.. Layers(layer => new DenseMatrix(topology.FanIn(layer), topology.FanOut(layer)))];
        _activations = new Matrix<float>[topology.Depth];
        _deltas = new Matrix<float>[topology.Depth];
    }

    protected override void SetWeights(int layer, ReadOnlySpan<float> rows) => rows.CopyTo(_weightArrays[layer]);

    protected override void GetWeights(int layer, Span<float> rows) => _weightArrays[layer].CopyTo(rows);

    protected override void Product(int layer, ReadOnlySpan<float> a, Span<float> z, int count)
    {
        if (layer == 0)
        {
            a.CopyTo(_inputArray);
        }

        _weights[layer].TransposeThisAndMultiply(Inputs(layer), _activations[layer]);
        float[] biases = Biases[layer];
        for (; z.Length > 0; z = z[biases.Length..])
        {
            for (int unit = 0; unit < biases.Length; unit++)
            {
                z[unit] += biases[unit];
            }
        }
    }

    protected override void Backward(int layer, ReadOnlySpan<float> deltas, Span<float> previous, int count) =>
        _weights[layer].Multiply(_deltas[layer], _deltas[layer - 1]);

    protected override void Update(int layer, ReadOnlySpan<float> a, ReadOnlySpan<float> deltas, int count, float scale)
    {
        Matrix<float> gradient = _gradients[layer];
        Inputs(layer).TransposeAndMultiply(_deltas[layer], gradient);
        gradient.Multiply(scale, gradient);
        _weights[layer].Add(gradient, _weights[layer]);
    }

    protected override void Resized(int count)
    {
        _inputArray = new float[count * Topology.InputSize];
        _inputs = new DenseMatrix(Topology.InputSize, count, _inputArray);
        for (int layer = 0; layer < Topology.Depth; layer++)
        {
            _activations[layer] = new DenseMatrix(Topology.FanOut(layer), count, Activations[layer]);
            _deltas[layer] = new DenseMatrix(Topology.FanOut(layer), count, Deltas[layer]);
        }
    }

    private Matrix<float> Inputs(int layer) => layer == 0 ? _inputs! : _activations[layer - 1];

    private IEnumerable<T> Layers<T>(Func<int, T> create) => Enumerable.Range(0, Topology.Depth).Select(create);
}
