using Unrolled.Tests.Networks;

namespace Unrolled.Tests.Persistence;

public class NetworkFileTests
{
    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void Every_network_comes_back_with_the_same_bits(NetworkUnderTest network)
    {
        float[] before = new float[network.ParameterCount];
        float[] after = new float[network.ParameterCount];
        network.Reset(seed: 5);
        network.GetParameters(before);
        using MemoryStream stream = new();
        network.Save(stream);
        stream.Position = 0;
        network.Reset(seed: 6);
        network.Load(stream);
        network.GetParameters(after);
        Assert.Equal(Bits(before), Bits(after));
    }

    [Theory]
    [MemberData(nameof(Zoo.All), MemberType = typeof(Zoo))]
    public void An_independent_reader_sees_every_tensor(NetworkUnderTest network)
    {
        float[] parameters = new float[network.ParameterCount];
        network.GetParameters(parameters);
        using MemoryStream stream = new();
        network.Save(stream);
        (List<RawTensor> tensors, Dictionary<string, string> metadata) = Safetensors.Read(stream.ToArray());

        int layers = network.Layers.Length - 1;
        Assert.Equal(2 * layers, tensors.Count);
        for (int i = 0; i < layers; i++)
        {
            Assert.Equal($"layers.{i}.weight", tensors[2 * i].Name);
            Assert.Equal([network.Layers[i + 1], network.Layers[i]], tensors[2 * i].Shape);
            Assert.Equal($"layers.{i}.bias", tensors[2 * i + 1].Name);
            Assert.Equal([network.Layers[i + 1]], tensors[2 * i + 1].Shape);
        }

        Assert.All(tensors, tensor => Assert.Equal("F32", tensor.Type));
        Assert.Equal(Bits(parameters), Bits([.. tensors.SelectMany(tensor => tensor.Floats)]));
        Assert.Equal(string.Join('-', network.Layers), metadata["unrolled.topology"]);
        Assert.Equal(string.Join(", ", network.Activations), metadata["unrolled.activations"]);
        Assert.Equal(network.Loss.ToString(), metadata["unrolled.loss"]);
    }

    [Fact]
    public void The_bytes_of_a_file()
    {
        Tiny network = new();
        network.SetParameters(Models.Counting(Tiny.ParameterCount));
        byte[] file = network.Saved();

        string header = string.Concat(
            "{'__metadata__':{'format':'pt','unrolled.topology':'2-3-1','unrolled.activations':'Sigmoid, Sigmoid',",
            "'unrolled.loss':'MeanSquaredError'},",
            "'layers.0.weight':{'dtype':'F32','shape':[3,2],'data_offsets':[0,24]},",
            "'layers.0.bias':{'dtype':'F32','shape':[3],'data_offsets':[24,36]},",
            "'layers.1.weight':{'dtype':'F32','shape':[1,3],'data_offsets':[36,48]},",
            "'layers.1.bias':{'dtype':'F32','shape':[1],'data_offsets':[48,52]}}").Replace('\'', '"');
        byte[] data = [.. Models.Counting(Tiny.ParameterCount).SelectMany(BitConverter.GetBytes)];
        Assert.Equal(Safetensors.Compose(header.PadRight((header.Length + 7) / 8 * 8), data), file);
        Assert.Equal(0, (file.Length - data.Length) % 8);
    }

    [Fact]
    public void A_file_of_an_independent_writer_loads()
    {
        float[] values = Models.Counting(Tiny.ParameterCount);
        Tiny network = new();
        network.LoadBytes(Safetensors.Write(
        [
            // In an order of its own.
            RawTensor.Of("layers.1.bias", [1], values[12..]),
            RawTensor.Of("layers.0.bias", [3], values[6..9]),
            RawTensor.Of("layers.1.weight", [1, 3], values[9..12]),
            RawTensor.Of("layers.0.weight", [3, 2], values[..6]),
        ]));
        Assert.Equal(values, network.Parameters());
    }

