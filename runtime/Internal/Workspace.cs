using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Unrolled.Internal;

/// <summary>
/// Scratch memory for one call. Each thread keeps what it has used and lends it out again, so that from the second call on nothing is
/// allocated, also where a call with a workspace makes another one that needs its own.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace : IDisposable
{
    // A stack: calls that are nested give back in reverse order, so that each finds its own again.
    [ThreadStatic]
    private static Workspace? s_idle;

    private readonly AlignedBuffer _buffer;
    private Workspace? _next;

    private Workspace(int length) => _buffer = new AlignedBuffer(length);

    /// <summary>The first float; what it and the others hold is undefined.</summary>
    public ref float Start => ref _buffer.Start;

    /// <summary>Takes the thread's topmost workspace, or a new one in its place where that is too small.</summary>
    /// <param name="length">How many floats are needed.</param>
    /// <returns>A workspace to dispose of on the same thread.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Workspace Rent(int length)
    {
        Workspace? idle = s_idle;
        s_idle = idle?._next;
        return idle is not null && idle._buffer.Length >= length ? idle : new Workspace(length);
    }

    /// <summary>Gives the workspace back to its thread.</summary>
    public void Dispose()
    {
        _next = s_idle;
        s_idle = this;
    }
}
