using System.Runtime.CompilerServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>The float original of an accumulator network, one sample after the other: its output, and the gradient of its parameters.</summary>
/// <remarks>
/// Parameters and gradients lie as in the network's file. Sums run in the order of the lists and of <see cref="VectorLoops"/>, which no
/// vector width changes.
/// </remarks>
internal sealed class AccumulatorBackpropagation
{
    private const MethodImplOptions Kernel = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private readonly int _perspectives;
    private readonly int _units;
    private readonly int _biases;

    // The accumulators of all perspectives, then each further hidden layer; and the weights behind each of them.
    private readonly HiddenUnits[] _hidden;
    private readonly DenseRows[] _behind;

    public AccumulatorBackpropagation(AccumulatorShape shape)
    {
        AccumulatorSection[] sections = AccumulatorSection.Of(shape);
        int[] counts = [shape.Perspectives * shape.Units, .. shape.Layers];
        _perspectives = shape.Perspectives;
        _units = shape.Units;
        _biases = sections[1].Start;
        _hidden = [.. counts.Select(count => new HiddenUnits(count, shape.Activation))];
        _behind = [.. counts.Select((count, i) => new DenseRows(sections[2 + (2 * i)].Start, sections[3 + (2 * i)].Start, count))];
    }

    /// <summary>The output for a sample, which the next <see cref="Backward"/> is about.</summary>
    public float Forward(ReadOnlySpan<float> parameters, ReadOnlySpan<int> own, ReadOnlySpan<int> other, int bucket)
    {
        for (int perspective = 0; perspective < _perspectives; perspective++)
        {
            Span<float> sums = Of(_hidden[0].Sums, perspective);
            parameters.Slice(_biases, _units).CopyTo(sums);
            foreach (int feature in perspective == 0 ? own : other)
            {
                Add(FeatureRow(parameters, feature), sums);
            }
        }

        _hidden[0].Activate();
        for (int i = 1; i < _hidden.Length; i++)
        {
            Span<float> sums = _hidden[i].Sums;
            for (int unit = 0; unit < sums.Length; unit++)
            {
                sums[unit] = Sum(i - 1, parameters, unit);
            }

            _hidden[i].Activate();
        }

        return Sum(_hidden.Length - 1, parameters, bucket);
    }

    /// <summary>Adds to a gradient the part of the sample of the last <see cref="Forward"/>.</summary>
    /// <param name="parameters">As there.</param>
    /// <param name="gradient">What is added to.</param>
    /// <param name="delta">The derivative of the loss with respect to the output.</param>
    /// <param name="own">As there.</param>
    /// <param name="other">As there.</param>
    /// <param name="bucket">As there.</param>
    public void Backward(
        ReadOnlySpan<float> parameters, Span<float> gradient, float delta, ReadOnlySpan<int> own, ReadOnlySpan<int> other, int bucket)
    {
        _hidden[^1].Deltas.Clear();
        LeadBack(_hidden.Length - 1, parameters, gradient, bucket, delta);
        for (int i = _hidden.Length - 1; i > 0; i--)
        {
            _hidden[i].MultiplyByDerivative();
            _hidden[i - 1].Deltas.Clear();
            for (int unit = 0; unit < _hidden[i].Deltas.Length; unit++)
            {
                LeadBack(i - 1, parameters, gradient, unit, _hidden[i].Deltas[unit]);
            }
        }

        _hidden[0].MultiplyByDerivative();
        for (int perspective = 0; perspective < _perspectives; perspective++)
        {
            ReadOnlySpan<float> deltas = Of(_hidden[0].Deltas, perspective);
            Add(deltas, gradient.Slice(_biases, _units));
            foreach (int feature in perspective == 0 ? own : other)
            {
                Add(deltas, FeatureRow(gradient, feature));
            }
        }
    }

    /// <summary>What the units of a hidden layer, and the bias, come to in a unit behind them.</summary>
    private float Sum(int layer, ReadOnlySpan<float> parameters, int unit) =>
        parameters[_behind[layer].Bias(unit)] + Product(parameters[_behind[layer].Row(unit)], _hidden[layer].Activations);

    /// <summary>Leads the delta of a unit back to the weights before it and to the units of the hidden layer before these.</summary>
    private void LeadBack(int layer, ReadOnlySpan<float> parameters, Span<float> gradient, int unit, float delta)
    {
        gradient[_behind[layer].Bias(unit)] += delta;
        AddScaled(_hidden[layer].Activations, gradient[_behind[layer].Row(unit)], delta);
        AddScaled(parameters[_behind[layer].Row(unit)], _hidden[layer].Deltas, delta);
    }

    private Span<float> Of(Span<float> values, int perspective) => values.Slice(perspective * _units, _units);

    private Span<float> FeatureRow(Span<float> block, int feature) => block.Slice(feature * _units, _units);

    private ReadOnlySpan<float> FeatureRow(ReadOnlySpan<float> block, int feature) => block.Slice(feature * _units, _units);

    [MethodImpl(Kernel)]
    private static void Add(ReadOnlySpan<float> x, Span<float> sum) => VectorLoops.Map(x, sum, default(AddOperator));

    [MethodImpl(Kernel)]
    private static void AddScaled(ReadOnlySpan<float> x, Span<float> sum, float scale) => VectorLoops.Map(x, sum, new AddScaledOperator(scale));

    [MethodImpl(Kernel)]
    private static float Product(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => VectorLoops.Sum(x, y, default(ProductOperator));

    /// <summary>Weights [units][inputs], and biases, in a block.</summary>
    private readonly record struct DenseRows(int Weights, int Biases, int Inputs)
    {
        public Range Row(int unit) => (Weights + (unit * Inputs))..(Weights + ((unit + 1) * Inputs));

        public int Bias(int unit) => Biases + unit;
    }
}
