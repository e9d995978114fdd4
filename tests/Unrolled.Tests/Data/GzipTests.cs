using System.IO.Compression;

namespace Unrolled.Tests.Data;

/// <summary>Packed data is taken whole or not at all. GZipStream itself takes a file without its last 8 bytes for a whole one.</summary>
public class GzipTests
{
    private const string CutOff = "gzip data that is cut off";
    private const string Damaged = "gzip data that cannot be unpacked or fails its checksum";
    private const string Followed = "gzip data with other data after it";

    private const int TrailerLength = 8;

    private static readonly byte[] s_plain = IdxBytes.Create(0x08, [700], [.. Enumerable.Range(0, 700).Select(i => (byte)(i * i / 7))]);

    // GZipStream writes nothing where there is nothing to pack.
    private static readonly byte[] s_empty = Convert.FromHexString("1F8B080000000000000303000000000000000000");

    public static TheoryData<CompressionLevel> Levels =>
        [CompressionLevel.Optimal, CompressionLevel.Fastest, CompressionLevel.SmallestSize, CompressionLevel.NoCompression];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Whole_data_is_read(CompressionLevel level) => AssertReads(IdxBytes.Zip(s_plain, level));

    [Theory]
    [MemberData(nameof(Levels))]
    public void Every_cut_is_refused(CompressionLevel level)
    {
        byte[] packed = IdxBytes.Zip(s_plain, level);
        for (int length = 0; length < packed.Length; length++)
        {
            string message = Assert.Throws<InvalidFileException>(() => Read(packed[..length])).Message;
            if (length >= packed.Length - TrailerLength)
            {
                Assert.Equal($"a file: byte 708 of the IDX data: found {CutOff}, needed sound gzip data.", message);
            }
        }
    }

    [Fact]
    public void Every_cut_of_several_members_is_refused()
    {
        byte[] packed = [.. IdxBytes.Zip(s_plain[..300]), .. s_empty, .. IdxBytes.Zip(s_plain[300..])];
        AssertReads(packed);
        for (int length = 0; length < packed.Length; length++)
        {
            Assert.Throws<InvalidFileException>(() => Read(packed[..length]));
        }
    }

    [Fact]
    public void Every_change_of_the_checksum_or_the_length_is_refused()
    {
        byte[] packed = IdxBytes.Zip(s_plain);
        for (int bit = 8 * (packed.Length - TrailerLength); bit < 8 * packed.Length; bit++)
        {
            byte[] changed = [.. packed];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Contains(Damaged, Assert.Throws<InvalidFileException>(() => Read(changed)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Members_one_after_the_other_are_read_as_one()
    {
        AssertReads([.. IdxBytes.Zip(s_plain[..1]), .. IdxBytes.Zip(s_plain[1..10]), .. IdxBytes.Zip(s_plain[10..])]);
        AssertReads([.. s_empty, .. IdxBytes.Zip(s_plain)]);
        AssertReads([.. IdxBytes.Zip(s_plain), .. s_empty]);
    }

    [Theory]
    [InlineData("00", Followed)]
    [InlineData("0000000000000000", Followed)]
    [InlineData("1F", CutOff)]
    [InlineData("1F8B", CutOff)]
    [InlineData("1F8B08", CutOff)]
    [InlineData("1F8B0800000000000003", CutOff)]
    [InlineData("50", Followed)]
    public void What_follows_and_is_no_member_is_refused(string hex, string what)
    {
        byte[] packed = [.. IdxBytes.Zip(s_plain), .. Convert.FromHexString(hex)];
        string message = Assert.Throws<InvalidFileException>(() => Read(packed)).Message;
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8192)]
    [InlineData(8191)]
    [InlineData(16384)]
    public void It_does_not_matter_where_the_buffers_end(int length)
    {
        // Noise does not get shorter, so that the packed length can be chosen: a member and what follows meet at the end of a buffer.
        byte[] noise = new byte[3 * length];
        new Random(1).NextBytes(noise);
        int size = Enumerable.Range(0, length).Last(n => IdxBytes.Zip(IdxBytes.Create(0x08, [(uint)n], noise[..n])).Length <= length);
        byte[] packed = IdxBytes.Zip(IdxBytes.Create(0x08, [(uint)size], noise[..size]));
        Assert.InRange(packed.Length, length - 8, length);

        Assert.Equal(noise[..size], Read(packed).GetBytes());
        Assert.Equal(noise[..size], Read([.. packed, .. s_empty]).GetBytes());
        Assert.Throws<InvalidFileException>(() => Read(packed[..^1]));
        Assert.Throws<InvalidFileException>(() => Read([.. packed, 0]));
        Assert.Throws<InvalidFileException>(() => Read([.. packed, .. s_empty[..^1]]));
    }

    [Fact]
    public async Task The_same_without_waiting_and_by_single_bytes()
    {
        byte[] packed = IdxBytes.Zip(s_plain);
        Assert.Equal(s_plain, await UnpackAsync(packed));
        Assert.Equal(s_plain, await UnpackAsync([.. IdxBytes.Zip(s_plain[..5]), .. IdxBytes.Zip(s_plain[5..])]));
        for (int missing = 1; missing <= TrailerLength; missing++)
        {
            byte[] cut = packed[..^missing];
            Assert.Equal(CutOff, (await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(cut))).Message);
        }

        Assert.Equal(Followed, (await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync([.. packed, 0]))).Message);

        static async Task<byte[]> UnpackAsync(byte[] packed)
        {
            using MemoryStream stream = new(packed);
            using WholeGzipStream unpacked = new(stream);
            List<byte> bytes = [];
            byte[] one = new byte[1];
            while (await unpacked.ReadAsync(one) > 0)
            {
                bytes.Add(one[0]);
            }

            Assert.Equal(0, await unpacked.ReadAsync(one));
            Assert.True(stream.CanRead);
            return [.. bytes];
        }
    }

    private static void AssertReads(byte[] packed) => Assert.Equal(s_plain[8..], Read(packed).GetBytes());

    private static IdxFile Read(byte[] content)
    {
        using MemoryStream stream = new(content);
        return IdxFile.Read(stream, "a file");
    }
}
