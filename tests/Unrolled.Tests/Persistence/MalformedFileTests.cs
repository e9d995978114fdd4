namespace Unrolled.Tests.Persistence;

public class MalformedFileTests
{
    public static TheoryData<MalformedFile> Malformed => [.. MalformedFile.All];

    [Fact]
    public void The_file_without_a_defect_loads()
    {
        Tiny network = new();
        network.LoadBytes(MalformedFile.Sound);
        Assert.Equal(Models.Counting(Tiny.ParameterCount), network.Parameters());
    }

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public async Task A_malformed_file_is_refused_with_what_is_wrong_and_nothing_changes(MalformedFile file)
    {
        Tiny network = new(7);
        float[] before = network.Parameters();
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => network.LoadBytes(file.Content));
        Assert.Equal(file.Tensor, exception.Tensor);
        Assert.Contains(file.Found, exception.Found, StringComparison.Ordinal);
        Assert.Contains(file.Needed, exception.Needed, StringComparison.Ordinal);
        Assert.StartsWith("the stream: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($"found {exception.Found}, needed {exception.Needed}.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(exception.Message, char.IsControl);

        using TemporaryFolder folder = new();
        string path = folder.Write("broken.safetensors", file.Content);
        exception = Assert.Throws<InvalidFileException>(() => network.Load(path));
        Assert.StartsWith(path + ": ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(path, exception.File);
        Assert.Equal(exception.Message, (await Assert.ThrowsAsync<InvalidFileException>(() => network.LoadAsync(path))).Message);
        Assert.Equal(before, network.Parameters());
    }

    [Fact]
    public void There_are_at_least_forty_kinds() =>
        Assert.InRange(MalformedFile.All.Select(file => file.Kind).Distinct().Count(), 40, 1000);

    [Fact]
    public void Long_names_are_cut_in_messages()
    {
        string name = new('x', 100_000);
        byte[] content = Safetensors.Write([RawTensor.Of(name, [1], 1f)]);
        InvalidFileException exception = Assert.Throws<InvalidFileException>(() => new Tiny().LoadBytes(content));
        Assert.InRange(exception.Message.Length, 1, 500);
        Assert.Equal(name, exception.Tensor);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_promise()
    {
        byte[] header = [.. BitConverter.GetBytes(4UL << 20), .. "{"u8];
        byte[] tensor = Safetensors.Compose(
            """{"layers.0.weight":{"dtype":"F32","shape":[1073741824,1024],"data_offsets":[0,4398046511104]}}""");
        foreach (byte[] content in (byte[][])[header, tensor])
        {
            Refuse(content);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Refuse(content);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 << 10);
        }

        static void Refuse(byte[] content) => Assert.Throws<InvalidFileException>(() => new Tiny().LoadBytes(content));
    }

    [Fact]
    public void A_hundred_thousand_random_mutations_are_refused_or_loaded()
    {
        const int count = 100_000;
        Random random = new(1);
        byte[] sound = MalformedFile.Sound;
        byte[] half = NetworkFileTests.TinyFile(Models.Counting(Tiny.ParameterCount), "F16", value => BitConverter.GetBytes((Half)value));
        Tiny network = new(3);
        float[] original = network.Parameters();
        float[] after = new float[original.Length];
        int refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] content = Mutation.Of(i % 8 == 0 ? half : sound, random);
            using MemoryStream stream = new(content);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                network.Load(stream);
                Assert.Equal(content.Length, stream.Position);
                network.SetParameters(original);
            }
            catch (InvalidFileException)
            {
                refused++;
                network.GetParameters(after);
                Assert.True(original.AsSpan().SequenceEqual(after), $"Mutation {i} changed the network.");
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300 << 10);
        }

        // Some only change numbers, spaces or metadata.
        Assert.InRange(refused, count / 2, count - 1);
    }
}
