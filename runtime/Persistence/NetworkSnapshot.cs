using Unrolled.Numerics;


namespace Unrolled;

/// <summary>What a file is to hold of one network or of several, copied from them.</summary>
/// <param name="Tensors">The tensors by their names in the file.</param>
/// <param name="Metadata">What the file says besides.</param>
internal sealed record NetworkSnapshot(IReadOnlyList<NamedTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <exception cref="ArgumentException">One prefix begins with another, or the preprocessing does not fit the network.</exception>
    /// <exception cref="InvalidOperationException">A parameter is not finite, and the options do not allow it.</exception>
    public static NetworkSnapshot Of<TNetwork>(TNetwork network, NetworkSaveOptions? options) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        options ??= new NetworkSaveOptions();
        CheckPrefixes([options.Prefix, .. options.Beside.Select(part => part.Prefix)]);
        options.Preprocessing?.RequireFit<TNetwork>(nameof(options));
        NetworkSnapshot[] parts = [Of(network, options.Prefix), .. options.Beside.Select(part => part.Take())];
        Dictionary<string, string> metadata = parts.SelectMany(part => part.Metadata).DistinctBy(pair => pair.Key).ToDictionary();
        PreprocessingWriter.AddTo(metadata, options.Prefix, options.Preprocessing);
        NetworkSnapshot all = new([.. parts.SelectMany(part => part.Tensors)], metadata);
        if (!options.AllowNonFinite)
        {
            RequireFinite(all.Tensors, nameof(NetworkSaveOptions));
        }

        return all;
    }

    public static NetworkSnapshot Of<TNetwork>(TNetwork network, string prefix) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return new NetworkSnapshot(NetworkTensors.Split(TNetwork.Layers, parameters, prefix), NetworkTensors.Describe<TNetwork>(prefix));
    }

    public ValueTask WriteAsync(Channel channel) => SafetensorsWriter.WriteAsync(channel, Tensors, Metadata);

    /// <summary>Refuses parameters that are not finite.</summary>
    /// <param name="tensors">The parameters.</param>
    /// <param name="options">The options that allow them.</param>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    public static void RequireFinite(IReadOnlyList<NamedTensor> tensors, string options)
    {
        foreach (NamedTensor tensor in tensors)
        {
            if (Finite.FirstOther(tensor.Values.Span) is var index and >= 0)
            {
                throw new InvalidOperationException(
                    $"A network with {Wording.Number(tensor.Values.Span[index])} at index {index} of {Printable.Quote(tensor.Name)} is not "
                    + $"saved: its answers would mean nothing. {options}.{nameof(NetworkSaveOptions.AllowNonFinite)} saves it all the same.");
            }
        }
    }

    private static void CheckPrefixes(string[] prefixes)
    {
        for (int i = 0; i < prefixes.Length; i++)
        {
            for (int j = 0; j < prefixes.Length; j++)
            {
                if (i != j && prefixes[i].StartsWith(prefixes[j], StringComparison.Ordinal))
                {
                    throw new ArgumentException(
                        $"The prefix {Printable.Quote(prefixes[i])} begins with {Printable.Quote(prefixes[j])}, that of another network in "
                        + "the file; they could not be told apart.",
                        nameof(NetworkSaveOptions));
                }
            }
        }
    }
}
