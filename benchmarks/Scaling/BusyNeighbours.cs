namespace Unrolled.Benchmarks.Scaling;

/// <summary>Threads that take all processors but one from this program, as other programs would.</summary>
internal sealed class BusyNeighbours : IDisposable
{
    private readonly Thread[] _threads;
    private volatile bool _isOver;

    public BusyNeighbours()
    {
        _threads = [.. Enumerable.Range(1, Environment.ProcessorCount - 1).Select(_ => new Thread(Work) { IsBackground = true })];
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    public void Dispose()
    {
        _isOver = true;
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Work()
    {
        while (!_isOver)
        {
            Thread.SpinWait(1000);
        }
    }
}
