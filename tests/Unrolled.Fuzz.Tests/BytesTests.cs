using Unrolled.Tests.Data;
using Unrolled.Tests.Persistence;

namespace Unrolled.Fuzz.Tests;

[Network(3, 5, 2)]
public sealed partial class Small;

/// <summary>Damaged files: read as they are, or refused with the documented exception, in bounded memory, and nothing half-changed.</summary>
[Trait("Category", "Slow")]
public sealed class BytesTests
{
    /// <summary>What a file of some hundred bytes may cost: data comes in pieces of a megabyte, and an exception has its text.</summary>
    private const long MostBytes = 2 << 20;

    [Fact]
    public void Idx() => Read("IDX", IdxBytes.Create(0x08, [6, 5, 4], [.. Enumerable.Range(0, 120).Select(i => (byte)i)]));

    [Fact]
    public void IdxOfFloats() => Read("IDX of floats", IdxBytes.Create(0x0D, [9, 3], new byte[9 * 3 * 4]));

    [Fact]
    public void ZippedIdx() => Read("gzip", IdxBytes.Zip(IdxBytes.Images(3, 7)));

    private static void Read(string what, byte[] sound)
    {
        int cases = Fuzz.Scaled(3000);
        int read = Run(what, sound, cases, stream => IdxFile.Read(stream, "fuzz"));
        Fuzz.Report(what, cases, $", {read:N0} read");
    }

    [Fact]
    public void Safetensors() => Load("safetensors", new NetworkSaveOptions());

    [Fact]
    public void WithPreprocessing()
    {
        Feature[] features = [Feature.Number("a", missing: MissingValues.Mean), Feature.Category("b", ["x", "y"], UnknownCategory.Zeros)];
        Load("preprocessing", new NetworkSaveOptions { Preprocessing = Preprocessing.Fit(features, [1, 0, 2, 1]).WithClasses(["c", "d"]) });
    }

    private static void Load(string what, NetworkSaveOptions options)
    {
        int cases = Fuzz.Scaled(3000);
        var network = new Small(1);
        using var sound = new MemoryStream();
        network.Save(sound, options);
        float[] before = new float[Small.ParameterCount], after = new float[Small.ParameterCount];
        network.GetParameters(before);
        int read = Run(what, sound.ToArray(), cases, stream => network.Load(stream), refused =>
        {
            network.GetParameters(after);
            Assert.True(!refused || after.AsSpan().SequenceEqual(before), "A refused file has changed the network.");
            network.SetParameters(before);
        });
        Fuzz.Report(what, cases, $", {read:N0} read");
    }

    [Fact]
    public void Onnx()
    {
        int cases = Fuzz.Scaled(3000);
        var network = new Small(1);
        using var sound = new MemoryStream();
        network.SaveOnnx(sound);
        float[] before = new float[Small.ParameterCount], after = new float[Small.ParameterCount];
        network.GetParameters(before);
        int read = Run("ONNX", sound.ToArray(), cases, stream => network.LoadOnnx(stream), refused =>
        {
            network.GetParameters(after);
            Assert.True(!refused || after.AsSpan().SequenceEqual(before), "A refused file has changed the network.");
            network.SetParameters(before);
        });
        Fuzz.Report("ONNX", cases, $", {read:N0} read");
    }

    private static int Run(string what, byte[] sound, int cases, Action<Stream> read, Action<bool>? afterwards = null)
    {
        var random = new Random(Fuzz.Seed);
        int good = 0;
        for (int i = 0; i < cases; i++)
        {
            byte[] content = i % 10 == 0 ? Noise(random) : Mutation.Of(sound, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? error = Record.Exception(() => read(new MemoryStream(content)));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(error is null || error is InvalidFileException, $"{what}, case {i}, {Convert.ToHexString(content)}: {error}");
            Assert.True(allocated < MostBytes, $"{what}, case {i}, {Convert.ToHexString(content)}: {allocated} bytes");
            good += error is null ? 1 : 0;
            afterwards?.Invoke(error is not null);
        }

        // Some damage is to contents alone; and if all were read, nothing would be checked.
        Assert.InRange(good, 1, cases * 9 / 10);
        return good;
    }

    private static byte[] Noise(Random random)
    {
        byte[] noise = new byte[random.Next(200)];
        random.NextBytes(noise);
        return noise;
    }
}
