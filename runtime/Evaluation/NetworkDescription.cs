namespace Unrolled;

/// <summary>Says what a network consists of.</summary>
public static class NetworkDescription
{
    /// <summary>The network's layers with their shapes, parameters, multiply-adds and bytes, and the stack that it uses.</summary>
    /// <typeparam name="TNetwork">The network class.</typeparam>
    /// <param name="network">The network; <see cref="NetworkSummary.Of"/> needs none.</param>
    /// <example>
    /// <code>
    /// Console.WriteLine(network.Describe());
    /// </code>
    /// </example>
    public static NetworkSummary Describe<TNetwork>(this TNetwork network) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        return NetworkSummary.Of<TNetwork>();
    }
}
