using System.IO.Compression;

namespace Unrolled;

/// <summary>Unpacks gzip data, of one member or several, and refuses what is not whole: cut off anywhere, or followed by other data.</summary>
/// <remarks>
/// <para>
/// Deutsch, <i>GZIP file format specification</i> (RFC 1952). <see cref="GZipStream"/> checks the checksum and length at the end of a
/// member when they are there; it takes the end of the data for the end of the member even where they are missing, and leaves out what
/// follows without a word.
/// </para>
/// <para>
/// So when it has come to the end, it is given one more member. Where all before it was whole, it unpacks that. Where something is
/// missing, it takes the member's bytes for what is missing, and they are not. Where other data follows, it does not look at them.
/// </para>
/// </remarks>
internal sealed class WholeGzipStream : ReadOnlyStream
{
    private static readonly byte[] s_content = "This is the end."u8.ToArray();
    private static readonly byte[] s_lastMember = Pack(s_content);

    private readonly Continued _packed;
    private readonly GZipStream _unpacked;
    private bool _isWhole;

    /// <summary>Unpacks a stream, and leaves it open.</summary>
    public WholeGzipStream(Stream packed)
    {
        _packed = new Continued(packed);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is not whole, with what it is instead.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = _unpacked.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw Unsound(exception);
        }

        RequireWhole(count, buffer.Length);
        return count;
    }

    /// <exception cref="InvalidDataException">The data is not whole, with what it is instead.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await _unpacked.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw Unsound(exception);
        }

        RequireWhole(count, buffer.Length);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private static InvalidDataException Unsound(InvalidDataException inner) =>
        new("gzip data that cannot be unpacked or fails its checksum", inner);

    private static byte[] Pack(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream packing = new(packed, CompressionLevel.Fastest))
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }

    // At the end: nothing was read although there was room.
    private void RequireWhole(int count, int room)
    {
        if (count > 0 || room == 0 || _isWhole)
        {
            return;
        }

        _packed.Continue(s_lastMember);
        _isWhole = UnpacksLastMember();
        if (!_isWhole)
        {
            throw new InvalidDataException(_packed.IsContinued ? "gzip data that is cut off" : "gzip data with other data after it");
        }
    }

    private bool UnpacksLastMember()
    {
        byte[] content = new byte[s_content.Length + 1];
        try
        {
            return _unpacked.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == s_content.Length
                && content.AsSpan(0, s_content.Length).SequenceEqual(s_content);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>A stream to which bytes can be added when it has come to its end.</summary>
    private sealed class Continued(Stream first) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte>? _more;

        /// <summary>Whether any of the bytes added has been asked for.</summary>
        public bool IsContinued { get; private set; }

        public void Continue(ReadOnlyMemory<byte> more) => _more = more;

        public override int Read(Span<byte> buffer) => _more is null ? first.Read(buffer) : ReadMore(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _more is null
            ? first.ReadAsync(buffer, cancellationToken)
            : ValueTask.FromResult(ReadMore(buffer.Span));

        private int ReadMore(Span<byte> buffer)
        {
            IsContinued = true;
            ReadOnlyMemory<byte> more = _more.GetValueOrDefault();
            int count = Math.Min(more.Length, buffer.Length);
            more.Span[..count].CopyTo(buffer);
            _more = more[count..];
            return count;
        }
    }
}
