using System.Runtime.ExceptionServices;

namespace Unrolled;

/// <summary>Fills blocks on a thread of its own while another is in use. Once it runs it allocates nothing.</summary>
internal sealed class ReadAhead
{
    // How long to wait for a read that nobody needs any more. What takes longer ends by itself.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly TrainingBlock[] _blocks;
    private readonly BlockReader _reader;
    private readonly Thread _thread;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _filled = new(0);
    private ExceptionDispatchInfo? _failure;
    private int _next;
    private bool _isHeld;

    /// <summary>Begins to read.</summary>
    /// <param name="blocks">The blocks, which take turns.</param>
    /// <param name="reader">Who fills them, on the thread, which disposes of it in the end.</param>
    public ReadAhead(TrainingBlock[] blocks, BlockReader reader)
    {
        _blocks = blocks;
        _reader = reader;
        _free = new SemaphoreSlim(blocks.Length);
        _thread = new Thread(Run) { IsBackground = true, Name = "Unrolled read-ahead" };
        _thread.Start();
    }

    /// <summary>Gives the last block back and waits for the next one.</summary>
    /// <param name="cancellationToken">Ends the waiting; the next call waits for the same block.</param>
    /// <returns>The block, which is the caller's until the next call.</returns>
    /// <exception cref="Exception">Whatever reading has thrown; the next call throws it again.</exception>
    public TrainingBlock Next(CancellationToken cancellationToken)
    {
        _failure?.Throw();
        if (_isHeld)
        {
            _isHeld = false;
            _free.Release();
        }

        _filled.Wait(cancellationToken);
        TrainingBlock block = _blocks[_next];
        _failure = block.Failure;
        _failure?.Throw();
        _next = (_next + 1) % _blocks.Length;
        _isHeld = true;
        return block;
    }

    /// <summary>Ends the thread, and waits for it unless a read goes on and on.</summary>
    /// <returns>Whether it has ended; else it still writes to its block.</returns>
    public bool Stop()
    {
        _stop.Cancel();
        return _thread.Join(s_patience);
    }

    private void Run()
    {
        try
        {
            ReadAll();
            _reader.Dispose();
        }
        catch (Exception)
        {
            // What fails once nobody waits any more, an enumeration's end at worst, is of no consequence.
        }
    }

    private void ReadAll()
    {
        for (int next = 0; _reader.HasNext; next = (next + 1) % _blocks.Length)
        {
            try
            {
                _free.Wait(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            TrainingBlock block = _blocks[next];
            try
            {
                block.Failure = null;
                _reader.Read(block, _stop.Token);
            }
            catch (Exception exception)
            {
                block.Failure = ExceptionDispatchInfo.Capture(exception);
            }

            _filled.Release();
            if (block.Failure is not null)
            {
                return;
            }
        }
    }
}
