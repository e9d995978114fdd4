using Unrolled.Internal;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// Makes layer after layer of integers: the samples go through those that are there, and the sums of the next, which are what it will really
/// see, say which range its bytes are to cover.
/// </summary>
/// <typeparam name="TPasses">The shape of the network.</typeparam>
internal sealed class Int8Calibration<TPasses> where TPasses : struct, IInt8Passes
{
    private readonly QuantizationOptions _options;
    private readonly ByteScale _inputs;
    private readonly int _count;
    private byte[] _rows;

    /// <param name="data">The samples.</param>
    /// <param name="options">How to choose ranges.</param>
    /// <exception cref="ArgumentException">There are no samples, of another size, or all numbers are the same.</exception>
    public Int8Calibration(Dataset data, QuantizationOptions options)
    {
        _options = options;
        int size = TPasses.Layers[0];
        if (data.InputSize != size)
        {
            throw new ArgumentException(
                $"The samples have {Wording.Exact(data.InputSize, "input")}; the network needs {Wording.Number(size)}.", nameof(data));
        }

        int[] rows = [.. Enumerable.Range(0, data.Count).Where(data.IsThere)];
        (double least, double greatest) = Range(data, rows);
        _inputs = options.Inputs ?? (data.HasBytes ? ByteScale.Pixels : ByteScale.Over(least, greatest));
        _count = rows.Length;
        _rows = Rounded(data, rows);
    }

    /// <summary>The layers.</summary>
    /// <param name="parameters">The parameters in canonical order.</param>
    /// <exception cref="ArgumentException">A parameter is not finite.</exception>
    public Int8Layer[] Run(ReadOnlySpan<float> parameters)
    {
        DenseLayer[] shapes = DenseLayer.Of([.. TPasses.Layers]);
        Int8Layer[] layers = new Int8Layer[shapes.Length];
        ByteScale scale = _inputs;
        for (int l = 0; l < shapes.Length; l++)
        {
            (int fanIn, int units) = (TPasses.Layers[l], TPasses.Layers[l + 1]);
            ReadOnlySpan<float> weights = parameters[..(fanIn * units)];
            Int8Weights rounded = Int8Weights.Round(l + 1, fanIn, weights, parameters.Slice(weights.Length, units), scale);
            parameters = parameters[(weights.Length + units)..];
            Int8Layer layer = new(l + 1, rounded, scale, outputs: null);
            if (l < shapes.Length - 1)
            {
                Int8Activation activation = Activation(layer, l + 1);
                layer = new Int8Layer(l + 1, rounded, scale, activation);
                scale = activation.Outputs;
                _rows = Activated(layer);
            }

            layers[l] = layer;
        }

        return layers;
    }

    private static (double Least, double Greatest) Range(Dataset data, int[] rows)
    {
        if (rows.Length == 0)
        {
            throw new ArgumentException("Calibration needs samples, at least 1 whose weight is not 0; there are none.", nameof(data));
        }

        double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        float[] row = new float[data.InputSize];
        foreach (int number in rows)
        {
            data.GatherInputs([number], row);
            foreach (float x in row)
            {
                (least, greatest) = (Math.Min(least, x), Math.Max(greatest, x));
            }
        }

        return least < greatest
            ? (least, greatest)
            : throw new ArgumentException(
                $"All inputs of all {Wording.Count(rows.Length, "sample")} are {Wording.Number(least)}; calibration needs samples as the network will see them.",
                nameof(data));
    }

    private byte[] Rounded(Dataset data, int[] rows)
    {
        int depth = Int8Layer.RowLength(data.InputSize);
        byte[] bytes = new byte[(long)rows.Length * depth];
        float[] row = new float[data.InputSize];
        for (int i = 0; i < rows.Length; i++)
        {
            data.GatherInputs([rows[i]], row);
            ByteRounding.Apply(ref row[0], row.Length, ref bytes[(long)i * depth], 1 / _inputs.Scale, _inputs.ZeroPoint);
        }

        return bytes;
    }

    private Int8Activation Activation(Int8Layer layer, int number)
    {
        double[] scales = [.. layer.Weights.Scales.Select(scale => (double)layer.Inputs.Scale * scale)];
        Histogram histogram = new();
        Visit(layer, (unit, sum) => histogram.Widen(sum * scales[unit]));
        if (_options.Percentile < 100)
        {
            Visit(layer, (unit, sum) => histogram.Add(sum * scales[unit]));
        }

        (double least, double greatest) = histogram.Range(_options.Percentile);
        return Int8Activation.Over(
            TPasses.Activations[number - 1], least, greatest, scales.Max(), values => TPasses.Activate(number, values));
    }

    private void Visit(Int8Layer layer, Action<int, int> visitor)
    {
        int[] sums = new int[Int8Engine.ChunkSize * ByteKernel.Units];
        for (int start = 0; start < _count; start += Int8Engine.ChunkSize)
        {
            int rows = Math.Min(Int8Engine.ChunkSize, _count - start);
            for (int panel = 0; panel < layer.Panels; panel++)
            {
                int first = panel * ByteKernel.Units;
                layer.Sum(panel, ref _rows[(long)start * layer.Depth], rows, ref sums[0]);
                int units = Math.Min(ByteKernel.Units, layer.Weights.Units - first);
                for (int i = 0; i < rows * units; i++)
                {
                    visitor(first + (i % units), sums[(i / units * ByteKernel.Units) + (i % units)]);
                }
            }
        }
    }

    private byte[] Activated(Int8Layer layer)
    {
        byte[] activations = new byte[((long)_count * layer.Width) + ByteTable.Slack];
        int[] sums = new int[layer.Scratch(Int8Engine.ChunkSize)];
        for (int start = 0; start < _count; start += Int8Engine.ChunkSize)
        {
            int rows = Math.Min(Int8Engine.ChunkSize, _count - start);
            layer.Activate(ref _rows[(long)start * layer.Depth], rows, ref sums[0], ref activations[(long)start * layer.Width]);
        }

        return activations;
    }
}
