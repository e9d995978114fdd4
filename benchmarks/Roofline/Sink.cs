using System.Runtime.CompilerServices;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>Takes results, so that they must be computed.</summary>
internal static class Sink
{
    private static float s_last;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Take(float result) => s_last = result;
}
