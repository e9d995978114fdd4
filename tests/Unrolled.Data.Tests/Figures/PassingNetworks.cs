namespace Unrolled.Data.Tests.Figures;

/// <summary>Networks of one layer whose pre-activations are their inputs, so that a test decides what they answer.</summary>
internal static class PassingNetworks
{
    public static TNetwork PassOn<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(0);
        float[] parameters = new float[TNetwork.ParameterCount];
        for (int i = 0; i < TNetwork.OutputSize; i++)
        {
            parameters[(i * TNetwork.InputSize) + i] = 1;
        }

        network.SetParameters(parameters);
        return network;
    }

    /// <summary>A network that answers 0 with NaN.</summary>
    public static TNetwork Spoiled<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = PassOn<TNetwork>();
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        parameters[0] = float.PositiveInfinity;
        network.SetParameters(parameters);
        return network;
    }

    /// <summary>What a network answers to the samples, row after row.</summary>
    public static float[] Outputs<TNetwork>(TNetwork network, Dataset data) where TNetwork : class, INetwork<TNetwork>
    {
        float[] inputs = new float[data.Count * data.InputSize];
        float[] outputs = new float[data.Count * TNetwork.OutputSize];
        data.GatherInputs(0, data.Count, inputs);
        network.ForwardBatch(inputs, outputs);
        return outputs;
    }

    /// <summary>One column of rows.</summary>
    public static double[] Column(float[] rows, int size, int column) =>
        [.. Enumerable.Range(0, rows.Length / size).Select(row => (double)rows[(row * size) + column])];
}

[Network(1, 1, Output = Activation.Identity)]
internal sealed partial class OneNumber;

[Network(3, 3, Output = Activation.Identity)]
internal sealed partial class ThreeNumbers;

[Network(1, 1, Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class OneProbability;

[Network(2, 2, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class TwoProbabilities;

[Network(3, 3, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class ThreeProbabilities;

[Network(3, 3, Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class ThreeLabels;
