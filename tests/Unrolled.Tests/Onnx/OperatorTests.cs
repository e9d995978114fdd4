using static Unrolled.Tests.Onnx.OnnxBuilder;

namespace Unrolled.Tests.Onnx;

/// <summary>Each operator, in the sets of operators between which it differs: what is compiled gives ONNX Runtime's outputs.</summary>
public sealed class OperatorTests
{
    private const int Samples = 6;

    private static readonly Dictionary<string, (int Opset, Func<OnnxBuilder, OnnxBuilder> Build)> s_cases = new()
    {
        ["Gemm"] = (17, m => m.Weights("w", 4, 3).Weights("b", 3).Node("Gemm", "x w b", "y")),
        ["Gemm of a transposed matrix"] = (17, m => m.Weights("w", 3, 4).Node("Gemm", "x w", "y", Attribute("transB", 1))),
        ["Gemm with factors"] = (13, m => m.Weights("w", 4, 3).Weights("b", 1, 3)
            .Node("Gemm", "x w b", "y", Attribute("alpha", 0.5f), Attribute("beta", 2f))),
        ["Gemm with one number added"] = (11, m => m.Weights("w", 4, 3).Weights("b", 1).Node("Gemm", "x w b", "y")),
        ["Gemm with the inputs added"] = (11, m => m.Weights("w", 4, 4).Node("Gemm", "x w x", "y")),
        ["MatMul, Add"] = (9, m => m.Weights("w", 4, 3).Weights("b", 3).Node("MatMul", "x w", "p").Node("Add", "b p", "y")),
        ["MatMul from the left"] = (17, m => m.Weights("w", 3, 4).Node("Transpose", "x", "t").Node("MatMul", "w t", "p")
            .Node("Transpose", "p", "y")),
        ["MatMul with a vector"] = (17, m => m.Weights("w", 4).Node("MatMul", "x w", "y")),
        ["MatMul over positions"] = (17, m => m.Integers("s", 0, 2, 2).Weights("w", 2, 3).Node("Reshape", "x s", "r")
            .Node("MatMul", "r w", "y")),
        ["two products in a row"] = (17, m => m.Weights("v", 4, 3).Weights("w", 3, 2).Node("MatMul", "x v", "p")
            .Node("MatMul", "p w", "y")),
        ["a product that the inputs pass by"] = (17, m => Dense(m, "x", 4, 4, "p").Node("Add", "p x", "y")),
        ["branches of one depth"] = (17, m => Dense(Dense(m, "x", 4, 3, "a"), "x", 4, 5, "b").Node("Tanh", "a", "c").Node("Tanh", "b", "d")
            .Weights("u", 3, 2).Weights("v", 5, 2).Node("MatMul", "c u", "e").Node("MatMul", "d v", "f").Node("Sub", "e f", "y")),
        ["heads side by side"] = (17, m => Dense(Dense(m, "x", 4, 3, "a"), "x", 4, 2, "b").Node("Concat", "a b", "c", Attribute("axis", 1))
            .Node("Tanh", "c", "y")),
        ["normalisation"] = (17, m => Dense(m.Weights("m", 4).Weights("s", 4).Node("Sub", "x m", "a")
            .Node("Div", "a s", "n"), "n", 4, 3, "y")),
        ["normalisation within limits"] = (17, m => Dense(m.Weights("m", 4).Weights("s", 4).Node("Sub", "x m", "a").Node("Div", "a s", "n")
            .Node("Clip", $"n {m.Scalar(-0.5f)} {m.Scalar(2)}", "c"), "c", 4, 3, "y")),
        ["limits of each input"] = (17, m => Dense(m.Tensor("l", [4], -1, -0.5f, float.NegativeInfinity, 0).Tensor("h", [4], 0, 0.5f, 1, 9)
            .Node("Max", "x l", "a").Node("Min", "h a", "c"), "c", 4, 3, "y")),
        ["inputs of which some have limits"] = (17, m => Dense(m.Integers("s", 2, 2).Node("Split", "x s", "a b", Attribute("axis", 1))
            .Node("Clip", $"a {m.Scalar(-0.5f)} {m.Scalar(0.5f)}", "c").Node("Concat", "c b", "d", Attribute("axis", -1)), "d", 4, 3, "y")),
        ["inputs that are activated"] = (17, m => Dense(m.Node("Tanh", "x", "t"), "t", 4, 3, "y")),
        ["limits of the outputs"] = (17, m => Dense(m, "x", 4, 3, "p").Node("Clip", $"p {m.Scalar(-0.5f)} {m.Scalar(0.25f)}", "c")
            .Node("Div", $"c {m.Scalar(3)}", "y")),
        ["limits of each output"] = (17, m => Dense(m, "x", 4, 3, "p").Node("Tanh", "p", "t").Weights("s", 3).Weights("o", 3)
            .Node("Mul", "t s", "a").Node("Add", "a o", "b")
            .Tensor("l", [3], -0.1f, 0, -1).Node("Max", "b l", "y")),
        ["Clip by attributes"] = (9, m => Dense(m.Node("Clip", "x", "c", Attribute("min", -0.5f), Attribute("max", 0.5f)), "c", 4, 3, "y")),
        ["Clip without a minimum"] = (12, m => Dense(m.Node("Clip", $"x - {m.Scalar(0.5f)}", "c"), "c", 4, 3, "y")),
        ["Clip in the middle"] = (12, m => Dense(Dense(m, "x", 4, 5, "p")
            .Node("Clip", $"p {m.Scalar(-0.5f)} {m.Scalar(0.75f)}", "c"), "c", 5, 3, "y")),
        ["ReLU6"] = (12, m => Dense(Dense(m, "x", 4, 5, "p").Node("Relu", "p", "r")
            .Node("Min", $"r {m.Scalar(0.5f)}", "c"), "c", 5, 3, "y")),
        ["SiLU"] = (9, m => Between(m, b => b.Node("Sigmoid", "p", "s").Node("Mul", "p s", "a"))),
        ["SiLU of one unit"] = (9, m => Dense(m, "x", 4, 1, "p").Node("Sigmoid", "p", "s").Node("Mul", "s p", "y")),
        ["GELU by its formula"] = (17, m => Between(m, b => b.Node("Pow", $"p {b.Scalar(3)}", "g1")
            .Node("Mul", $"g1 {b.Scalar(0.044715f)}", "g2").Node("Add", "p g2", "g3")
            .Node("Mul", $"g3 {b.Scalar(0.79788458f)}", "g4").Node("Tanh", "g4", "g5").Node("Add", $"g5 {b.Scalar(1)}", "g6")
            .Node("Mul", "p g6", "g7").Node("Mul", $"g7 {b.Scalar(0.5f)}", "a"))),
        ["Gelu"] = (20, m => Between(m, b => b.Node("Gelu", "p", "a", Attribute("approximate", "tanh")))),
        ["Mish"] = (18, m => Between(m, b => b.Node("Mish", "p", "a"))),
        ["Mish by its formula"] = (13, m => Between(m, b => b.Node("Softplus", "p", "s").Node("Tanh", "s", "t").Node("Mul", "t p", "a"))),
        ["Softplus by its formula"] = (13, m => Between(m, b => b.Node("Exp", "p", "e").Node("Add", $"e {b.Scalar(1)}", "f")
            .Node("Log", "f", "a"))),
        ["Sigmoid by its formula"] = (13, m => Between(m, b => b.Node("Neg", "p", "n").Node("Exp", "n", "e")
            .Node("Add", $"e {b.Scalar(1)}", "f").Node("Reciprocal", "f", "a"))),
        ["Tanh by Sigmoid"] = (13, m => Between(m, b => b.Node("Mul", $"p {b.Scalar(2)}", "d").Node("Sigmoid", "d", "s")
            .Node("Mul", $"s {b.Scalar(2)}", "t").Node("Sub", $"t {b.Scalar(1)}", "a"))),
        ["Relu"] = (17, m => Between(m, b => b.Node("Relu", "p", "a"))),
        ["LeakyRelu"] = (17, m => Between(m, b => b.Node("LeakyRelu", "p", "a", Attribute("alpha", 0.3f)))),
        ["LeakyRelu by Max"] = (17, m => Between(m, b => b.Node("Mul", $"p {b.Scalar(0.2f)}", "d").Node("Max", "p d", "a"))),
        ["LeakyRelu by Where"] = (17, m => Between(m, b => b.Node("Greater", $"p {b.Scalar(0)}", "g")
            .Node("Mul", $"p {b.Scalar(0.2f)}", "d").Node("Where", "g p d", "a"))),
        ["PRelu"] = (9, m => Between(m.Tensor("k", [1], 0.2f), b => b.Node("PRelu", "p k", "a"))),
        ["Elu"] = (17, m => Between(m, b => b.Node("Elu", "p", "a", Attribute("alpha", 0.7f)))),
        ["Selu"] = (17, m => Between(m, b => b.Node("Selu", "p", "a"))),
        ["Celu"] = (17, m => Between(m, b => b.Node("Celu", "p", "a", Attribute("alpha", 0.7f)))),
        ["HardSigmoid"] = (17, m => Between(m, b => b.Node("HardSigmoid", "p", "a", Attribute("alpha", 0.3f), Attribute("beta", 0.4f)))),
        ["steps"] = (17, m => Dense(m, "x", 4, 3, "p").Node("Greater", $"p {m.Scalar(0.25f)}", "g")
            .Node("Cast", "g", "y", Attribute("to", 1))),
        ["Softmax"] = (17, m => Dense(m, "x", 4, 3, "p").Node("Softmax", "p", "y")),
        ["Softmax from dimension 1 on"] = (11, m => Dense(m, "x", 4, 4, "p").Integers("s", 0, 2, 2).Node("Reshape", "p s", "r")
            .Node("Softmax", "r", "y")),
        ["LogSoftmax"] = (17, m => Dense(m, "x", 4, 3, "p").Node("LogSoftmax", "p", "y", Attribute("axis", 1))),
        ["Log of Softmax"] = (17, m => Dense(m, "x", 4, 3, "p").Node("Softmax", "p", "s").Node("Log", "s", "y")),
        ["Softmax of activations"] = (17, m => Dense(m, "x", 4, 3, "p").Node("Tanh", "p", "t").Node("Softmax", "t", "y")),
        ["Softmax scaled"] = (17, m => Dense(m, "x", 4, 3, "p").Node("Softmax", "p", "s").Node("Mul", $"s {m.Scalar(3)}", "y")),
        ["BatchNormalization"] = (15, m => Normalized(Dense(m, "x", 4, 3, "p"), "p", "n").Node("Tanh", "n", "y")),
        ["BatchNormalization behind an activation"] = (9, m => Dense(Normalized(Dense(m, "x", 4, 3, "p")
            .Node("Relu", "p", "r"), "r", "n"), "n", 3, 2, "y")),
        ["Dropout"] = (13, m => Dense(m.Node("Dropout", "x", "d mask"), "d", 4, 3, "y")),
        ["Identity, Flatten"] = (13, m => Dense(m.Node("Identity", "x", "i").Node("Flatten", "i", "f"), "f", 4, 3, "y")),
        ["Reshape by a shape that is computed"] = (14, m => Dense(m.Node("Shape", "x", "s").Integers("0", 0).Integers("-1", -1)
            .Node("Gather", "s 0", "n", Attribute("axis", 0)).Node("Concat", "n -1", "t", Attribute("axis", 0))
            .Node("Reshape", "x t", "r"), "r", 4, 3, "y")),
        ["Unsqueeze, Squeeze by attributes"] = (11, m => Dense(m.Node("Unsqueeze", "x", "u", Attribute("axes", [1L]))
            .Node("Squeeze", "u", "q", Attribute("axes", [1L])), "q", 4, 3, "y")),
        ["Unsqueeze, Squeeze by inputs"] = (13, m => Dense(m.Integers("k", -1).Node("Unsqueeze", "x k", "u")
            .Node("Squeeze", "u k", "q"), "q", 4, 3, "y")),
        ["Transpose of weights"] = (13, m => m.Weights("w", 3, 4).Node("Transpose", "w", "t", Attribute("perm", 1, 0))
            .Node("MatMul", "x t", "y")),
        ["Transpose of a sample"] = (13, m => Dense(m.Integers("s", 0, 2, 2).Node("Reshape", "x s", "r")
            .Node("Transpose", "r", "t", Attribute("perm", 0, 2, 1)).Node("Flatten", "t", "f"), "f", 4, 3, "y")),
        ["Slice by attributes"] = (9, m =>
            Dense(m.Node("Slice", "x", "s", Attribute("starts", [1L]), Attribute("ends", [3L]), Attribute("axes", [1L])), "s", 2, 3, "y")),
        ["Slice by inputs, backwards"] = (13, m => Dense(m.Integers("a", -1).Integers("b", long.MinValue + 2).Integers("c", 1)
            .Integers("d", -2)
            .Node("Slice", "x a b c d", "s"), "s", 2, 3, "y")),
        ["Split into equal parts"] = (18, m =>
            Dense(m.Node("Split", "x", "a b", Attribute("axis", 1), Attribute("num_outputs", 2)), "b", 2, 3, "y")),
        ["Split by an attribute"] = (11, m =>
            Dense(m.Node("Split", "x", "a b", Attribute("axis", 1), Attribute("split", 1, 3)), "b", 3, 3, "y")),
        ["Gather"] = (13, m => Dense(m.Integers("i", 3, 0, -2).Node("Gather", "x i", "g", Attribute("axis", 1)), "g", 3, 3, "y")),
        ["Expand to the shape of another"] = (13, m => Dense(m, "x", 4, 3, "p").Node("Shape", "p", "s").Node("Expand", "p s", "y")),
        ["ConstantOfShape"] = (13, m => Dense(m, "x", 4, 3, "p").Node("Shape", "p", "s")
            .Node("ConstantOfShape", "s", "o", Attribute("value", Proto("v", [1], 1, OnnxBuilder.Bytes([2])))).Node("Mul", "p o", "y")),
        ["Tile"] = (13, m => Dense(m.Integers("t", 1, 2).Node("Tile", "x t", "r"), "r", 8, 3, "y")),
        ["Where by a constant"] = (13, m => Dense(m.Tensor(Proto("k", [4], 9, [1, 0, 0, 1]))
            .Node("Where", $"k x {m.Scalar(0.5f)}", "w"), "w", 4, 3, "y")),
        ["Sum"] = (13, m => Dense(Dense(m, "x", 4, 3, "p"), "x", 4, 3, "q").Weights("k", 3).Node("Sum", "p q k", "y")),
        ["ReduceProd of a shape"] = (13, m => m.Weights("w", 4, 3).Node("Shape", "w", "s")
            .Node("ReduceProd", "s", "r", Attribute("keepdims", 1)).Integers("two", 2, 6)
            .Integers("six", 6).Node("Div", "r six", "two_").Node("Reshape", "w two", "v").Integers("back", 4, 3)
            .Node("Reshape", "v back", "u").Node("MatMul", "x u", "y")),
        ["Scaler"] = (15, m =>
            Dense(m.Node("ai.onnx.ml/Scaler", "x", "s", Attribute("offset", [0.5f, 0, -1, 2]),
                Attribute("scale", [2f, 1, 0.5f, -1])), "s", 4, 3, "y")),
        ["LinearRegressor"] = (15, m =>
            m.Node("ai.onnx.ml/LinearRegressor", "x", "y", Attribute("coefficients", [1f, 2, -1, 0.5f, 0, 1, 1, -2]),
                Attribute("intercepts", [0.25f, -1]), Attribute("targets", 2))),
        ["LinearClassifier, softmax"] = (15, m => Classifier(m, "SOFTMAX", rows: 3, classes: 3)),
        ["LinearClassifier, logistic"] = (15, m => Classifier(m, "LOGISTIC", rows: 3, classes: 3)),
        ["LinearClassifier, sums"] = (15, m => Classifier(m, "NONE", rows: 3, classes: 3)),
        ["LinearClassifier of two classes, logistic"] = (15, m => Classifier(m, "LOGISTIC", rows: 1, classes: 2)),
        ["LinearClassifier of two classes, sums"] = (15, m => Classifier(m, "NONE", rows: 1, classes: 2)),
        ["LinearClassifier of two classes, softmax"] = (15, m => Classifier(m, "SOFTMAX", rows: 1, classes: 2)),
        ["Normalizer of probabilities"] = (15, m => Dense(m, "x", 4, 3, "p").Node("Softmax", "p", "s")
            .Node("ai.onnx.ml/Normalizer", "s", "y", Attribute("norm", "L1"))),
        ["Normalizer of two opposite sigmoids"] = (15, m =>
            m.Node("ai.onnx.ml/LinearClassifier", "x", "label s", Attribute("coefficients", [-1f, 2, -1, 0.5f, 1, -2, 1, -0.5f]),
            Attribute("intercepts", [0.25f, -0.25f]), Attribute("classlabels_ints", 0, 1), Attribute("post_transform", "LOGISTIC"),
                Attribute("multi_class", 0))
            .Node("ai.onnx.ml/Normalizer", "s", "y", Attribute("norm", "L1")).Output("label", OnnxElementType.Int64)),
        ["FeatureVectorizer, ArrayFeatureExtractor"] = (15, m => Dense(m.Integers("i", 2, 0)
            .Node("ai.onnx.ml/ArrayFeatureExtractor", "x i", "a")
            .Node("ai.onnx.ml/FeatureVectorizer", "a x", "f", Attribute("inputdimensions", 2, 4)), "f", 6, 3, "y")),
        ["Binarizer"] = (15, m => Dense(m, "x", 4, 3, "p").Node("ai.onnx.ml/Binarizer", "p", "y", Attribute("threshold", 0.25f))),
        ["scikit-learn's perceptron"] = (15, m => Dense(Dense(m.Node("Cast", "x", "c", Attribute("to", 1)), "c", 4, 5, "h")
            .Node("Relu", "h", "r"), "r", 5, 3, "o")
            .Node("Softmax", "o", "y", Attribute("axis", 1)).Node("ArgMax", "y", "a", Attribute("axis", 1)).Integers("k", 10, 20, 30)
            .Node("ai.onnx.ml/ArrayFeatureExtractor", "k a", "l").Node("Cast", "l", "lf", Attribute("to", 1)).Integers("n", -1)
            .Node("Reshape", "lf n", "lr")
            .Node("Cast", "lr", "label", Attribute("to", 7)).Output("label", OnnxElementType.Int64)),
        ["scikit-learn's perceptron of two classes"] = (15, m => Dense(m, "x", 4, 1, "o").Node("Sigmoid", "o", "s")
            .Node("Sub", $"{m.Scalar(1)} s", "n")
            .Node("Concat", "n s", "y", Attribute("axis", 1))),
        ["numbers of half the bits"] = (13, m =>
            m.Tensor(Proto("h", [4, 3], 10, [.. Enumerable.Range(0, 12).SelectMany(i => BitConverter.GetBytes((Half)(i / 8f)))]))
            .Node("Cast", "h", "w", Attribute("to", 1)).Node("MatMul", "x w", "y")),
        ["numbers of 8 bits"] = (13, m => m.Tensor(Proto("q", [4, 3], 3, [.. Enumerable.Range(0, 12).Select(i => (byte)(i - 6))]))
            .Node("Cast", "q", "w", Attribute("to", 1)).Node("MatMul", "x w", "y")),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void GivesTheOutputsOfOnnxRuntime(string name)
    {
        (int opset, Func<OnnxBuilder, OnnxBuilder> build) = s_cases[name];
        byte[] file = build(new OnnxBuilder(opset, machineLearning: 2).Input("x", 4)).Output("y").Build();
        NetworkModel model = OnnxFile.Read(file, name, null);
        var random = new Random(7);
        float[] inputs = [.. Enumerable.Range(0, Samples * 4).Select(_ => (4 * random.NextSingle()) - 2)];
        float[] expected = OnnxRuntimeRun.Run(file, "y", ("x", [Samples, 4], inputs));
        double[] actual = [.. inputs.Chunk(4).SelectMany(sample => ModelEvaluation.Evaluate(model, [.. sample.Select(v => (double)v)]))];
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, Math.Abs(pair.First))));
    }

    /// <summary>A product and a bias.</summary>
    private static OnnxBuilder Dense(OnnxBuilder model, string input, int inputs, int outputs, string output) => model
        .Weights($"w_{output}", inputs, outputs).Weights($"b_{output}", outputs).Node("Gemm", $"{input} w_{output} b_{output}", output);

    /// <summary>Two products and what makes <c>a</c> of <c>p</c> between them.</summary>
    private static OnnxBuilder Between(OnnxBuilder model, Func<OnnxBuilder, OnnxBuilder> activation) =>
        Dense(activation(Dense(model, "x", 4, 5, "p")), "a", 5, 3, "y");

    private static OnnxBuilder Classifier(OnnxBuilder model, string transform, int rows, int classes)
    {
        float[] coefficients = [1, 2, -1, 0.5f, 0, 1, 1, -2, 0.5f, -1, 0, 1], intercepts = [0.25f, -1, 0.5f];
        return model.Node(
            "ai.onnx.ml/LinearClassifier", "x", "label y", Attribute("coefficients", coefficients[..(4 * rows)]),
                Attribute("intercepts", intercepts[..rows]),
            Attribute("classlabels_ints", [.. Enumerable.Range(0, classes).Select(i => (long)i)]), Attribute("post_transform", transform))
                .Output("label", OnnxElementType.Int64);
    }

    private static OnnxBuilder Normalized(OnnxBuilder model, string input, string output) => model
        .Weights("bs", 3).Weights("bb", 3).Weights("bm", 3).Tensor("bv", [3], 0.5f, 1, 2)
        .Node("BatchNormalization", $"{input} bs bb bm bv", output);
}
