using Unrolled.Numerics;

namespace Unrolled;

/// <summary>
/// Reads a source over and over, pass after pass, as one endless sequence. Where samples are to be mixed that do not fit into a block, it
/// goes through a source that can seek by chunks in random order: neighbours stay together in reading, as disks like it, and not in blocks.
/// </summary>
/// <param name="source">The source.</param>
/// <param name="chunk">How many samples are read together; 0 to read in the order of the source.</param>
/// <param name="seed">Decides the order of the chunks, together with the pass.</param>
internal sealed class SampleCursor(ISampleSource source, int chunk, int seed) : IDisposable
{
    // So that chunks have another order than the rows of a block, whose seed it is too.
    private const int ChunkStream = 0x5EEDC0DE;

    private readonly bool _canSeek = source is { CanSeek: true, CanRepeat: true, Count: not null };
    private ISampleReader? _reader;

    // How many samples a pass has, once that is known.
    private long? _length = source.Count;
    private long _pass;

    // How many samples of the pass are behind, and the one that the reader gives next.
    private long _offset;
    private long _next;
    private int[] _chunks = [];

    // The chunk under way, by its place in their order, and how many of its samples are behind.
    private int _place;
    private long _within;

    /// <summary>Goes to a place in the sequence, before the first read. Where the source cannot seek, all before it is read.</summary>
    /// <param name="position">The place.</param>
    /// <param name="room">Room for what is passed over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void MoveTo(long position, SampleBlock room, CancellationToken cancellationToken)
    {
        if (!source.CanRepeat)
        {
            // What is gone is gone: it goes on with what there is.
            return;
        }

        if (_length is > 0 and long length)
        {
            (_pass, position) = Math.DivRem(position, length);
        }

        if (_canSeek)
        {
            BeginPass();
            Jump(position);
            return;
        }

        while (position > 0)
        {
            room.Clear();
            Fill(room, (int)Math.Min(position, room.Capacity), cancellationToken);
            position -= room.Count;
            if (_length is > 0 and long known)
            {
                // Whole passes lead back to the same place.
                position %= known;
            }
        }
    }

    /// <summary>Fills a block with the next samples.</summary>
    /// <param name="block">The block, which is empty.</param>
    /// <param name="count">How many it shall have.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EndOfStreamException">The source has ended, and has no samples or cannot be repeated.</exception>
    public void Fill(SampleBlock block, int count, CancellationToken cancellationToken)
    {
        while (block.Count < count)
        {
            if (!Read(block, count, cancellationToken))
            {
                throw Ended();
            }
        }
    }

    /// <summary>Fills a block with the next samples, or with fewer at the end of the pass.</summary>
    public void FillToEnd(SampleBlock block, CancellationToken cancellationToken)
    {
        while (block.Count < block.Capacity && _offset != _length && ReadRun(block, block.Capacity, cancellationToken))
        {
        }
    }

    public void Dispose() => _reader?.Dispose();

    private bool Read(SampleBlock block, int count, CancellationToken cancellationToken)
    {
        if (_offset == _length)
        {
            if (!source.CanRepeat || _length == 0)
            {
                return false;
            }

            _pass++;
            BeginPass();
        }

        return ReadRun(block, count, cancellationToken) || _offset == _length;
    }

    private bool ReadRun(SampleBlock block, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_reader is null)
        {
            BeginPass();
        }

        (long sample, long run) = Run();
        int most = (int)Math.Min(count - block.Count, run);
        if (_next != sample)
        {
            _reader!.Seek(sample);
            _next = sample;
        }

        int read = _reader!.Read(block.Room(most), cancellationToken);
        if (read < 0 || read > most)
        {
            throw new InvalidOperationException($"A reader of {source.Name} says that it has read {Wording.Exact(read, "sample")}, but had room for {most}.");
        }

        if (read == 0)
        {
            return EndPass();
        }

        block.Add(read, sample);
        _next += read;
        _offset += read;
        _within += read;
        return true;
    }

    /// <summary>The next sample, and how many follow in the source that are also next in the order, itself included.</summary>
    private (long Sample, long Count) Run()
    {
        if (_chunks.Length == 0)
        {
            return (_offset, (_length ?? long.MaxValue) - _offset);
        }

        if (_within == ChunkLength(_place))
        {
            _place++;
            _within = 0;
        }

        return (((long)_chunks[_place] * chunk) + _within, ChunkLength(_place) - _within);
    }

    private long ChunkLength(int place) => Math.Min(chunk, _length!.Value - ((long)_chunks[place] * chunk));

    private void BeginPass()
    {
        if (_reader is null || !_canSeek)
        {
            _reader?.Dispose();
            _reader = source.Open();
            _next = 0;
        }

        _offset = 0;
        _place = 0;
        _within = 0;
        if (_canSeek && chunk > 0)
        {
            Arrange();
        }
    }

    private void Arrange()
    {
        if (_chunks.Length == 0)
        {
            _chunks = new int[checked((int)((_length!.Value + chunk - 1) / chunk))];
        }

        for (int i = 0; i < _chunks.Length; i++)
        {
            _chunks[i] = i;
        }

        new Xoshiro256(seed ^ ChunkStream, (int)_pass).Shuffle(_chunks);
    }

    private void Jump(long offset)
    {
        _offset = offset;
        _within = offset;
        while (_chunks.Length > 0 && _within >= ChunkLength(_place))
        {
            _within -= ChunkLength(_place);
            _place++;
        }
    }

    /// <summary>Takes note of the end of a pass. Returns false, for nothing has been read.</summary>
    private bool EndPass()
    {
        if (_length is { } length)
        {
            throw new EndOfStreamException(
                $"{source.Name} has ended after {Wording.Exact(_offset, "sample")}, but {(source.Count is null ? "had" : "says that it has")} "
                + $"{Wording.Number(length)}.");
        }

        _length = _offset;
        return false;
    }

    private EndOfStreamException Ended() => new(
        _length == 0 ? $"{source.Name} has no samples; at least 1 is needed."
            : $"{source.Name} has ended after {Wording.Exact(_offset, "sample")} and cannot be repeated, but training is not over: fewer epochs are "
            + $"needed, or fewer {nameof(TrainingOptions.EpochSamples)}.");
}
