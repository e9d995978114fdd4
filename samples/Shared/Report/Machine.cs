using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Samples.Report;

/// <summary>What a program runs on.</summary>
internal static class Machine
{
    public static string Description { get; } =
        $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, {VectorBits}-bit vectors";

    private static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
