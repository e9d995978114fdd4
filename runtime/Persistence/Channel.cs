namespace Unrolled;

/// <summary>A stream that one and the same code writes to in the caller's thread or asynchronously.</summary>
/// <remarks>Where it is not asynchronous, every task is complete when it is returned: <see cref="Complete"/>.</remarks>
internal readonly struct Channel
{
    private readonly Stream _stream;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _isAsync;

    private Channel(Stream stream, bool isAsync, CancellationToken cancellationToken)
    {
        _stream = stream;
        _isAsync = isAsync;
        _cancellationToken = cancellationToken;
    }

    public static Channel Synchronous(Stream stream) => new(stream, isAsync: false, CancellationToken.None);

    public static Channel Asynchronous(Stream stream, CancellationToken cancellationToken) => new(stream, isAsync: true, cancellationToken);

    /// <summary>The end of a task over a synchronous channel.</summary>
    public static void Complete(ValueTask task) => task.GetAwaiter().GetResult();

    public ValueTask WriteAsync(ReadOnlyMemory<byte> source)
    {
        if (_isAsync)
        {
            return _stream.WriteAsync(source, _cancellationToken);
        }

        _stream.Write(source.Span);
        return ValueTask.CompletedTask;
    }
}