    [Fact]
    public void Infinities_and_NaNs_keep_their_bits_where_they_are_allowed()
    {
        float[] values = Models.Counting(Tiny.ParameterCount);
        values[0] = float.NegativeInfinity;
        values[1] = -0f;
        values[2] = float.Epsilon;
        values[3] = BitConverter.UInt32BitsToSingle(0xFFC12345);
        Tiny network = new();
        network.SetParameters(values);
        Tiny copy = new();
        copy.LoadBytes(network.Saved(new() { AllowNonFinite = true }), new() { AllowNonFinite = true });
        Assert.Equal(Bits(values), Bits(copy.Parameters()));
    }

    [Theory]
    [InlineData("F16")]
    [InlineData("BF16")]
    [InlineData("F64")]
    public void Other_types_are_converted(string type)
    {
        // Sums of few powers of two, which each of the types holds exactly.
        float[] values = [0f, -0f, 1f, -2f, 0.5f, 96f, -0.0625f, 1.5f, -1.25f, 3f, 448f, float.PositiveInfinity, -7f];
        byte[] Encode(float value) => type switch
        {
            "F16" => BitConverter.GetBytes((Half)value),
            "BF16" => BitConverter.GetBytes(value)[2..],
            _ => BitConverter.GetBytes((double)value),
        };
        Tiny network = new();
        network.LoadBytes(TinyFile(values, type, Encode), new() { AllowNonFinite = true });
        Assert.Equal(Bits(values), Bits(network.Parameters()));
    }

    [Fact]
    public void Doubles_are_rounded_to_the_nearest_float()
    {
        double[] values = [.. Enumerable.Range(1, Tiny.ParameterCount).Select(i => 1.0 / i)];
        Tiny network = new();
        network.LoadBytes(TinyFile(values, "F64", BitConverter.GetBytes));
        Assert.Equal(values.Select(value => (float)value), network.Parameters());
    }

