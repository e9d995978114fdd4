using Unrolled.Build;

namespace Unrolled.Package.Tests.Building;

/// <summary>Names of weights in sources.</summary>
public sealed class WeightsScannerTests
{
    [Theory]
    [InlineData("""[Network(2, 1, Weights = "a.onnx")] class A;""", "a.onnx")]
    [InlineData("""[Network(2, 1, Weights="sub/a.SafeTensors", Unroll = Unroll.Full)]""", "sub/a.SafeTensors")]
    [InlineData("""[Network(2, 1, Weights = "sub\\a.onnx")]""", @"sub\a.onnx")]
    [InlineData("""[Network(2, 1, Weights = "\u0061\x2E\U0000006Fnnx")]""", "a.onnx")]
    [InlineData("""[Network(2, 1, Weights = @"sub\""a"".onnx")]""", "sub\\\"a\".onnx")]
    [InlineData("[Network(2, 1, Weights = \"\"\"sub\\a.onnx\"\"\")]", @"sub\a.onnx")]
    [InlineData("[Network(2, 1, Weights = \"\"\"\"\n    a.onnx\n    \"\"\"\")]", "a.onnx")]
    [InlineData("[Network(2, 1, /* here */ Weights /* there */ = // and\n #pragma warning disable\n \"a.onnx\" /* . */ )]", "a.onnx")]
    [InlineData("""[A(Weights = "b.onnx"), N(Weights = "a.onnx")] class C { [N(Weights = "c.onnx")] class D; }""", "b.onnx|a.onnx|c.onnx")]
    [InlineData("""class A { const string S = $"{F('"')}"; [N(Weights = "a.onnx")] class B; }""", "a.onnx")]
    public void AreFound(string source, string expected) => Assert.Equal(expected, Found(source));

    [Theory]
    [InlineData("""// [Network(2, 1, Weights = "a.onnx")]""")]
    [InlineData("""/* [Network(2, 1, Weights = "a.onnx")] */""")]
    [InlineData("""string s = "[Network(2, 1, Weights = \"a.onnx\")]";""")]
    [InlineData(""""string s = """[Network(2, 1, Weights = "a.onnx")]""";"""")]
    [InlineData("""string s = @"\" + "[Network(Weights = ";""")]
    [InlineData("""string s = $"{F("}", '"', @"\")} [Network(Weights = ";""")]
    [InlineData("""[Network(2, 1, Weights = $"{name}.onnx")]""")]
    [InlineData("""[Network(2, 1, Weights = "a" + ".onnx")]""")]
    [InlineData("""[Network(2, 1, Weights = "a.npz")]""")]
    [InlineData("""[Network(2, 1, Weights = Name)]""")]
    [InlineData("""[Network(2, 1, Weights = "a.onnx)]""")]
    [InlineData("""[Network(2, 1, Weights = "\ua.onnx")]""")]
    [InlineData("""f(Weights == "a.onnx", MyWeights = "b.onnx", Weights2 = "c.onnx")""")]
    [InlineData("""new Options { Weights = "a.onnx", Threads = 2 }""")]
    public void AreNotFound(string source) => Assert.Equal("", Found(source));

    /// <summary>What stands before does not lead astray.</summary>
    [Theory]
    [InlineData("char c = '\"', d = '\\'', e = '\\\\';")]
    [InlineData("#region it's here: \"\n#endregion")]
    [InlineData("string s = @\"C:\\\"; string t = @\"\"\"\";")]
    [InlineData("string s = $@\"{F(@\"\"\"}\")}\"\"\";")]
    [InlineData("string s = $\"{{ {x switch { '}' => \"}\", _ => $\"{y}\" }}\";")]
    [InlineData("string s = $$\"\"\"{{F(\"a\")}} \"\" \"\"\";")]
    [InlineData("string s = \"broken\nchar c = 'b\n")]
    public void AreFoundBehind(string before) =>
        Assert.Equal("a.onnx", Found($$"""{{before}}{{"\n"}}class A { [Network(2, Weights = "a.onnx")] class B; }"""));

    /// <summary>Wherever a file ends, the scanner does.</summary>
    [Fact]
    public void EveryEndIsAnEnd()
    {
        const string source = "[N(Weights = $@\"{F(\"}\")}\", Weights = \"\"\"a\"\"\", Weights = '\\u0041', Weights = @\"a.onnx\"] // /* #\n#if /* ";
        for (int length = 0; length <= source.Length; length++)
        {
            WeightsScanner.Find(source[..length]);
        }
    }

    private static string Found(string source) => string.Join('|', WeightsScanner.Find(source));
}
