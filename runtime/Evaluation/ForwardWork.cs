namespace Unrolled;

/// <summary>Decides how many workers a number of forward passes is worth.</summary>
internal static class ForwardWork
{
    // Multiply-adds that a worker must have at least: about 20 us. To wake a sleeping thread and to wait for it takes a few to 20 us, so
    // that two workers begin to win at about twice this.
    private const long LeastForWorker = 1 << 21;

    /// <summary>The number of workers, from 1 to <paramref name="threads"/>; it depends on nothing but the arguments and the network.</summary>
    public static int Workers<TNetwork>(int rows, int threads) where TNetwork : class, INetwork<TNetwork> =>
        (int)Math.Clamp((long)rows * TNetwork.ParameterCount / LeastForWorker, 1, threads);
}
