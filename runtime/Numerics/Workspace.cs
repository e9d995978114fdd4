using System.ComponentModel;

namespace Unrolled.Numerics;

/// <summary>
/// Scratch memory for one call. Each thread keeps one and lends it out again, so that from the second call on nothing is allocated.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class Workspace : IDisposable
{
    [ThreadStatic]
    private static Workspace? s_idle;

    private readonly AlignedBuffer _buffer;

    private Workspace(int length) => _buffer = new AlignedBuffer(length);

    /// <summary>The first float; what it and the others hold is undefined.</summary>
    public ref float Start => ref _buffer.Start;

    /// <summary>Takes the thread's workspace, or a new one where that is too small.</summary>
    /// <param name="length">How many floats are needed.</param>
    /// <returns>A workspace to dispose of on the same thread.</returns>
    public static Workspace Rent(int length)
    {
        Workspace? idle = s_idle;
        s_idle = null;
        return idle is not null && idle._buffer.Length >= length ? idle : new Workspace(length);
    }

    /// <summary>Gives the workspace back to its thread.</summary>
    public void Dispose() => s_idle = this;
}
