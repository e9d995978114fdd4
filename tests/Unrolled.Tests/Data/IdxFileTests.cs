namespace Unrolled.Tests.Data;

public class IdxFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_unsigned_bytes_plain_or_packed(bool packed)
    {
        byte[] plain = IdxBytes.Create(0x08, [2, 3], [1, 2, 3, 4, 5, 255]);
        IdxFile file = Read(packed ? IdxBytes.Zip(plain) : plain);
        Assert.Equal(IdxElementType.UnsignedByte, file.ElementType);
        Assert.Equal([2, 3], file.Dimensions.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 255], file.Elements<byte>().ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 255], file.GetBytes());
    }

    [Fact]
    public void Reads_signed_bytes() =>
        Assert.Equal([-1, 127, -128], Read(IdxBytes.Create(0x09, [3], [0xFF, 0x7F, 0x80])).Elements<sbyte>().ToArray());

    [Fact]
    public void Reads_16_bit_integers() =>
        Assert.Equal([0x0102, -2], Read(IdxBytes.Create(0x0B, [2], [1, 2, 0xFF, 0xFE])).Elements<short>().ToArray());

    [Fact]
    public void Reads_32_bit_integers() =>
        Assert.Equal([0x01020304, -2], Read(IdxBytes.Create(0x0C, [2], [1, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFE])).Elements<int>().ToArray());

    [Fact]
    public void Reads_floats() =>
        Assert.Equal([1.5f, -2f], Read(IdxBytes.Create(0x0D, [2, 1], [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0])).Elements<float>().ToArray());

    [Fact]
    public void Reads_doubles() =>
        Assert.Equal([1.5], Read(IdxBytes.Create(0x0E, [1], [0x3F, 0xF8, 0, 0, 0, 0, 0, 0])).Elements<double>().ToArray());

    [Fact]
    public void Reads_five_dimensions_and_more_than_the_first_buffer()
    {
        byte[] data = new byte[3_000_000];
        new Random(1).NextBytes(data);
        IdxFile file = Read(IdxBytes.Create(0x08, [2, 3, 5, 10, 10_000], data));
        Assert.Equal([2, 3, 5, 10, 10_000], file.Dimensions.ToArray());
        Assert.True(file.Elements<byte>().SequenceEqual(data));
    }

    [Fact]
    public void Reads_a_file_without_elements() => Assert.Equal(0, Read(IdxBytes.Create(0x08, [0], [])).Elements<byte>().Length);

    [Fact]
    public void Reads_a_path_whatever_its_extension()
    {
        using TemporaryFolder folder = new();
        Assert.Equal([7], IdxFile.Read(folder.Write("packed.idx", IdxBytes.Zip(IdxBytes.Labels(7)))).GetBytes());
        Assert.Equal([7], IdxFile.Read(folder.Write("plain.gz", IdxBytes.Labels(7))).GetBytes());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_a_stream_that_gives_a_byte_at_a_time_and_leaves_it_open(bool packed)
    {
        byte[] plain = IdxBytes.Create(0x0B, [2], [1, 2, 3, 4]);
        using Trickle stream = new(packed ? IdxBytes.Zip(plain) : plain);
        Assert.Equal([0x0102, 0x0304], IdxFile.Read(stream, "trickle").Elements<short>().ToArray());
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Refuses_to_show_elements_as_another_type()
    {
        IdxFile file = Read(IdxBytes.Create(0x0B, [1], [1, 2]));
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => file.Elements<byte>().Length);
        Assert.Equal("The elements are Int16, not Byte.", exception.Message);
        Assert.Throws<InvalidOperationException>(file.GetBytes);
    }

    [Theory]
    [InlineData("", "byte 0 of the IDX data: found the end after 0 bytes, needed the magic number from byte 0 on.")]
    [InlineData("00", "byte 1 of the IDX data: found the end after 1 byte, needed the magic number from byte 0 on.")]
    [InlineData("000008", "byte 3 of the IDX data: found the end after 3 bytes, needed the magic number from byte 0 on.")]
    [InlineData("50000801", "byte 0 of the IDX data: found 0x50 0x00, needed the magic number of an IDX file (two zero bytes).")]
    [InlineData("00010801", "byte 0 of the IDX data: found 0x00 0x01, needed the magic number of an IDX file (two zero bytes).")]
    [InlineData("00000A01", "byte 2 of the IDX data: found 0x0A, needed an element type (0x08, 0x09, 0x0B, 0x0C, 0x0D or 0x0E).")]
    [InlineData("00000800", "byte 3 of the IDX data: found 0, needed at least 1 dimension.")]
    [InlineData("0000080200000001", "byte 8 of the IDX data: found the end after 4 bytes, needed 2 dimensions of 4 bytes from byte 4 on.")]
    [InlineData("000008020000000180000000", "byte 8 of the IDX data: found 2147483648, needed a dimension of at most 2147483647.")]
    [InlineData("0000080200010000FFFFFFFF", "byte 8 of the IDX data: found 4294967295, needed a dimension of at most 2147483647.")]
    [InlineData("00000802000100000000FFFF", "byte 4 of the IDX data: found 65536 x 65535 elements of 1 byte, needed dimensions that make at most 2147483591 bytes of data.")]
    [InlineData("00000E0120000000", "byte 4 of the IDX data: found 536870912 elements of 8 bytes, needed dimensions that make at most 2147483591 bytes of data.")]
    [InlineData("00000803000080000000800000008000", "byte 4 of the IDX data: found 32768 x 32768 x 32768 elements of 1 byte, needed dimensions that make at most 2147483591 bytes of data.")]
    [InlineData("0000080100000003AABB", "byte 10 of the IDX data: found the end after 2, needed 3 bytes of data from byte 8 on.")]
    [InlineData("00000B0100000002AABBCC", "byte 11 of the IDX data: found the end after 3, needed 4 bytes of data from byte 8 on.")]
    [InlineData("0000080100000001AABB", "byte 9 of the IDX data: found more data, needed the end, as the dimensions say.")]
    public void Says_what_is_wrong(string hex, string message)
    {
        byte[] content = Convert.FromHexString(hex);
        Assert.Equal($"a file: {message}", Assert.Throws<InvalidFileException>(() => Read(content)).Message);
        Assert.Equal($"a file: {message}", Assert.Throws<InvalidFileException>(() => Read(IdxBytes.Zip(content))).Message);
    }

    [Fact]
    public void Says_that_the_type_or_rank_is_not_the_one_wanted()
    {
        byte[] labels = IdxBytes.Labels(1, 2);
        Assert.Equal(
            "a file: byte 2 of the IDX data: found UnsignedByte (0x08), needed elements of type Float32 (0x0D).",
            Assert.Throws<InvalidFileException>(() => Read(labels, IdxElementType.Float32)).Message);
        Assert.Equal(
            "a file: byte 3 of the IDX data: found 1, needed 3 dimensions.",
            Assert.Throws<InvalidFileException>(() => Read(labels, IdxElementType.UnsignedByte, 3)).Message);
        Assert.Equal([1, 2], Read(labels, IdxElementType.UnsignedByte, 1).GetBytes());
    }

    [Fact]
    public void Names_the_path_of_a_defective_file()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("broken", [1, 2, 3, 4]);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => IdxFile.Read(path));
        Assert.StartsWith(path + ": byte 0 ", exception.Message, StringComparison.Ordinal);
        Assert.Equal((path, 0, null), (exception.File, exception.Position, exception.Tensor));
    }

    [Fact]
    public void Says_that_packed_data_is_corrupt()
    {
        byte[] data = new byte[10_000];
        new Random(1).NextBytes(data);
        byte[] packed = IdxBytes.Zip(IdxBytes.Create(0x08, [10_000], data));
        packed[^8] ^= 1;
        Assert.Matches(
            "^a file: byte [0-9]+ of the IDX data: found gzip data that cannot be unpacked",
            Assert.Throws<InvalidFileException>(() => Read(packed)).Message);

        byte[] noise = [0x1F, 0x8B, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8];
        Assert.Contains("sound gzip data", Assert.Throws<InvalidFileException>(() => Read(noise)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_packed_data_is_cut_off()
    {
        byte[] data = new byte[10_000];
        new Random(1).NextBytes(data);
        byte[] packed = IdxBytes.Zip(IdxBytes.Create(0x08, [10_000], data));
        Assert.Matches(
            "byte [0-9]+ of the IDX data: found gzip data that is cut off, needed sound gzip data\\.$",
            Assert.Throws<InvalidFileException>(() => Read(packed[..5_000])).Message);
    }

    [Theory]
    [InlineData(0x7FFFFFC7u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFFFFFFFFu)]
    public void Uses_no_memory_for_what_a_header_merely_claims(uint claim)
    {
        byte[] content = IdxBytes.Create(0x08, [claim], new byte[12]);
        Assert.Throws<InvalidFileException>(() => Read(content));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidFileException>(() => Read(content));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    [Fact]
    public void Stops_one_byte_past_the_claim_of_a_gzip_bomb()
    {
        byte[] bomb = IdxBytes.Zip(IdxBytes.Create(0x08, [4], new byte[100_000_000]));
        using MemoryStream stream = new(bomb);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => IdxFile.Read(stream, "bomb"));
        Assert.Equal("bomb: byte 12 of the IDX data: found more data, needed the end, as the dimensions say.", exception.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.InRange(stream.Position, 1, bomb.Length / 2);
    }

    private static IdxFile Read(byte[] content, IdxElementType? elementType = null, int? rank = null)
    {
        using MemoryStream stream = new(content);
        return IdxFile.Read(stream, "a file", elementType, rank);
    }

    /// <summary>A stream that cannot seek and gives one byte for each read.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
