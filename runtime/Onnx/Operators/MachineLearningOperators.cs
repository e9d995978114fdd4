namespace Unrolled;

/// <summary>Operators of ai.onnx.ml: what scikit-learn's and ML.NET's exporters write.</summary>
internal static class MachineLearningOperators
{
    public static IEnumerable<KeyValuePair<string, Operator>> All =>
    [
        OperatorTable.Row("ai.onnx.ml.Scaler", Scaler),
        new("ai.onnx.ml.LinearClassifier", LinearClassifier),
        OperatorTable.Row("ai.onnx.ml.LinearRegressor", LinearRegressor),
        OperatorTable.Row("ai.onnx.ml.Normalizer", Normalizer),
        OperatorTable.Row("ai.onnx.ml.ZipMap", call => Labelled(call, call.Mapped(0))),
        OperatorTable.Row("ai.onnx.ml.ArrayFeatureExtractor", ArrayFeatureExtractor),
        OperatorTable.Row("ai.onnx.ml.LabelEncoder", Label),
    ];

    /// <summary>(x - offset) scale</summary>
    private static GraphValue Scaler(NodeCall call)
    {
        GraphValue x = call.Input(0);
        x = Elementwise.Combine(call, x, Numbers("offset"), BinaryOperator.Subtract);
        return Elementwise.Combine(call, x, Numbers("scale"), BinaryOperator.Multiply);

        ConstantValue Numbers(string name) => call.Attribute(name)?.Singles is { Count: > 0 } numbers
            ? ConstantValue.Of([numbers.Count], numbers.ToArray())
            : throw call.Refuse($"no {name}", "it");
    }

    private static MappedValue LinearRegressor(NodeCall call)
    {
        if (call.Text("post_transform", "NONE") is not "NONE" and var transform)
        {
            throw call.Refuse($"post_transform {Printable.Quote(transform)}", "NONE");
        }

        return Linear(call, (int)Math.Clamp(call.Integer("targets", 1), 1, int.MaxValue));
    }

    /// <summary>
    /// The label and the scores. With one row of coefficients for two classes the first score is what the second lacks to 1, as ONNX
    /// Runtime has it.
    /// </summary>
    private static GraphValue[] LinearClassifier(NodeCall call)
    {
        string[] labels = Labels(call, "classlabels_strings", "classlabels_ints");
        int rows = call.Attribute("intercepts")?.Singles.Count is > 0 and var count ? count : labels.Length;
        MappedValue sums = Linear(call, rows);
        string transform = call.Text("post_transform", "NONE");
        MappedValue scores = transform switch
        {
            "NONE" => sums,
            "SOFTMAX" => rows == 1 ? sums : RowOperators.Rows(call, sums, Activation.Softmax),
            "LOGISTIC" => (MappedValue)Elementwise.Apply(call, sums, x => new UnaryFunction(x, ActivationFormulas.Sigmoid)),
            _ => throw call.Refuse($"post_transform {Printable.Quote(transform)}", "NONE, SOFTMAX or LOGISTIC"),
        };
        if (rows == 1 && labels.Length == 2)
        {
            GraphValue first = Elementwise.Combine(call, ConstantValue.Of([], [1.0]), scores, BinaryOperator.Subtract);
            scores = (MappedValue)SelectionOperators.Concat(call, [first, scores], -1);
        }

        call.Points.Labels = labels;
        return [new RankedValue(scores.Dims[..1], scores), scores];
    }

    private static MappedValue Linear(NodeCall call, int rows)
    {
        MappedValue x = call.Mapped(0);
        List<double> coefficients = call.Attribute("coefficients")?.Singles ?? [], intercepts = call.Attribute("intercepts")?.Singles ?? [];
        if (coefficients.Count != (long)rows * x.Dims[^1] || (intercepts.Count != 0 && intercepts.Count != rows))
        {
            throw call.Refuse(
                $"{Wording.Count(coefficients.Count, "coefficient")} and {Wording.Count(intercepts.Count, "intercept")} for {call.Name(0)}",
                $"a coefficient for each input of {Wording.Count(rows, "row")}");
        }

        ConstantValue matrix = ConstantValue.Of([rows, x.Dims[^1]], coefficients.ToArray()).WithName(call.Node.Name);
        GraphValue product = ProductOperators.Product(call, x, (ConstantValue)ShapeOperators.Transpose(call, matrix, [1, 0]), 1);
        return (MappedValue)(intercepts.Count == 0
            ? product
            : Elementwise.Combine(
                call, product, ConstantValue.Of([rows], intercepts.ToArray()).WithName(call.Node.Name), BinaryOperator.Add));
    }

    /// <summary>Probabilities stay as they are: their absolute values add up to 1 already.</summary>
    private static MappedValue Normalizer(NodeCall call)
    {
        MappedValue x = call.Mapped(0);
        return call.Text("norm", "MAX") == "L1" && ProbabilityPair.AddsUpToOne(x.Elements)
            ? x
            : throw call.Refuse(
                $"a norm of {call.Name(0)}", "the L1 norm of probabilities, which is 1: those of a softmax, or of two opposite sums");
    }

    /// <summary>The label of the class with the largest score.</summary>
    private static GraphValue ArrayFeatureExtractor(NodeCall call)
    {
        if (call.Input(1) is RankedValue ranked && call.Input(0) is ConstantValue classes)
        {
            call.Points.Labels = classes.Texts
                ?? [.. (classes.Integers?.Select(Wording.Number) ?? classes.Numbers!.Select(Wording.Number))];
            return ranked;
        }

        GraphValue value = call.Input(0);
        int[] sample = TensorDims.OfSample(value.Dims);
        int[][] picks = [.. sample.Select(Places.All)];
        picks[^1] = [.. call.Integers(1).Select(index => call.Axis(index, sample[^1]))];
        return value.Select(call.Spend([.. value.Dims.SkipLast(1), picks[^1].Length]), Places.Pick(sample, picks));
    }

    private static GraphValue Label(NodeCall call)
    {
        if (call.Input(0) is not RankedValue ranked)
        {
            throw call.Refuse($"labels of {call.Name(0)}", "the class with the largest score");
        }

        string[] labels = Labels(call, "values_strings", "values_int64s");
        call.Points.Labels = labels.Length > 0 ? labels : call.Points.Labels;
        return ranked;
    }

    private static MappedValue Labelled(NodeCall call, MappedValue scores)
    {
        call.Points.Labels = Labels(call, "classlabels_strings", "classlabels_int64s");
        return scores;
    }

    private static string[] Labels(NodeCall call, string texts, string integers) => call.Attribute(texts)?.Texts is { Count: > 0 } names
        ? [.. names]
        : [.. (call.Attribute(integers)?.Integers ?? []).Select(Wording.Number)];
}
