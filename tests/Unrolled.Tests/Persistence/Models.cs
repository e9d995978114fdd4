namespace Unrolled.Tests.Persistence;

/// <summary>Small enough to write its file by hand: 2-3-1, 13 parameters, 52 bytes.</summary>
[Network(2, 3, 1)]
public sealed partial class Tiny;

/// <summary>A shape of its own for each layer, so that shapes tell the layers apart.</summary>
[Network(5, 4, 3, 2, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Funnel;

/// <summary>Layers that only their names tell apart, and so many that 10 comes before 2 in the order of letters.</summary>
[Network(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, Hidden = Activation.Tanh)]
public sealed partial class Tower;

internal static class Models
{
    public static float[] Parameters<TNetwork>(this TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    /// <summary>A network whose parameters are 1, 2, 3 and so on, the file's order seen at once.</summary>
    public static float[] Counting(int count) => [.. Enumerable.Range(1, count).Select(i => (float)i)];

    public static byte[] Saved<TNetwork>(this TNetwork network, NetworkSaveOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        using MemoryStream stream = new();
        network.Save(stream, options);
        return stream.ToArray();
    }

    public static void LoadBytes<TNetwork>(this TNetwork network, byte[] file, NetworkLoadOptions? options = null)
        where TNetwork : class, INetwork<TNetwork>
    {
        using MemoryStream stream = new(file);
        network.Load(stream, options);
    }

    /// <summary>The tensors of a network's file under other names, sorted by these as PyTorch's writer does.</summary>
    public static RawTensor[] Renamed(byte[] file, params string[] layers) =>
    [
        .. Safetensors.Read(file).Tensors
            .Select((tensor, i) => tensor with { Name = layers[i / 2] + (i % 2 == 0 ? "weight" : "bias") })
            .OrderBy(tensor => tensor.Name, StringComparer.Ordinal),
    ];
}
