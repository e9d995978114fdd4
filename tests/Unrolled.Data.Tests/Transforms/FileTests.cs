using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Unrolled.Tests;
using Unrolled.Tests.Persistence;

namespace Unrolled.Data.Tests.Transforms;

public sealed class FileTests : IDisposable
{
    private const string Key = "unrolled.preprocessing";

    // Numbers that a few digits would not tell apart, names that need quotes, and no feature like another.
    private static readonly Preprocessing s_awkward = new Preprocessing(
        [
            Feature.Number("a \"quoted\", \\name\\", Scaling.Robust, MissingValues.Mean, missingIndicator: true).WithFill(MathF.BitIncrement(0.1f)),
            Feature.Number("größe", Scaling.MinMax, MissingValues.Median).WithFill(float.Epsilon),
            Feature.Number("none", Scaling.None),
            Feature.Boolean("flag", MissingValues.MostFrequent).WithFill(1),
            Feature.Category("city", ["Oslo", "Åre", "São Paulo, Brasil", "\"", "😀"], UnknownCategory.Other, MissingValues.MostFrequent, true).WithFill(3),
            Feature.Category("zeros", ["x"], UnknownCategory.Zeros),
        ],
        new Standardizer(
            [Math.PI, -1e-300, 0, -0.0, 1 / 3.0, double.MaxValue, double.Epsilon, 0.1, 0, 0, 0, 0, 1e22],
            [Math.BitIncrement(1), 1e-300, 1, 1, 1, 0, double.MaxValue, 0.1, 1, 1, 1, 1, 123456789.123456789]))
        .WithTargets(["a price", "b"], new TargetScaling([1 / 3.0, -0.0], [Math.E, 0]));

    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "a.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_of_it_comes_back_to_the_bit()
    {
        Awkward network = new(1);
        new Pipeline<Awkward>(network, s_awkward).Save(FilePath);
        Pipeline<Awkward> loaded = Pipeline.Load<Awkward>(FilePath);
        AssertSame(s_awkward, loaded.Preprocessing);
        AssertSame(s_awkward, Preprocessing.Load(FilePath));
        Assert.Equal(Parameters(network), Parameters(loaded.Network));
        using MemoryStream again = new();
        loaded.Network.Save(again, new NetworkSaveOptions { Preprocessing = loaded.Preprocessing });
        Assert.Equal(File.ReadAllBytes(FilePath), again.ToArray());
    }

    [Fact]
    public void Answers_to_raw_rows_are_the_same_bits()
    {
        Pipeline<Visitors> pipeline = new(new Visitors(1), Table.Fitted.WithClasses(Table.Classes, "kind"));
        pipeline.Save(FilePath);
        using FileStream stream = File.OpenRead(FilePath);
        foreach (Pipeline<Visitors> loaded in new[] { Pipeline.Load<Visitors>(FilePath), Pipeline.Load<Visitors>(stream) })
        {
            float[] expected = new float[15], answers = new float[15];
            pipeline.Predict(Table.Rows, expected);
            loaded.Predict(Table.Rows, answers);
            Assert.Equal(expected, answers);
            Assert.Equal(["kind"], loaded.Preprocessing.TargetNames);
            Assert.Equal(Table.Classes, loaded.AnswerNames);
        }
    }

    [Fact]
    public async Task A_network_that_is_loaded_alone_gets_it_as_a_result()
    {
        Visitors network = new(1), copy = new(2);
        network.Save(FilePath);
        Assert.Null(copy.Load(FilePath));
        Assert.Equal(Parameters(network), Parameters(copy));
        network.Save(FilePath, new NetworkSaveOptions { Preprocessing = Table.Fitted });
        AssertSame(Table.Fitted, copy.Load(FilePath)!);
        AssertSame(Table.Fitted, (await copy.LoadAsync(FilePath, TestContext.Current.CancellationToken))!);
        using FileStream stream = File.OpenRead(FilePath);
        AssertSame(Table.Fitted, copy.Load(stream)!);
        stream.Position = 0;
        AssertSame(Table.Fitted, (await copy.LoadAsync(stream, TestContext.Current.CancellationToken))!);
    }

