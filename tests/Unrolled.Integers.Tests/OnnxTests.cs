using Unrolled.Internal;
using Unrolled.Tests;
using Unrolled.Tests.Onnx;

namespace Unrolled.Integers.Tests;

/// <summary>Exported integer networks in ONNX Runtime.</summary>
public class OnnxTests
{
    public static TheoryData<string, int> Exports
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string name in Networks.All.Keys)
            {
                data.Add(name, 13);
                data.Add(name, 21);
            }

            return data;
        }
    }

    /// <summary>One rounding of a byte may go the other way, where floats are rounded instead of integers.</summary>
    [Theory]
    [MemberData(nameof(Exports))]
    public void OnnxRuntime_gives_the_same_to_a_unit(string name, int opset)
    {
        const int Rows = 40;
        using TemporaryFolder folder = new();
        Subject subject = Networks.All[name];
        Int8Network network = subject.Make();
        string path = Path.Combine(folder.Path, "int8.onnx");
        network.SaveOnnx(path, new OnnxSaveOptions { Opset = opset });
        float[] inputs = subject.Inputs(21, Rows), outputs = new float[Rows * subject.OutputSize];
        network.ForwardBatch(inputs, outputs);
        float[] theirs = OnnxRuntimeRun.Run(File.ReadAllBytes(path), "output", ("input", [Rows, subject.InputSize], inputs));

        // A unit of the last hidden layer, through the largest weights of an output and on through its activation, whose slope is at most 1.
        Int8Layer last = network.IntegerLayers[^1];
        double unit = last.Inputs.Scale * Enumerable.Range(0, subject.OutputSize).Max(o => last.Weights.Scales[o] * last.Weights.Row(o).ToArray().Sum(w => Math.Abs((double)w)));
        Assert.Equal(outputs.Length, theirs.Length);
        for (int i = 0; i < outputs.Length; i++)
        {
            Assert.Equal(outputs[i], theirs[i], unit + 1e-5);
        }

        Assert.InRange(outputs.Zip(theirs).Count(pair => Math.Abs(pair.First - pair.Second) <= (unit / 20) + 1e-5), outputs.Length * 0.5, outputs.Length);
    }

    [Fact]
    public void The_model_has_the_names_of_the_options()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "int8.onnx");
        Int8Network network = Networks.All[nameof(Xor)].Make();
        network.SaveOnnx(path, new OnnxSaveOptions { InputName = "obs", OutputName = "action" });
        using Microsoft.ML.OnnxRuntime.InferenceSession session = new(path);
        Assert.Equal(["obs"], session.InputMetadata.Keys);
        Assert.Equal(["action"], session.OutputMetadata.Keys);
        Assert.Throws<ArgumentException>(() => network.SaveOnnx(path, new OnnxSaveOptions { InputName = "layers.0.weight" }));
        Assert.Equal(["int8.onnx"], folder.Names);
    }
}
