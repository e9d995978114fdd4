namespace Unrolled;

/// <summary>Writes a network as an ONNX model: stages, products, activations.</summary>
internal static class OnnxNetworkWriter
{
    /// <inheritdoc cref="Write(NetworkModel, OnnxSaveOptions)"/>
    public static ReadOnlyMemory<byte> Write<TNetwork>(TNetwork network, OnnxSaveOptions options)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return Write(NetworkTensors.ModelOf<TNetwork>(parameters), options);
    }

    /// <summary>The whole file.</summary>
    /// <exception cref="ArgumentException">A name of the options is that of another tensor.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite, and the options do not allow it.</exception>
    public static ReadOnlyMemory<byte> Write(NetworkModel model, OnnxSaveOptions options)
    {
        List<NamedTensor> tensors = NetworkTensors.Split(model.Layers, model.Parameters);
        if (!options.AllowNonFinite)
        {
            NetworkSnapshot.RequireFinite(tensors, nameof(OnnxSaveOptions));
        }

        OnnxGraphWriter graph = new(options.InputName);
        WriteStage(graph, "input_stage", model.InputStage);
        OnnxActivationWriter activations = new(graph, options.Opset);
        for (int layer = 0; layer < model.Activations.Length; layer++)
        {
            NamedTensor weight = tensors[2 * layer], bias = tensors[(2 * layer) + 1];
            string scope = NetworkTensors.LayerName(layer);
            graph.Then(
                scope,
                "Gemm",
                [graph.Tensor(weight.Name, weight.Shape, weight.Values.Span), graph.Tensor(bias.Name, bias.Shape, bias.Values.Span)],
                [OnnxAttributes.Of("alpha", 1f), OnnxAttributes.Of("beta", 1f), OnnxAttributes.Of("transB", 1)]);
            activations.Write(scope, model.Activations[layer], model.Alphas[layer]);
        }

        WriteStage(graph, "output_stage", model.OutputStage);
        return Model(graph.Finish(model.Layers[0], options.OutputName, model.Layers[^1]), options).Bytes;
    }

    /// <summary>Limits are those of Clip where they are the same for all, else tensors.</summary>
    private static void WriteStage(OnnxGraphWriter graph, string scope, Stage? stage)
    {
        if (stage is null)
        {
            return;
        }

        WriteVector(graph, scope, "Mul", "scale", stage.Scale);
        WriteVector(graph, scope, "Add", "offset", stage.Offset);
        if (IsUniform(stage.Minimum) && IsUniform(stage.Maximum))
        {
            WriteClip(graph, scope, stage);
            return;
        }

        WriteVector(graph, scope, "Max", "minimum", stage.Minimum);
        WriteVector(graph, scope, "Min", "maximum", stage.Maximum);
    }

    private static void WriteClip(OnnxGraphWriter graph, string scope, Stage stage)
    {
        string[] limits = stage.Minimum.IsEmpty && stage.Maximum.IsEmpty ? [] :
        [
            stage.Minimum.IsEmpty ? "" : graph.Scalar($"{scope}.minimum", stage.Minimum[0]),
            .. stage.Maximum.IsEmpty ? (string[])[] : [graph.Scalar($"{scope}.maximum", stage.Maximum[0])],
        ];
        if (limits.Length > 0)
        {
            graph.Then(scope, "Clip", limits);
        }
    }

    private static void WriteVector(OnnxGraphWriter graph, string scope, string operation, string name, ReadOnlySpan<float> values)
    {
        if (!values.IsEmpty)
        {
            graph.Then(scope, operation, [graph.Tensor($"{scope}.{name}", [values.Length], values)]);
        }
    }

    private static bool IsUniform(ReadOnlySpan<float> values) => values.IsEmpty || !values.ContainsAnyExcept(values[0]);

    /// <summary>ModelProto</summary>
    public static ProtobufWriter Model(ProtobufWriter graph, OnnxSaveOptions options)
    {
        ProtobufWriter model = new();
        model.Integer(1, FormatVersion(options.Opset)).Text(2, options.Producer);
        if (options.ProducerVersion.Length > 0)
        {
            model.Text(3, options.ProducerVersion);
        }

        if (options.Documentation.Length > 0)
        {
            model.Text(6, options.Documentation);
        }

        model.Message(7, graph).Message(8, new ProtobufWriter().Text(1, OnnxDomain.Default).Integer(2, options.Opset));
        foreach ((string key, string value) in options.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            model.Message(14, new ProtobufWriter().Text(1, key).Text(2, value));
        }

        return model;
    }

    // The version of the format that came with each version of the operators: github.com/onnx/onnx, docs/Versioning.md.
    private static int FormatVersion(int opset) => opset switch
    {
        < 15 => 7,
        < 19 => 8,
        < 21 => 9,
        < 23 => 10,
        _ => 11,
    };
}