    [Fact]
    public void A_threshold_comes_back()
    {
        Preprocessing preprocessing = Table.Fitted.WithClasses(["once", "again"]).WithThreshold(MathF.BitIncrement(0.3f));
        new Pipeline<Returning>(new Returning(1), preprocessing).Save(FilePath);
        Assert.Equal(MathF.BitIncrement(0.3f), Preprocessing.Load(FilePath).Threshold);
        Assert.Equal(MathF.BitIncrement(0.3f), Pipeline.Load<Returning>(FilePath).Absorb().Preprocessing.Threshold);
    }

    [Fact]
    public void A_network_beside_others_has_its_own()
    {
        Visitors network = new(1);
        network.Save(FilePath, new NetworkSaveOptions { Prefix = "a.", Beside = [NetworkPart.Of("b.", new Scores(1))], Preprocessing = Table.Fitted });
        AssertSame(Table.Fitted, network.Load(FilePath, new NetworkLoadOptions { Prefix = "a." })!);
        AssertSame(Table.Fitted, Preprocessing.Load(FilePath, "a."));
        Assert.Null(new Scores(1).Load(FilePath, new NetworkLoadOptions { Prefix = "b." }));
        AssertInvalid("found a network without preprocessing, needed", () => Preprocessing.Load(FilePath));
    }

