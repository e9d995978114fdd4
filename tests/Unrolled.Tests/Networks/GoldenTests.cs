using System.Text.Json;

namespace Unrolled.Tests.Networks;

/// <summary>Outputs, loss, gradient and one step of six networks, computed in float64 by an independent automatic differentiation.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string, NetworkUnderTest> Cases => new()
    {
        { "xor", NetworkUnderTest.Of<Xor>() },
        { "control", NetworkUnderTest.Of<Control>() },
        { "logistic", NetworkUnderTest.Of<Logistic>() },
        { "odd", NetworkUnderTest.Of<Odd>() },
        { "softmax", NetworkUnderTest.Of<SoftmaxNet>() },
        { "wide", NetworkUnderTest.Of<Wide>() },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_loss_gradient_and_step_are_the_golden_ones(string name, NetworkUnderTest network)
    {
        using Stream stream = typeof(GoldenTests).Assembly.GetManifestResourceStream($"Golden/{name}.json")!;
        Golden golden = JsonSerializer.Deserialize<Golden>(stream, JsonSerializerOptions.Web)!;
        Assert.Equal(golden.Layers, network.Layers);
        float[] inputs = Single(golden.Inputs);
        float[] targets = Single(golden.Targets);

        network.SetParameters(Single(golden.Parameters));
        float[] outputs = new float[golden.Outputs.Length];
        network.ForwardBatch(inputs, outputs);
        AssertClose(golden.Outputs, outputs);

        float[] gradient = new float[network.ParameterCount];
        Assert.Equal(golden.MeanLoss, network.Gradient(inputs, targets, gradient), 1e-6 * golden.MeanLoss);
        AssertClose(golden.Gradient, gradient);

        Assert.Equal(golden.MeanLoss, network.Train(inputs, targets, (float)golden.LearningRate), 1e-6 * golden.MeanLoss);
        float[] stepped = new float[network.ParameterCount];
        network.GetParameters(stepped);
        AssertClose(golden.Stepped, stepped);
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, v => (float)v);

    private static void AssertClose(double[] expected, float[] actual)
    {
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-6 * scale);
        }
    }

    private sealed record Golden(
        int[] Layers, double LearningRate, double[] Parameters, double[] Inputs, double[] Targets,
        double[] Outputs, double MeanLoss, double[] Gradient, double[] Stepped);
}
