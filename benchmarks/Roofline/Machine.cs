using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Unrolled.Benchmarks.Reporting;
using Unrolled.Internal;

namespace Unrolled.Benchmarks.Roofline;

/// <summary>What limits a core, with the vectors that the generated code takes on this machine.</summary>
internal sealed class Machine
{
    private const int Turns = 4000;

    /// <summary>Bytes of the largest working set.</summary>
    private const int Largest = 192 << 20;

    private readonly Lazy<AlignedBuffer> _buffer = new(() =>
    {
        var buffer = new AlignedBuffer(Largest / sizeof(float));
        MemoryMarshal.CreateSpan(ref buffer.Start, buffer.Length).Fill(1f);
        return buffer;
    });

    /// <summary>The width that generated code chooses.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>The processor and runtime, without naming the machine.</summary>
    public static string Description => string.Create(CultureInfo.InvariantCulture,
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processor(s) for "
        + $"this process, Vector{Bits} in force, FMA {(Fma.IsSupported ? "yes" : "no")}, AVX2 {(Avx2.IsSupported ? "yes" : "no")}, "
        + $"AVX-512F {(Avx512F.IsSupported ? "yes" : "no")}");

    /// <summary>Multiply-adds from registers.</summary>
    public Operation Peak { get; } = new("FMA peak", Unit.Flop, Flops(Turns), () => Sink.Take(MultiplyAdd(Turns)));

    /// <summary>Loads from the beginning of a block of memory to its end, over and over.</summary>
    /// <param name="bytes">The block's size, at most 192 MiB; rounded up to 512.</param>
    public Operation Bandwidth(int bytes)
    {
        int floats = (bytes + 511) / 512 * 128;
        return new Operation($"load, {Format.Bytes(bytes)}", Unit.Byte, floats * sizeof(float), () => Sink.Take(Load(ref _buffer.Value.Start, floats)));
    }

    private static double Flops(int turns) => Bits switch
    {
        512 => Probes<Width512, Vector512<float>>.Flops(turns),
        256 => Probes<Width256, Vector256<float>>.Flops(turns),
        _ => Probes<Width128, Vector128<float>>.Flops(turns),
    };

    private static float MultiplyAdd(int turns) => Bits switch
    {
        512 => Probes<Width512, Vector512<float>>.MultiplyAdd(turns),
        256 => Probes<Width256, Vector256<float>>.MultiplyAdd(turns),
        _ => Probes<Width128, Vector128<float>>.MultiplyAdd(turns),
    };

    private static float Load(ref float start, int length) => Bits switch
    {
        512 => Probes<Width512, Vector512<float>>.Load(ref start, length),
        256 => Probes<Width256, Vector256<float>>.Load(ref start, length),
        _ => Probes<Width128, Vector128<float>>.Load(ref start, length),
    };
}
