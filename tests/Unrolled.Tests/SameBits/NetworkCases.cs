using Unrolled.Tests.Networks;

namespace Unrolled.Tests.SameBits;

/// <summary>What networks of every kind compute and learn.</summary>
internal static class NetworkCases
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, Case> All { get; } = Networks
        .Select(network => KeyValuePair.Create<string, Case>(network.Name, digest => LearnInBatches(network, digest)))
        .Append(new("all of them by Backward", Backward))
        .ToDictionary();

    private static IEnumerable<NetworkUnderTest> Networks => ZooNetworks.All.Concat(ZooNetworks.Dropping);

    private static void LearnInBatches(NetworkUnderTest network, Digest digest)
    {
        network.Reset(7);
        foreach (int batch in new[] { 1, 2, 5, 10, 23, 33 })
        {
            (float[] inputs, float[] targets) = network.Samples(batch);
            float[] outputs = new float[targets.Length];
            network.ForwardBatch(inputs, outputs);
            digest.Add(outputs);
            Learn(network, digest, inputs, targets);
        }
    }

    /// <summary>Gradients of inputs and parameters from those of outputs.</summary>
    private static void Backward(Digest digest)
    {
        foreach (NetworkUnderTest network in Networks)
        {
            network.Reset(7);
            foreach (int batch in new[] { 1, 10, 33 })
            {
                (float[] inputs, float[] outputGradients) = network.Samples(batch);
                float[] gradient = new float[network.ParameterCount];
                float[] inputGradients = new float[inputs.Length];
                network.Backward(inputs, outputGradients, gradient, inputGradients, dropoutState: 3);
                digest.Add(gradient);
                digest.Add(inputGradients);
            }
        }
    }

    private static void Learn(NetworkUnderTest network, Digest digest, float[] inputs, float[] targets)
    {
        float[] sampleWeights = [.. Enumerable.Range(0, targets.Length / network.OutputSize).Select(i => i % 4 == 1 ? 0 : 0.5f + (i % 3))];
        float[] parameters = new float[network.ParameterCount];
        digest.Add(network.Gradient(inputs, targets, parameters));
        digest.Add(parameters);
        digest.Add(network.Gradient(inputs, targets, sampleWeights, parameters));
        digest.Add(parameters);
        digest.Add(network.Train(inputs, targets, 0.1f));
        digest.Add(network.Train(inputs, targets, sampleWeights, 0.1f));
        network.GetParameters(parameters);
        digest.Add(parameters);
    }
}
