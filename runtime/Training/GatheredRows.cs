using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Rows of a dataset as floats, aligned to cache lines, in the thread's <see cref="Workspace"/>.</summary>
internal readonly ref struct GatheredRows
{
    private const int FloatsPerCacheLine = 16;

    private readonly Workspace _workspace;

    /// <exception cref="ArgumentException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public GatheredRows(Dataset data, ReadOnlySpan<int> rows)
    {
        int inputs = checked(rows.Length * data.InputSize);
        int targets = checked(rows.Length * data.TargetSize);
        int targetsStart = checked(inputs + FloatsPerCacheLine - 1) / FloatsPerCacheLine * FloatsPerCacheLine;
        _workspace = Workspace.Rent(checked(targetsStart + targets));
        Span<float> buffer = MemoryMarshal.CreateSpan(ref _workspace.Start, targetsStart + targets);
        Span<float> x = buffer[..inputs];
        Span<float> y = buffer[targetsStart..];
        data.Gather(rows, x, y);
        Inputs = x;
        Targets = y;
    }

    public ReadOnlySpan<float> Inputs { get; }

    public ReadOnlySpan<float> Targets { get; }

    public void Dispose() => _workspace.Dispose();
}
