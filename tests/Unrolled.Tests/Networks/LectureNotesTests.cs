namespace Unrolled.Tests.Networks;

/// <summary>The worked examples of the lecture notes, to the digits that they print.</summary>
public sealed class LectureNotesTests
{
    [Fact]
    public void Forward_pass_of_the_4_3_1_example()
    {
        var network = new FourThreeOne();
        network.SetParameters(
        [
            0.5f, -0.2f, 0.8f, 0.6f,    // w15 w25 w35 w45
            0.2f, 0.3f, -0.6f, 0.5f,    // w16 w26 w36 w46
            -0.5f, 0.4f, 0.4f, -0.1f,   // w17 w27 w37 w47
            0.2f, -0.5f, 0.4f,          // b5 b6 b7
            0.6f, -0.2f, 0.1f,          // w58 w68 w78
            0.6f,                       // b8
        ]);

        float[] output = new float[1];
        network.Forward([1, 0, 1, 1], output);
        Assert.Equal(0.752, output[0], 5e-4);

        // The hidden units, by looking at each alone through a last layer that passes it on before the sigmoid.
        double[] hidden = [0.8909, 0.40131, 0.54983];
        float[] parameters = new float[FourThreeOne.ParameterCount];
        for (int unit = 0; unit < hidden.Length; unit++)
        {
            network.GetParameters(parameters);
            parameters.AsSpan(15).Clear();
            parameters[15 + unit] = 1;
            var probe = new FourThreeOne();
            probe.SetParameters(parameters);
            probe.Forward([1, 0, 1, 1], output);
            Assert.Equal(hidden[unit], Math.Log(output[0] / (1 - output[0])), 5e-5);
        }
    }

    [Fact]
    public void Backpropagation_of_the_3_3_3_2_exercise()
    {
        // W_ljk leads from unit j of layer l to unit k of the next: the transpose of the canonical [out, in].
        float[] parameters =
        [
            0.5f, -0.2f, 0.8f, 0.2f, 0.3f, -0.6f, -0.5f, 0.4f, 0.4f,
            0.2f, -0.5f, 0.4f,
            0.5f, -0.2f, -0.5f, -0.1f, 0.1f, 0.4f, 0.6f, 0.2f, 0.6f,
            0.6f, 0.6f, 0.6f,
            0.3f, 0.5f, 0.2f, -0.2f, 0.2f, 0.4f,
            0.8f, 0.2f,
        ];
        float[] x = [1, 0, 1];
        float[] y = [0.9f, 0.1f];
        var network = new ThreeThreeThreeTwo();
        network.SetParameters(parameters);

        float[] output = new float[2];
        network.Forward(x, output);
        AssertClose([0.81814736, 0.62985507], output);

        float[] gradient = new float[parameters.Length];
        Assert.Equal(0.14372312751, network.Gradient(x, y, gradient), 1e-7);

        // The gradients of the biases are the deltas.
        AssertClose([9.53488874e-5, 6.33299561e-4, 2.20272518e-3], gradient[9..12]);
        AssertClose([-0.00636289, 0.00401691, 0.00703739], gradient[21..24]);
        AssertClose([-0.01217822, 0.12352917], gradient[30..32]);

        // dW = delta a^T gives the activations back.
        double[] a2 = [0.81757448, 0.2890505, 0.57444252];
        double[] a3 = [0.66010359, 0.68501692, 0.81653117];
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(a2[k], gradient[12 + 6 + k] / gradient[23], 1e-5);
            Assert.Equal(a3[k], gradient[24 + 3 + k] / gradient[31], 1e-6);
        }

        Assert.Equal(0.14372312751, network.Train(x, y, 0.1f), 1e-7);
        network.GetParameters(parameters);
        AssertClose([0.30080389, 0.50083423, 0.20099439, -0.2081542, 0.19153804, 0.38991346], parameters[24..30]);
        AssertClose([0.19999047, -0.50006333, 0.39977973], parameters[9..12]);
    }

    private static void AssertClose(double[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-7);
        }
    }
}

[Network(4, 3, 1)]
public sealed partial class FourThreeOne;

[Network(3, 3, 3, 2)]
public sealed partial class ThreeThreeThreeTwo;
