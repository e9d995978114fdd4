using Unrolled.Internal;

namespace Unrolled;

/// <summary>
/// Writes an integer network as an ONNX model of floats that are rounded wherever the network has bytes (QDQ). Runtimes take a product between
/// such roundings for one of integers.
/// </summary>
internal static class OnnxInt8Writer
{
    private const string QuantizeLinear = nameof(QuantizeLinear);
    private const string DequantizeLinear = nameof(DequantizeLinear);

    /// <summary>The whole file.</summary>
    /// <exception cref="ArgumentException">A name of the options is that of another tensor.</exception>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<Int8Layer> layers, ReadOnlySpan<Activation> activations, OnnxSaveOptions options)
    {
        float[] alphas = NetworkMetadata.UsualAlphas(activations.ToArray());
        OnnxGraphWriter graph = new(options.InputName);
        OnnxActivationWriter functions = new(graph, options.Opset);
        Round(graph, "input", layers[0].Inputs);
        for (int l = 0; l < layers.Count; l++)
        {
            string scope = NetworkTensors.LayerName(l);
            Int8Layer layer = layers[l];
            WriteProduct(graph, scope, layer);
            if (layer.Activation is { Table.Length: > 0 } curved)
            {
                Round(graph, $"{scope}.sums", curved.Sums);
            }

            functions.Write(scope, activations[l], alphas[l]);
            if (layer.Activation is { } activation)
            {
                Round(graph, $"{scope}.outputs", activation.Outputs);
            }
        }

        return OnnxNetworkWriter.Model(graph.Finish(layers[0].Weights.Inputs, options.OutputName, layers[^1].Weights.Units), options).Bytes;
    }

    private static void WriteProduct(OnnxGraphWriter graph, string scope, Int8Layer layer)
    {
        Int8Weights weights = layer.Weights;
        string matrix = Numbers(
            graph, scope, LayerTensors.Weight, [weights.Units, weights.Inputs], OnnxElementType.Int8, weights.WeightBytes(), weights.Scales, new byte[weights.Units]);
        string biases = Numbers(
            graph, scope, LayerTensors.Bias, [weights.Units], OnnxElementType.Int32, weights.BiasBytes(),
            [.. weights.Scales.Select(scale => layer.Inputs.Scale * scale)], new byte[weights.Units * sizeof(int)]);
        graph.Then(
            scope, "Gemm", [matrix, biases], [OnnxAttributes.Of("alpha", 1f), OnnxAttributes.Of("beta", 1f), OnnxAttributes.Of("transB", 1)]);
    }

    /// <summary>The numbers that integers stand for, with a scale for each unit.</summary>
    private static string Numbers(
        OnnxGraphWriter graph, string scope, string name, long[] shape, OnnxElementType type, byte[] integers, float[] scales, byte[] zeros) =>
        graph.Beside(
            scope,
            DequantizeLinear,
            [
                graph.Tensor($"{scope}.{name}", shape, type, integers),
                graph.Tensor($"{scope}.{name}_scale", [scales.Length], scales),
                graph.Tensor($"{scope}.{name}_zero_point", [scales.Length], type, zeros),
            ],
            [OnnxAttributes.Of("axis", 0)]);

    private static void Round(OnnxGraphWriter graph, string scope, ByteScale scale)
    {
        string[] numbers = [graph.Scalar($"{scope}_scale", scale.Scale), graph.Tensor($"{scope}_zero_point", [], OnnxElementType.UInt8, [scale.ZeroPoint])];
        graph.Then(scope, QuantizeLinear, numbers).Then(scope, DequantizeLinear, numbers);
    }
}
