using static Unrolled.Tests.Onnx.OnnxBuilder;

namespace Unrolled.Tests.Onnx;

/// <summary>What cannot be compiled, and files that are not what they claim to be: the message says where, what, and what helps.</summary>
public sealed class RefusalTests
{
    private static readonly Dictionary<string, (string[] Expected, Func<byte[]> Build)> s_cases = new()
    {
        ["a convolution"] = (["node 'n_y' (Conv)", "a convolution"], () => Model().Weights("w", 2, 4, 1).Node("Conv", "x w", "y")
            .Output("y").Build()),
        ["recurrence"] = (["(LSTM)", "recurrent"], () => Model().Weights("w", 4).Node("LSTM", "x w w", "y").Output("y").Build()),
        ["a subgraph"] = (["(If)", "graphs of its own"], () => Model()
            .Node("If", "x", "y", new ProtobufWriter().Text(1, "then_branch").Message(6, new())).Output("y").Build()),
        ["random numbers"] = (["(RandomNormalLike)", "random", "output=\"p\""], () => Dense(Model()).Node("RandomNormalLike", "p", "r")
            .Node("Add", "p r", "y").Output("y").Build()),
        ["an operator of others"] = (["com.microsoft.FusedGemm"], () => Model().Node("com.microsoft/FusedGemm", "x", "y")
            .Output("y").Build()),
        ["a product of both"] = (["(MatMul)", "'p' [batch, 3]"], () => Dense(Model()).Node("Transpose", "p", "t").Node("MatMul", "p t", "y")
            .Output("y").Build()),
        ["a mask"] = (["(Mul)", "'m' [batch, 3]", "output=\"p\""], () => Dense(Model()).Input("m", 3).Node("Mul", "p m", "y")
            .Output("y").Build()),
        ["a residual connection"] = (["(Add)", "different depth", "of layer 1 of Tanh"], () => Dense(Model(), 4).Node("Tanh", "p", "t")
            .Weights("v", 4, 4)
            .Node("MatMul", "t v", "q").Node("Add", "q x", "y").Output("y").Build()),
        ["the exact form of GELU"] = (["(Gelu)", "approximate='tanh'"], () => Dense(Model(20)).Node("Gelu", "p", "y").Output("y").Build()),
        ["GELU by erf"] = (["(Mul)", "approximate='tanh'"], () => Dense(Model()).Tensor("r", [], MathF.Sqrt(2)).Tensor("o", [], 1)
            .Tensor("h", [], 0.5f).Node("Div", "p r", "a")
            .Node("Erf", "a", "b").Node("Add", "b o", "c").Node("Mul", "p c", "d").Node("Mul", "d h", "y").Output("y").Build()),
        ["an activation that is none of ours"] = (["(HardSwish)", "none of the activations"], () => Dense(Model())
            .Node("HardSwish", "p", "h").Weights("v", 3, 2)
            .Node("MatMul", "h v", "y").Output("y").Build()),
        ["ONNX's Sign"] = (["(Sign)"], () => Dense(Model()).Node("Sign", "p", "y").Output("y").Build()),
        ["two activations in a layer"] = (["Tanh", "Sigmoid", "one activation"], () => Dense(Model(), 4)
            .Node("Split", "p", "a b", Attribute("axis", 1), Attribute("num_outputs", 2))
            .Node("Tanh", "a", "c").Node("Sigmoid", "b", "d").Node("Concat", "c d", "y", Attribute("axis", 1)).Output("y").Build()),
        ["softmax within"] = (["Softmax before other layers"], () => Dense(Model()).Node("Softmax", "p", "s").Weights("v", 3, 2)
            .Node("MatMul", "s v", "y").Output("y").Build()),
        ["softmax over the samples"] = (["(Softmax)", "row"], () => Dense(Model()).Node("Softmax", "p", "y", Attribute("axis", 0))
            .Output("y").Build()),
        ["softmax of groups"] = (["(Softmax)", "row of shape [2]"], () => Dense(Model(), 4).Integers("s", 0, 2, 2)
            .Node("Reshape", "p s", "r").Node("Softmax", "r", "y").Output("y").Build()),
        ["a mean"] = (["ReduceMean of a tensor that depends on the inputs"], () => Model().Node("ReduceMean", "x", "y")
            .Output("y").Build()),
        ["training"] = (["(BatchNormalization)", "model.eval()"], () => Dense(Model()).Weights("v", 3)
            .Node("BatchNormalization", "p v v v v", "y", Attribute("training_mode", 1)).Output("y").Build()),
        ["a part of the samples"] = (["(Gather)", "a part of the samples"], () => Model().Integers("i", 0).Node("Gather", "x i", "y")
            .Output("y").Build()),
        ["samples and numbers in one dimension"] = (["(Reshape)", "one dimension"], () => Dense(Model()).Integers("s", -1)
            .Node("Reshape", "p s", "y").Output("y").Build()),
        ["calculations with the batch"] = (["(Mul)", "number of samples"], () => Dense(Model()).Node("Shape", "p", "s").Integers("k", 2, 2)
            .Node("Mul", "s k", "t").Node("Reshape", "p t", "y").Output("y").Build()),
        ["a dimension that is free"] = (["input 'x' [N, N]", "dimension 1 is free"], () => new OnnxBuilder().Info(11, "x", 1, [null, null])
            .Node("Relu", "x", "y").Output("y").Build()),
        ["no shape"] = (["input 'x' without a shape"], () => new OnnxBuilder().Info(11, "x", 1, null).Node("Relu", "x", "y")
            .Output("y").Build()),
        ["text as input"] = (["input 'x' of string"], () => new OnnxBuilder().Info(11, "x", 8, [null, 2]).Node("Relu", "x", "y")
            .Output("y").Build()),
        ["a huge input"] = (["too large for a file of so few bytes"], () => Model(17, 1 << 30).Node("Relu", "x", "y").Output("y").Build()),
        ["a huge constant"] = (["(ConstantOfShape)", "too large"], () => Model().Integers("s", 1 << 20, 1 << 20)
            .Node("ConstantOfShape", "s", "c").Node("Add", "x c", "y").Output("y").Build()),
        ["repetition without end"] = (["(Tile)", "too large"], () => Model().Integers("s", 1, 1 << 30).Node("Tile", "x s", "y")
            .Output("y").Build()),
        ["a circle"] = (["a circle"], () => Model().Node("Add", "x b", "a").Node("Relu", "a", "b").Output("b").Build()),
        ["a missing tensor"] = (["no tensor 'w'"], () => Model().Node("MatMul", "x w", "y").Output("y").Build()),
        ["a sparse tensor"] = (["sparse tensor 'w'"], () => Model()
            .Field(15, new ProtobufWriter().Message(1, Proto("w", [1], 1, new byte[4]))).Node("MatMul", "x w", "y").Output("y").Build()),
        ["data elsewhere"] = (["'w'", "another file", "onnx.save"], () => Model().Tensor(Proto("w", [4, 2], 1, []).Integer(14, 1))
            .Node("MatMul", "x w", "y").Output("y").Build()),
        ["too few bytes"] = (["'w'", "28 bytes", "32 bytes"], () => Model().Tensor(Proto("w", [4, 2], 1, new byte[28]))
            .Node("MatMul", "x w", "y").Output("y").Build()),
        ["too few elements"] = (["'w'", "1 element", "8 elements"], () => Model()
            .Tensor(new ProtobufWriter().Integer(1, 4).Integer(1, 2).Integer(2, 1).Text(8, "w").Single(4, 1))
            .Node("MatMul", "x w", "y").Output("y").Build()),
        ["a negative dimension"] = (["'w'", "dimension -4"], () => Model().Tensor(Proto("w", [-4, 2], 1, new byte[32]))
            .Node("MatMul", "x w", "y").Output("y").Build()),
        ["dimensions that overflow"] = (["'w'", "more elements than the file has bytes"], () => Model()
            .Tensor(Proto("w", [1L << 31 - 1, 1L << 31 - 1, 1L << 31 - 1], 1, new byte[32]))
            .Node("MatMul", "x w", "y").Output("y").Build()),
        ["complex numbers"] = (["'w'", "element type 15"], () => Model().Tensor(Proto("w", [4, 2], 15, new byte[128]))
            .Node("MatMul", "x w", "y").Output("y").Build()),
        ["NaN"] = (["NaN", "'w'"], () => Model().Tensor("w", [4, 1], 1, 2, 3, float.NaN).Node("MatMul", "x w", "y").Output("y").Build()),
        ["too large for a float"] = (["1E+300"], () => Model()
            .Tensor(Proto("w", [4, 1], 11, [.. Enumerable.Repeat(BitConverter.GetBytes(1e300), 4).SelectMany(b => b)]))
            .Node("MatMul", "x w", "y").Output("y").Build()),
        ["shapes that do not fit"] = (["(MatMul)", "[batch, 4] and [3, 2]"], () => Model().Weights("w", 3, 2).Node("MatMul", "x w", "y")
            .Output("y").Build()),
        ["two tensors of a name"] = (["'w'", "two initializers"], () => Model().Weights("w", 4, 2).Weights("w", 4, 2)
            .Node("MatMul", "x w", "y").Output("y").Build()),
        ["two nodes of an output"] = (["'y'", "two tensors"], () => Model().Node("Relu", "x", "y").Node("Tanh", "x", "y")
            .Output("y").Build()),
        ["an old set of operators"] = (["opset 5", "6 to 23"], () => Dense(Model(5)).Output("p").Build()),
        ["a new set of operators"] = (["opset 24", "6 to 23"], () => Dense(Model(24)).Output("p").Build()),
        ["no graph"] = (["no graph"], () => new ProtobufWriter().Integer(1, 8).Bytes.ToArray()),
        ["a label of other scores"] = (["'a'", "'q'", "output="], () => Dense(Model()).Weights("v", 4, 2).Node("MatMul", "x v", "q")
            .Node("ArgMax", "p", "a", Attribute("axis", 1)).Output("a", OnnxElementType.Int64).Output("q").Build()),
        ["several outputs"] = (["'p'", "'q'", "output=\"p\"", ";"], () => Dense(Model()).Weights("v", 4, 2).Node("MatMul", "x v", "q")
            .Output("p").Output("q").Build()),
        ["constant outputs alone"] = (["'w' is the same for all inputs"], () => Model().Weights("w", 4, 2).Node("Identity", "x", "i")
            .Output("w").Output("i").Build()),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void SaysWhatAndWhere(string name)
    {
        (string[] expected, Func<byte[]> build) = s_cases[name];
        InvalidFileException refused = Assert.Throws<InvalidFileException>(() => OnnxFile.Read(build(), "model.onnx", null));
        Assert.StartsWith("model.onnx: ", refused.Message, StringComparison.Ordinal);
        Assert.All(expected, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AnOutputThatIsNotThere()
    {
        byte[] file = Dense(Model()).Output("p").Build();
        Assert.Contains("no tensor 'q'", Assert.Throws<InvalidFileException>(() => OnnxFile.Read(file, "file", "q")).Message);
    }

    /// <summary>Heads that were asked for by name stand side by side.</summary>
    [Fact]
    public void SeveralOutputsByName()
    {
        byte[] file = Dense(Model()).Weights("v", 4, 2).Node("MatMul", "x v", "q").Output("p").Output("q").Build();
        Assert.Equal([4, 5], OnnxFile.Read(file, "file", "p; q").Layers);
        Assert.Equal([4, 2], OnnxFile.Read(file, "file", "q").Layers);
    }

    private static OnnxBuilder Model(int opset = 18, params long[] sample) => new OnnxBuilder(opset)
        .Input("x", sample.Length == 0 ? [4] : sample);

    private static OnnxBuilder Dense(OnnxBuilder model, int outputs = 3) => model.Weights("dense", 4, outputs)
        .Node("MatMul", "x dense", "p");
}
