namespace Unrolled.Accumulators.Tests;

/// <summary>Networks in files: what is written, what is read, and what is refused.</summary>
public sealed class FileTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void What_is_saved_is_loaded(NetworkUnderTest network)
    {
        short[] parameters = network.Random(seed: 1);
        byte[] saved = network.Load(parameters).Save();
        Assert.Equal(0, saved.Length % 64);
        Assert.InRange(saved.Length - (2 * parameters.Length), 0, 63);
        Assert.Equal(NetworkUnderTest.Bytes(parameters), saved.Take(2 * parameters.Length));
        Assert.All(saved.Skip(2 * parameters.Length), b => Assert.Equal(0, b));
        Assert.Equal(parameters, Chunk(saved, network));

        static short[] Chunk(byte[] bytes, NetworkUnderTest network) => network.Load([.. bytes.Chunk(2).Select(b => (short)(b[0] | (b[1] << 8)))]).Parameters.ToArray();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(256)]
    public void The_files_of_engines_go_in_and_out(int units)
    {
        byte[] original = File.ReadAllBytes(ChessData.Network(units));
        byte[] saved = Save(units, original);
        int size = 2 * ((769 * units) + (2 * units) + 1);
        Assert.Equal(original[..size], saved[..size]);

        static byte[] Save(int units, byte[] bytes)
        {
            MemoryStream stream = new();
            switch (units)
            {
                case 1: Chess1.Load(new MemoryStream(bytes)).Save(stream); break;
                case 32: Chess32.Load(new MemoryStream(bytes)).Save(stream); break;
                default: Chess256.Load(new MemoryStream(bytes)).Save(stream); break;
            }

            return stream.ToArray();
        }
    }

    [Fact]
    public void A_path_is_written_whole_and_read()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("unrolled-accumulators-").FullName, "seven.bin");
        try
        {
            short[] parameters = NetworkUnderTest.Of<Seven>().Random(1);
            Seven.Load(new MemoryStream(NetworkUnderTest.Bytes(parameters))).Save(path);
            Seven.Load(path).Save(path);
            Assert.Equal(NetworkUnderTest.Bytes(parameters), File.ReadAllBytes(path)[..(2 * parameters.Length)]);
            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));

            File.WriteAllBytes(path, [1, 2, 3]);
            InvalidFileException thrown = Assert.Throws<InvalidFileException>(() => Seven.Load(path));
            Assert.Equal(path, thrown.File);
            Assert.Equal("3 bytes", thrown.Found);
            Assert.Equal("1444 bytes, or 1472 with padding, for 100-7-1 with 2 perspectives", thrown.Needed);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    /// <summary>Every length but the two.</summary>
    [Fact]
    public void Other_lengths_are_refused()
    {
        byte[] whole = new byte[2000];
        foreach (int length in Enumerable.Range(0, whole.Length))
        {
            Exception? thrown = Record.Exception(() => Seven.Load(new MemoryStream(whole, 0, length)));
            Assert.Equal(length is not (1444 or 1472), thrown is InvalidFileException);
        }
    }

    [Fact]
    public void A_file_of_another_layout_says_what_is_needed()
    {
        InvalidFileException thrown = Assert.Throws<InvalidFileException>(() => Usual.Load(new MemoryStream(new byte[100_000_000])));
        Assert.Equal("the stream", thrown.File);
        Assert.Equal("more than 401984 bytes", thrown.Found);
        Assert.Equal("401936 bytes, or 401984 with padding, for 768-256-1 with 2 perspectives and 8 output buckets", thrown.Needed);
    }

    /// <summary>Damage is either refused or makes another network, and is never anything but an <see cref="InvalidFileException"/>.</summary>
    [Fact]
    public void Damaged_files()
    {
        NetworkUnderTest network = NetworkUnderTest.Of<Deeper>();
        byte[] bytes = NetworkUnderTest.Bytes(network.Random(1));
        Random random = new(2);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. bytes];
            for (int n = random.Next(1, 50); n > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Array.Resize(ref damaged, random.Next(4) == 0 ? random.Next(damaged.Length) : damaged.Length);
            try
            {
                Deeper loaded = Deeper.Load(new MemoryStream(damaged));
                Deeper.Accumulator accumulator = new(loaded);
                loaded.Evaluate(accumulator, 0, 0);
            }
            catch (InvalidFileException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 50, 299);
    }

    [Fact]
    public void A_weight_beyond_a_byte_in_a_further_layer()
    {
        short[] parameters = new short[Deep.ParameterCount];
        int first = 97 * 24;
        parameters[first + 5] = 128;
        InvalidFileException thrown = Assert.Throws<InvalidFileException>(() => Deep.Load(new MemoryStream(NetworkUnderTest.Bytes(parameters))));
        Assert.Equal("128 as number 5 of the weights of hidden layer 2", thrown.Found);
        Assert.Equal("integers from -128 to 127", thrown.Needed);
    }

    [Theory]
    [InlineData(1023, 31, 0, null)] // 32 x 1023 + 31 = 32,767
    [InlineData(1023, 32, 0, "32,768")]
    [InlineData(-1024, 0, 0, null)]
    [InlineData(-1024, -1, 0, "-32,769")]
    [InlineData(1023, 0, 32_767, "64,480")] // one large weight among many: what 32 of the largest would come to is too much, but so is what they are
    public void Sums_that_may_overflow(short weight, short bias, short large, string? told)
    {
        short[] parameters = new short[Seven.ParameterCount];
        for (int feature = 0; feature < Seven.FeatureCount; feature++)
        {
            parameters[(feature * 7) + 3] = weight;
        }

        parameters[(50 * 7) + 3] += large == 0 ? (short)0 : (short)(large - weight);
        parameters[(Seven.FeatureCount * 7) + 3] = bias;
        Exception? thrown = Record.Exception(() => Seven.Load(new MemoryStream(NetworkUnderTest.Bytes(parameters))));
        if (told is null)
        {
            Assert.Null(thrown);
            return;
        }

        InvalidFileException refused = Assert.IsType<InvalidFileException>(thrown);
        Assert.Contains("unit 3 of the accumulators, hidden layer 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains(told, refused.Found, StringComparison.Ordinal);
    }

    /// <summary>One large weight, which can be on once, is no reason to refuse.</summary>
    [Fact]
    public void A_single_large_weight()
    {
        short[] parameters = new short[Seven.ParameterCount];
        parameters[3] = 32_000;
        parameters[7 + 3] = -32_000;
        Assert.Null(Record.Exception(() => Seven.Load(new MemoryStream(NetworkUnderTest.Bytes(parameters)))));
    }

    [Fact]
    public void Evaluations_beyond_32_bits()
    {
        short[] parameters = new short[Steep.ParameterCount];
        parameters[^2] = 3;
        Assert.Null(Record.Exception(() => Steep.Load(new MemoryStream(NetworkUnderTest.Bytes(parameters)))));
        parameters[^2] = -5;
        InvalidFileException refused = Assert.Throws<InvalidFileException>(() => Steep.Load(new MemoryStream(NetworkUnderTest.Bytes(parameters))));
        Assert.Equal("weights with which the output layer, bucket 0, can come to 2.5E+9", refused.Found);
    }
}

[AccumulatorNetwork(4, 1, 1, EvaluationScale = 500_000_000, OutputScale = 1)]
public sealed partial class Steep;
