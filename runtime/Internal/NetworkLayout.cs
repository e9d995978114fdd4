namespace Unrolled.Internal;

/// <summary>The layout of a network's block, made once: <see cref="INetworkStorage.Layout"/> makes a new one each time.</summary>
/// <typeparam name="TNetwork">The network class.</typeparam>
internal static class NetworkLayout<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    public static readonly BlockLayout Value = TNetwork.Layout;
}