    [Fact]
    public void A_double_that_no_float_can_hold_is_refused()
    {
        double[] values = new double[Tiny.ParameterCount];
        values[10] = 1e39;
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => new Tiny().LoadBytes(TinyFile(values, "F64", BitConverter.GetBytes)));
        Assert.Equal("layers.1.weight", exception.Tensor);
        Assert.Equal(
            "the stream: tensor 'layers.1.weight': found a number too large for a float at index 1, needed 32-bit floats.",
            exception.Message);
    }

    [Fact]
    public void Metadata_properties_and_spaces_of_others_are_tolerated()
    {
        Tiny network = new();
        network.SetParameters(Models.Counting(Tiny.ParameterCount));
        string header =
            """
            {"layers.0.weight" : {"dtype":"F32", "shape":[3,2], "data_offsets":[0,24], "note":{"a":[1,{}]}},
             "layers.0.bias":{"shape":[3],"data_offsets":[24,36],"dtype":"F32"},
             "__metadata__":{"épreuve":"\u00e9\n","activations":"relu","topology":""},
             "layers.1.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[36,48]},
             "layers.1.bias":{"dtype":"F32","shape":[1],"data_offsets":[48,52]}}  
            """;
        Tiny copy = new();
        copy.LoadBytes(Safetensors.Compose(header + "\n  ", network.Saved()[^52..]));
        Assert.Equal(network.Parameters(), copy.Parameters());
    }

    [Fact]
    public void A_network_trained_with_another_loss_loads_but_not_one_with_other_activations()
    {
        RawTensor[] tensors = [.. Safetensors.Read(new Tiny().Saved()).Tensors];
        Tiny network = new();
        network.LoadBytes(Safetensors.Write(tensors, new() { ["unrolled.loss"] = "BinaryCrossEntropy" }));
        InvalidFileException exception = Assert.Throws<InvalidFileException>(
            () => network.LoadBytes(Safetensors.Write(tensors, new() { ["unrolled.activations"] = "ReLU, Sigmoid" })));
        Assert.Equal("the stream: found activations 'ReLU, Sigmoid', needed 'Sigmoid, Sigmoid'.", exception.Message);
        Assert.Null(exception.Tensor);
    }

    [Fact]
    public async Task Streams_are_used_from_where_they_are_and_stay_open()
    {
        Tiny network = new(3);
        using MemoryStream stream = new();
        stream.WriteByte(1);
        await network.SaveAsync(stream);
        stream.Position = 1;
        Tiny copy = new(4);
        await copy.LoadAsync(stream);
        Assert.Equal(network.Parameters(), copy.Parameters());
        Assert.True(stream.CanRead);
        stream.Position = 1;
        copy = new Tiny(5);
        copy.Load(stream);
        Assert.Equal(network.Parameters(), copy.Parameters());
    }

    [Fact]
    public async Task Streams_may_give_a_byte_at_a_time()
    {
        Funnel network = new(3);
        byte[] file = network.Saved();
        Funnel copy = new(4);
        copy.Load(new Trickle(file));
        Assert.Equal(network.Parameters(), copy.Parameters());
        copy = new Funnel(5);
        await copy.LoadAsync(new Trickle(file));
        Assert.Equal(network.Parameters(), copy.Parameters());
    }

    [Fact]
    public async Task Cancelled_nothing_changes()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("a", new Tiny(1).Saved());
        byte[] before = File.ReadAllBytes(path);
        Tiny network = new(2);
        float[] parameters = network.Parameters();
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => network.SaveAsync(path, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => network.LoadAsync(path, cancelled));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(["a"], folder.Names);
        Assert.Equal(parameters, network.Parameters());
    }

    [Fact]
    public async Task What_is_saved_asynchronously_is_what_the_network_was_at_the_call()
    {
        Tiny network = new(1);
        float[] before = network.Parameters();
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "a");
        Task saving = network.SaveAsync(path);
        network.SetParameters(new float[Tiny.ParameterCount]);
        await saving;
        await network.LoadAsync(path);
        Assert.Equal(before, network.Parameters());
    }

    [Fact]
    public void A_large_network_takes_memory_for_its_parameters_and_little_more()
    {
        SparseDigits network = new(1);
        using MemoryStream stream = new(new byte[200_000]);
        network.Save(stream);
        stream.SetLength(stream.Position);
        stream.Position = 0;
        network.Load(stream);
        stream.Position = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.Load(stream);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, SparseDigits.ParameterCount * 4 + (200 << 10));
    }

    [Fact]
    public void Missing_arguments_are_refused()
    {
        Tiny network = new();
        Assert.Throws<ArgumentNullException>("path", () => network.Save((string)null!));
        Assert.Throws<ArgumentNullException>("stream", () => network.Save((Stream)null!));
        Assert.Throws<ArgumentNullException>("path", () => network.Load((string)null!));
        Assert.Throws<ArgumentNullException>("stream", () => network.Load((Stream)null!));
        Assert.Throws<ArgumentNullException>("network", () => ((Tiny)null!).Save("a"));
        Assert.Throws<ArgumentNullException>("network", () => ((Tiny)null!).Load("a"));
        Assert.Throws<ArgumentException>("path", () => network.Save(""));
        Assert.Throws<ArgumentException>("path", () => network.Load(""));
    }

    internal static byte[] TinyFile<T>(T[] values, string type, Func<T, byte[]> encode)
    {
        byte[] Part(Range range) => [.. values[range].SelectMany(encode)];
        return Safetensors.Write(
        [
            new RawTensor("layers.0.weight", type, [3, 2], Part(..6)),
            new RawTensor("layers.0.bias", type, [3], Part(6..9)),
            new RawTensor("layers.1.weight", type, [1, 3], Part(9..12)),
            new RawTensor("layers.1.bias", type, [1], Part(12..)),
        ]);
    }

    private static uint[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToUInt32Bits)];

    /// <summary>Gives one byte for each read, and cannot seek.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
