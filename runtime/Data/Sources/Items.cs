namespace Unrolled;

/// <summary>An enumeration, whether it waits for its items or not.</summary>
internal interface IItems<out T> : IDisposable
{
    /// <summary>The item that the enumeration has come to.</summary>
    T Current { get; }

    /// <summary>Goes on to the next item.</summary>
    /// <returns>Whether there is one.</returns>
    bool MoveNext(CancellationToken cancellationToken);
}

/// <summary>One that does not wait.</summary>
internal sealed class Items<T>(IEnumerable<T> items) : IItems<T>
{
    private readonly IEnumerator<T> _enumerator = items.GetEnumerator();

    public T Current => _enumerator.Current;

    public bool MoveNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _enumerator.MoveNext();
    }

    public void Dispose() => _enumerator.Dispose();
}

/// <summary>One that waits, on the thread that asks, which has nothing else to do.</summary>
internal sealed class AsyncItems<T>(IAsyncEnumerable<T> items) : IItems<T>
{
    private IAsyncEnumerator<T>? _enumerator;

    public T Current => _enumerator!.Current;

    public bool MoveNext(CancellationToken cancellationToken)
    {
        _enumerator ??= items.GetAsyncEnumerator(cancellationToken);
        ValueTask<bool> next = _enumerator.MoveNextAsync();
        return next.IsCompleted ? next.GetAwaiter().GetResult() : next.AsTask().GetAwaiter().GetResult();
    }

    public void Dispose() => _enumerator?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
