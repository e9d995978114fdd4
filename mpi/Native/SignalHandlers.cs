using System.Runtime.InteropServices;

namespace Unrolled.Mpi.Native;

/// <summary>
/// The handlers of the signals that .NET makes exceptions of. Transports of MPI put their own in their place, UCX when it is loaded: a null
/// reference, which a program may catch, would end the process.
/// </summary>
internal sealed unsafe partial class SignalHandlers : IDisposable
{
    // More than any system's struct sigaction, which is only copied.
    private const int Size = 512;

    private static readonly int[] s_signals =
    [
        (int)Signal.IllegalInstruction, (int)Signal.Trap, (int)Signal.Abort, (int)Signal.FloatingPoint, (int)Signal.Segmentation,
        OperatingSystem.IsMacOS() ? (int)Signal.BusOnMac : (int)Signal.BusOnLinux,
    ];

    private readonly byte[] _handlers = new byte[Size * s_signals.Length];

    /// <summary>Takes note of them, to put them back when it is disposed of.</summary>
    public SignalHandlers()
    {
        fixed (byte* handlers = _handlers)
        {
            for (int i = 0; i < s_signals.Length && !OperatingSystem.IsWindows(); i++)
            {
                sigaction(s_signals[i], null, handlers + (i * Size));
            }
        }
    }

    private enum Signal
    {
        IllegalInstruction = 4,
        Trap = 5,
        Abort = 6,
        BusOnLinux = 7,
        FloatingPoint = 8,
        BusOnMac = 10,
        Segmentation = 11,
    }

    public void Dispose()
    {
        fixed (byte* handlers = _handlers)
        {
            for (int i = 0; i < s_signals.Length && !OperatingSystem.IsWindows(); i++)
            {
                sigaction(s_signals[i], handlers + (i * Size), null);
            }
        }
    }

    [LibraryImport("libc")]
    private static partial int sigaction(int signal, byte* action, byte* old);
}