    /// <summary>By the description of the format, without the library: what other programs see.</summary>
    [Fact]
    public void Other_readers_find_texts_in_the_metadata_and_the_tensors_where_they_are()
    {
        new Pipeline<Visitors>(new Visitors(1), Table.Fitted.WithClasses(Table.Classes)).Save(FilePath);
        byte[] file = File.ReadAllBytes(FilePath);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, length));
        JsonElement metadata = header.RootElement.GetProperty("__metadata__");
        Assert.All(metadata.EnumerateObject(), entry => Assert.Equal(JsonValueKind.String, entry.Value.ValueKind));
        Assert.Equal("pt", metadata.GetProperty("format").GetString());
        JsonElement weight = header.RootElement.GetProperty("layers.0.weight");
        int begin = 8 + length + weight.GetProperty("data_offsets")[0].GetInt32();
        Assert.Equal(Parameters(new Visitors(1))[0], BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(begin)));
        using JsonDocument preprocessing = JsonDocument.Parse(metadata.GetProperty(Key).GetString()!);
        Assert.Equal(
            ["age", "member", "city"], preprocessing.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("name").GetString()));
        Assert.Equal(Table.Fitted.Standardizer.Offsets[0], preprocessing.RootElement.GetProperty("offsets")[0].GetDouble());
        Assert.Equal(Table.Classes, preprocessing.RootElement.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void A_file_for_another_network_is_refused_and_the_network_stays()
    {
        Visitors network = new(1);
        float[] before = Parameters(network);
        AssertInvalid("found preprocessing for 2 classes, needed 3 classes for 3 outputs.", () => network.Load(new MemoryStream(With(text =>
            text.Replace(",\"local\"", "", StringComparison.Ordinal)))));
        AssertInvalid("found preprocessing that makes 5 inputs, needed 6 inputs.", () => network.Load(new MemoryStream(With(Reduced))));
        Assert.Equal(before, Parameters(network));
        network.Save(FilePath);
        AssertInvalid(
            "found a network without preprocessing, needed one that was saved as a pipeline, or with NetworkSaveOptions.Preprocessing.",
            () => Pipeline.Load<Visitors>(FilePath));
        Assert.Throws<ArgumentException>("options", () => network.Save(FilePath, new NetworkSaveOptions { Preprocessing = s_awkward }));

        static string Reduced(string text)
        {
            JsonObject root = JsonNode.Parse(text)!.AsObject();
            root["features"]!.AsArray().RemoveAt(1);
            root["offsets"]!.AsArray().RemoveAt(0);
            root["scales"]!.AsArray().RemoveAt(0);
            return root.ToJsonString();
        }
    }

    [Fact]
    public void More_names_than_a_header_holds_are_not_saved()
    {
        string[] names = [.. Enumerable.Range(0, 3).Select(i => new string((char)('a' + i), 2 << 20))];
        Assert.StartsWith(
            "The names and numbers beside the parameters take 629",
            Assert.Throws<InvalidOperationException>(() => new Pipeline<Visitors>(new Visitors(1), Table.Fitted.WithClasses(names)).Save(FilePath)).Message,
            StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    public static TheoryData<string, string, string> Damages => new()
    {
        { "\"version\":1", "\"version\":2", "version 2, needed version 1" },
        { "\"version\":1", "\"version\":\"1\"", "'version' of another kind, needed a number there" },
        { "\"version\":1,", "", "no 'version', needed it" },
        { "{\"version\":1", "{\"version\":1,\"version\":1", "'version' twice, needed it once" },
        { "\"version\":1", "\"version\":1,\"clamp\":[0]", "'clamp', which means nothing there, needed nothing that this version does not know" },
        { "{\"version\"", "[\"version\"", "no JSON, needed JSON without a defect" },
        { "\"age\"", "\"\\ud800\"", "a string with half a surrogate pair, needed whole characters" },
        { "\"age\"", "\"member\"", "The name of a feature is 'member' twice" },
        { "\"age\"", "null", "'name' of another kind, needed a string there" },
        { "\"Number\"", "\"number\"", "kind 'number', needed one of Number, Boolean, Category" },
        { "\"Number\"", "\"0\"", "kind '0', needed one of" },
        { "\"kind\":\"Number\",", "", "no 'kind', needed it" },
        { "\"scaling\":\"Standard\",", "", "no 'scaling', needed it" },
        { "\"scaling\":\"Standard\"", "\"scaling\":\"Log\"", "scaling 'Log', needed one of None, Standard, MinMax, Robust" },
        { "\"missing\":\"Median\"", "\"missing\":\"Refuse\"", "'fill', which means nothing there" },
        { "\"fill\":35.5", "\"fill\":1e99", "What takes the place of missing values of feature 'age' is Infinity" },
        { "\"fill\":35.5", "\"fill\":\"35.5\"", "'fill' of another kind, needed a number there" },
        { "\"fill\":35.5,", "", "no 'fill', needed it" },
        { "\"indicator\":true", "\"indicator\":1", "'indicator' of another kind, needed true or false there" },
        { "[\"Oslo\",\"Rome\"]", "[]", "categories.Count is 0" },
        { "[\"Oslo\",\"Rome\"]", "[\"Oslo\",\"Oslo\"]", "Feature 'city' has the category 'Oslo' twice" },
        { "[\"Oslo\",\"Rome\"]", "{\"Oslo\":0}", "'categories' of another kind, needed an array there" },
        { "\"unknown\":\"Other\"", "\"unknown\":\"Zeros\"", "The features make 5 inputs, but the standardizer is for 6, needed preprocessing as Save writes it." },
        { "\"scales\":[", "\"scales\":[-1,", "scales has 7 elements, but 6 are needed, needed preprocessing" },
        { "\"offsets\":[35.8,", "\"offsets\":[1e999,", "Offset 0 is Infinity" },
        { "\"offsets\":[", "\"offsets\":[null,", "'offsets' of another kind, needed a number there" },
        { "\"targets\":[", "\"padding\":\"1\",\"targets\":[", "'padding' of another kind, needed a whole number from 1 to" },
        { "\"targets\":[", "\"padding\":2147483647,\"targets\":[", "'padding' of another kind, needed a whole number from 1 to" },
        { "\"targets\":[\"class\"]", "\"targets\":[]", "0 targets, needed one that the classes are of" },
        { "\"targets\":[\"class\"]", "\"targets\":[\"a\",\"b\"]", "2 targets, needed one that the classes are of" },
        { "\"local\"]", "\"local\"],\"threshold\":0.5", "a threshold for 3 classes, needed 2 classes for it." },
        { ",\"classes\":[\"tourist\",\"pilgrim\",\"local\"]", "", "no 'targetOffsets', needed it" },
        { "\"local\"", "\"tourist\"", "The name of a class is 'tourist' twice" },
        { "\"features\":[", "\"features\":[1,", "'1', needed an object for each feature" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damage_is_found_and_named(string sound, string damaged, string found)
    {
        byte[] file = With(text =>
        {
            Assert.Contains(sound, text, StringComparison.Ordinal);
            int at = text.IndexOf(sound, StringComparison.Ordinal);
            return text[..at] + damaged + text[(at + sound.Length)..];
        });
        AssertInvalid($"the stream: found in '{Key}': {found}", () => new Visitors(1).Load(new MemoryStream(file)));
        AssertInvalid(found, () => Pipeline.Load<Visitors>(new MemoryStream(file)));
        string path = _folder.Write("a.safetensors", file);
        AssertInvalid($"{path}: found in '{Key}': {found}", () => Preprocessing.Load(path));
    }

    /// <summary>The preprocessing itself is damaged, or the file around it: read, or refused, in bounded memory, the network as it was.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_damage_is_read_or_refused(bool isInside)
    {
        const int cases = 1500;
        const long mostBytes = 2 << 20;
        Random random = new(7);
        byte[] sound = With(text => text);
        string inside = Metadata(sound)[Key]!.GetValue<string>();
        Visitors network = new(1);
        float[] before = Parameters(network);
        int read = 0;
        for (int i = 0; i < cases; i++)
        {
            byte[] file = isInside ? With(_ => Encoding.UTF8.GetString(Mutation.Of(Encoding.UTF8.GetBytes(inside), random))) : Mutation.Of(sound, random);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            Exception? error = Record.Exception(() => network.Load(new MemoryStream(file)));
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Assert.True(error is null or InvalidFileException, $"case {i}: {error}");
            Assert.True(allocated < mostBytes, $"case {i}: {allocated} bytes");
            Assert.True(error is null || before.AsSpan().SequenceEqual(Parameters(network)), $"case {i} has changed the network");
            network.SetParameters(before);
            read += error is null ? 1 : 0;
        }

        Assert.InRange(read, 1, cases * 9 / 10);
    }

    /// <summary>A file of a network whose preprocessing has been changed as text.</summary>
    private static byte[] With(Func<string, string> change)
    {
        using MemoryStream stream = new();
        new Visitors(1).Save(stream, new NetworkSaveOptions { Preprocessing = Table.Fitted.WithClasses(Table.Classes) });
        return Edit(stream.ToArray(), metadata => metadata[Key] = change(metadata[Key]!.GetValue<string>()));
    }

    private static byte[] Edit(byte[] file, Action<JsonObject> change)
    {
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        JsonObject header = JsonNode.Parse(file.AsSpan(8, length))!.AsObject();
        change(header["__metadata__"]!.AsObject());
        byte[] edited = Encoding.UTF8.GetBytes(header.ToJsonString());
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)edited.Length);
        return [.. prefix, .. edited, .. file.AsSpan(8 + length)];
    }

    private static JsonObject Metadata(byte[] file) =>
        JsonNode.Parse(file.AsSpan(8, (int)BinaryPrimitives.ReadUInt64LittleEndian(file)))!["__metadata__"]!.AsObject();

    private static float[] Parameters<TNetwork>(TNetwork network) where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        float[] parameters = new float[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static void AssertSame(Preprocessing expected, Preprocessing actual)
    {
        Assert.Equal(expected.InputNames, actual.InputNames);
        Assert.Equal(expected.TargetNames, actual.TargetNames);
        Assert.Equal(expected.ClassNames, actual.ClassNames);
        Assert.Equal(Bits(expected.Standardizer.Offsets), Bits(actual.Standardizer.Offsets));
        Assert.Equal(Bits(expected.Standardizer.Scales), Bits(actual.Standardizer.Scales));
        Assert.Equal(expected.TargetScaling is null, actual.TargetScaling is null);
        Assert.Equal(Bits(expected.TargetScaling is null ? [] : expected.TargetScaling.Offsets), Bits(actual.TargetScaling is null ? [] : actual.TargetScaling.Offsets));
        Assert.Equal(Bits(expected.TargetScaling is null ? [] : expected.TargetScaling.Scales), Bits(actual.TargetScaling is null ? [] : actual.TargetScaling.Scales));
        foreach ((Feature first, Feature second) in expected.Features.Zip(actual.Features))
        {
            Assert.Equal($"{first}", $"{second}");
            Assert.Equal(first.Name, second.Name);
            Assert.Equal(first.Categories, second.Categories);
            Assert.Equal(BitConverter.SingleToUInt32Bits(first.Fill ?? 0), BitConverter.SingleToUInt32Bits(second.Fill ?? 0));
            Assert.Equal((first.Kind, first.Scaling, first.Unknown), (second.Kind, second.Scaling, second.Unknown));
        }
    }

    private static long[] Bits(ReadOnlySpan<double> numbers) => [.. numbers.ToArray().Select(BitConverter.DoubleToInt64Bits)];

    private static void AssertInvalid(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<InvalidFileException>(action).Message, StringComparison.Ordinal);
}
