using Unrolled.Benchmarks.Networks;

namespace Unrolled.Benchmarks.Engines;

/// <summary>Checks all engines against the generated networks and times nothing.</summary>
internal static class VerifyCommand
{
    /// <summary>Runs the command "verify".</summary>
    public static int Run(TextWriter output)
    {
        Check<Network_2_3_1, Network_2_3_1_Full>();
        Check<Network_4_16_16_2, Network_4_16_16_2_Full>();
        Check<Network_784_30_10, Network_784_30_10_Full>();
        Check<Network_784_100_10, Network_784_100_10_Full>();
        Check<Network_784_512_256_10, Network_784_512_256_10_Full>();
        output.WriteLine($"All engines agree within {Verification.Tolerance.ToString(Reporting.Format.Culture)}.");
        return 0;
    }

    private static void Check<TAuto, TFull>()
        where TAuto : class, INetwork<TAuto>, IEngine
        where TFull : class, INetwork<TFull>, IEngine
    {
        Topology topology = Topology.Of<TAuto>();
        Verification.Check(
            topology, TAuto.Create(0), TFull.Create(0), new TensorPrimitivesEngine(topology), new MathNetEngine(topology), new JaggedEngine(topology));
    }
}
