namespace Unrolled;

/// <summary>A network that goes into a file beside another one: <see cref="NetworkSaveOptions.Beside"/>.</summary>
public sealed class NetworkPart
{
    private readonly Func<NetworkSnapshot> _take;

    private NetworkPart(string prefix, Func<NetworkSnapshot> take)
    {
        Prefix = prefix;
        _take = take;
    }

    /// <summary>What the names of its tensors begin with in the file.</summary>
    public string Prefix { get; }

    /// <summary>A network and what the names of its tensors are to begin with.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="prefix">
    /// The beginning, such as <c>critic.</c>. Of the networks in a file none may have one that another's begins with.
    /// </param>
    /// <param name="network">The network. Its parameters are copied when the file is saved.</param>
    public static NetworkPart Of<TNetwork>(string prefix, TNetwork network) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(network);
        return new NetworkPart(prefix, () => NetworkSnapshot.Of(network, prefix));
    }

    internal NetworkSnapshot Take() => _take();
}
