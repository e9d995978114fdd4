namespace Unrolled.Data.Tests.Sources;

/// <summary>The parameters that a training ends with.</summary>
internal static class Trained
{
    public static float[] On<TNetwork>(ISampleSource source, TrainingOptions options) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        Trainer.Train(network, source, options);
        return Parameters(network);
    }

    public static float[] On<TNetwork>(Dataset data, TrainingOptions options) where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(3);
        Trainer.Train(network, data, options);
        return Parameters(network);
    }

    public static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
