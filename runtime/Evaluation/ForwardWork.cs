namespace Unrolled;

/// <summary>Decides how many workers a number of forward passes is worth.</summary>
internal static class ForwardWork
{
    // Multiply-adds that a worker must have at least: about 20 us on one core of the fastest processors, 40 on others. To wake a sleeping
    // thread and to wait for it takes up to 25 us. Two workers on 784-30-10, as a multiple of the speed of one: 200 samples, the first
    // number to be shared, 1.3, 400 1.5, 1000 1.8.
    private const long LeastForWorker = 1 << 21;

    /// <summary>The number of workers, from 1 to <paramref name="threads"/>; it depends on nothing but the arguments and the network.</summary>
    public static int Workers<TNetwork>(int rows, int threads) where TNetwork : class, IInferenceNetwork =>
        (int)Math.Clamp((long)rows * TNetwork.ParameterCount / LeastForWorker, 1, threads);
}
