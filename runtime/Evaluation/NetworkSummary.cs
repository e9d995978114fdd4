using System.Globalization;
using static Unrolled.Wording;

namespace Unrolled;

/// <summary>One layer of a network, in numbers.</summary>
/// <param name="Inputs">The inputs of each unit: the fan-in.</param>
/// <param name="Units">The number of units.</param>
/// <param name="Activation">What they apply to their pre-activations.</param>
public readonly record struct LayerSummary(int Inputs, int Units, Activation Activation)
{
    /// <summary>The number of weights and biases.</summary>
    public long ParameterCount => Layer.Parameters;

    /// <summary>The multiply-adds of a forward pass of one sample; training a sample takes up to three times as many.</summary>
    public long MultiplyAdds => Layer.Weights;

    /// <summary>The bytes of the parameters, without padding.</summary>
    public long Bytes => ParameterCount * sizeof(float);

    private DenseLayer Layer => new(Inputs, Units);

    /// <summary>The fan-in, the number of units and the activation, e.g. <c>784 -&gt; 30 Sigmoid</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Inputs} -> {Units} {Activation}");
}

/// <summary>A network in numbers, layer by layer. Its text is a table.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Layers">The layers after the inputs.</param>
/// <param name="Loss">The cost that training minimises.</param>
/// <param name="MemoryBytes">The bytes that a network keeps: the parameters with their padding.</param>
/// <param name="StackBytes">The bytes of stack that <c>Forward</c> uses for activations; 0 where these stay in registers, or are
/// so many that the thread's workspace holds them.</param>
/// <param name="ChunkSize">The most samples that are computed together.</param>
public sealed record NetworkSummary(
    string Name, IReadOnlyList<LayerSummary> Layers, Loss Loss, long MemoryBytes, int StackBytes, int ChunkSize)
{
    /// <summary>The type of the loss where it is one of one's own, which then takes the place of <see cref="Loss"/>; else null.</summary>
    public Type? LossType { get; init; }

    /// <summary>The number of weights and biases.</summary>
    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>The multiply-adds of a forward pass of one sample.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>The summary of a network type.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    public static NetworkSummary Of<TNetwork>() where TNetwork : class, INetwork<TNetwork>
    {
        var layers = new LayerSummary[TNetwork.Activations.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = new LayerSummary(TNetwork.Layers[i], TNetwork.Layers[i + 1], TNetwork.Activations[i]);
        }

        return new NetworkSummary(
            TypeNames.Of(typeof(TNetwork)),
            layers,
            TNetwork.Loss,
            (long)TNetwork.BlockSize * sizeof(float),
            TNetwork.StackBytes,
            TNetwork.ChunkSize)
        {
            LossType = TNetwork.LossType,
        };
    }

    /// <summary>A table with a line for each layer and one for their sum, and below it what the whole network needs.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["layer", "shape", "activation", "parameters", "multiply-adds", "bytes"]];
        foreach ((int i, LayerSummary layer) in Layers.Index())
        {
            rows.Add([Grouped(i + 1), $"{Grouped(layer.Inputs)} -> {Grouped(layer.Units)}", layer.Activation.ToString(),
                Grouped(layer.ParameterCount), Grouped(layer.MultiplyAdds), Grouped(layer.Bytes)]);
        }

        rows.Add(["total", "", "", Grouped(ParameterCount), Grouped(MultiplyAdds), Grouped(ParameterCount * sizeof(float))]);
        return TextTable.Write(rows)
            .Append(CultureInfo.InvariantCulture, $"loss {(LossType is null ? Loss.ToString() : TypeNames.Of(LossType))}; {Count(MemoryBytes, "byte")} of parameters with padding; ")
            .Append(CultureInfo.InvariantCulture, $"{Count(StackBytes, "byte")} of stack for one sample; chunks of {Grouped(ChunkSize)}")
            .ToString();
    }
}
