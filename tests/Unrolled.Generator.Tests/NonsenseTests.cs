using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>Whatever a user is in the middle of typing, the generator must not throw: that would take every other network down too.</summary>
public sealed class NonsenseTests
{
    [Theory]
    [InlineData("[Network]")]
    [InlineData("[Network(]")]
    [InlineData("[Network(,)]")]
    [InlineData("[Network(2,]")]
    [InlineData("[Network(2, , 3)]")]
    [InlineData("[Network(null)]")]
    [InlineData("[Network(null!)]")]
    [InlineData("[Network(default)]")]
    [InlineData("[Network(default(int[]))]")]
    [InlineData("[Network((int[]?)null)]")]
    [InlineData("[Network(\"2\", \"3\")]")]
    [InlineData("[Network(2.5, 3)]")]
    [InlineData("[Network(2L, 3L)]")]
    [InlineData("[Network('a', 'b')]")]
    [InlineData("[Network((byte)2, (short)3)]")]
    [InlineData("[Network(int.MaxValue, int.MaxValue)]")]
    [InlineData("[Network(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)]")]
    [InlineData("[Network(int.MaxValue + 1, 2)]")]
    [InlineData("[Network(int.MinValue, int.MinValue, int.MinValue)]")]
    [InlineData("[Network(new int[2])]")]
    [InlineData("[Network(new int[-1])]")]
    [InlineData("[Network(new int[] { 2, 3 }, 4)]")]
    [InlineData("[Network(new[] { })]")]
    [InlineData("[Network(new[] { new[] { 2 } })]")]
    [InlineData("[Network(new int[2, 2])]")]
    [InlineData("[Network(stackalloc int[2])]")]
    [InlineData("[Network([2, .. new[] { 3 }])]")]
    [InlineData("[Network(Other.Field, Other.Method())]")]
    [InlineData("[Network(typeof(int), 3)]")]
    [InlineData("[Network(Missing, 3)]")]
    [InlineData("[Network(x: 2, y: 3)]")]
    [InlineData("[Network(layers: 2, 3)]")]
    [InlineData("[Network(2, 3, Unknown = 4)]")]
    [InlineData("[Network(2, 3, Hidden = 4)]")]
    [InlineData("[Network(2, 3, Hidden = 0)]")]
    [InlineData("[Network(2, 3, Hidden = \"Tanh\")]")]
    [InlineData("[Network(2, 3, Hidden = null)]")]
    [InlineData("[Network(2, 3, Hidden = new[] { Activation.Tanh })]")]
    [InlineData("[Network(2, 3, Hidden = Activation.)]")]
    [InlineData("[Network(2, 3, Hidden = Activation.Missing)]")]
    [InlineData("[Network(2, 3, Hidden = Loss.CrossEntropy)]")]
    [InlineData("[Network(2, 3, Hidden = )]")]
    [InlineData("[Network(2, 3, Hidden = Activation.Tanh, Hidden = Activation.ReLU)]")]
    [InlineData("[Network(2, 3, @Hidden = (Activation)77)]")]
    [InlineData("[Network(2, 3, Layers = new[] { 2, 3 })]")]
    [InlineData("[Network(2, 3, Activations = Activation.Tanh)]")]
    [InlineData("[Network(2, 3, Activations = null)]")]
    [InlineData("[Network(2, 3, Activations = new[] { null })]")]
    [InlineData("[Network(2, 3, Activations = new[] { 1 })]")]
    [InlineData("[Network(2, 3, Activations = new Activation[1])]")]
    [InlineData("[Network(2, 3, Activations = new[] { Activation.Missing })]")]
    [InlineData("[Network(2, 3, Activations = new object[] { \"x\" })]")]
    [InlineData("[Network(2, 3, Loss = (Loss)\"x\")]")]
    [InlineData("[Network(2, 3, Unroll = (Unroll)(-1))]")]
    [InlineData("[Network(2, 3, SparseInput = 1)]")]
    [InlineData("[Network(2, 3, SparseInput = null)]")]
    [InlineData("[Network(2, 3, SparseInput = new[] { true })]")]
    [InlineData("[Network(Net.InputSize, Net.OutputSize, Net.ParameterCount)]")]
    [InlineData("[Network(InputSize, OutputSize)]")]
    [InlineData("[Network(Net.OutputSize)]")]
    [InlineData("[Network(Net.)]")]
    [InlineData("[Network(Net.OutputSize, Net.InputSize]")]
    [InlineData("[Network(Net.OutputSize + , 3)]")]
    [InlineData("[Network(nameof(Net.OutputSize), 3)]")]
    [InlineData("[Network(Net.OutputSize / 0, 3)]")]
    [InlineData("[Network(2, 3, Dropout = Net<int>.OutputSize)]")]
    [InlineData("[Network(2, 3)] [Network(3, 4)]")]
    [InlineData("[Network(2, 3), Network(3, 4)]")]
    [InlineData("[Network<int>(2, 3)]")]
    [InlineData("[Unrolled.Network(2, 3)")]
    [InlineData("[class: Network(2, 3)]")]
    [InlineData("[assembly: Network(2, 3)]")]
    [InlineData("[return: Network(2, 3)]")]
    public void Attributes(string attribute)
    {
        GeneratorHarness.RunUnchecked($"using Unrolled;\n{attribute} partial class Net;");
        GeneratorHarness.RunUnchecked($"using Unrolled;\nnamespace N; static class Other {{ public static int Field; public static int Method() => 1; }}\n{attribute} class Net<T> where T : class;");
    }

    [Theory]
    [InlineData("class C { {0} void M() { } }")]
    [InlineData("{0} enum E { A }")]
    [InlineData("{0} delegate void D();")]
    [InlineData("class C { {0} int field; }")]
    [InlineData("class C<{0} T>;")]
    [InlineData("class C { void M({0} int x) { } }")]
    [InlineData("{0} partial class")]
    [InlineData("{0} partial class ;")]
    [InlineData("{0} partial class {")]
    [InlineData("{0} partial class <T>;")]
    [InlineData("{0} partial class Net<>;")]
    [InlineData("{0} partial class Net<T, T>;")]
    [InlineData("{0} partial class Net : Net;")]
    [InlineData("{0} partial class Net : Missing;")]
    [InlineData("{0} partial class Net : int;")]
    [InlineData("{0} partial class Net : IMissing<Net>, System.IDisposable;")]
    [InlineData("{0} partial class 3Net;")]
    [InlineData("{0} partial record")]
    [InlineData("{0} partial record class Net(")]
    [InlineData("{0} partial class Net; {0} partial class Net;")]
    [InlineData("{0} class Net; {0} class Net;")]
    [InlineData("{0} partial class Net; {0} partial record Net; {0} partial struct Net; {0} partial interface Net;")]
    [InlineData("{0} partial class Net; class Net { class Net { } }")]
    [InlineData("namespace { {0} partial class Net; }")]
    [InlineData("namespace A. { {0} partial class Net; }")]
    [InlineData("namespace N; namespace M; {0} partial class Net;")]
    [InlineData("void Local() { {0} partial class Net; }")]
    [InlineData("partial class { {0} partial class Net; }")]
    [InlineData("namespace A { {0} partial class Vector512; } {0} partial class A;")]
    [InlineData("static class X { extension(int i) { {0} partial class Net; } }")]
    public void Targets(string source) => GeneratorHarness.RunUnchecked("using Unrolled;\n" + source.Replace("{0}", "[Network(2, 3, 1)]"));

    [Theory]
    [InlineData("namespace Mine { class NetworkAttribute(params int[] layers) : System.Attribute; [Network(2, 3)] class Net; }")]
    [InlineData("class NetworkAttribute : System.Attribute; [Network] class Net;")]
    [InlineData("[Network(2, 3)] class Net;")]
    public void AttributesOfOthersAreNoneOfOurs(string source)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked(source);
        Assert.Empty(run.Files);
        Assert.Empty(run.Visible);
    }

    [Theory]
    [InlineData("public NetworkAttribute() { }", "")]
    [InlineData("public NetworkAttribute(string name) { }", "\"x\"")]
    [InlineData("public NetworkAttribute(int[] a, int[] b) { }", "null, null")]
    [InlineData("public NetworkAttribute(object[] a) { }", "new object[] { 1, \"x\" }")]
    [InlineData("public NetworkAttribute(params long[] a) { } public object? Hidden { get; set; }", "2, 3, Hidden = typeof(int)")]
    [InlineData("public NetworkAttribute(params int[] a) { } public object? SparseInput { get; set; }", "2, 3, SparseInput = new[] { true }")]
    [InlineData("public NetworkAttribute(params int[] a) { } public object? Hidden { get; set; } public string[]? Activations { get; set; }", "2, 3, Hidden = null, Activations = new[] { \"x\" }")]
    public void AttributesOfOurNameAndAnotherShape(string members, string arguments) => GeneratorHarness.RunUnchecked(
        $"namespace Unrolled {{ class NetworkAttribute : System.Attribute {{ {members} }} [Network({arguments})] partial class Net; }}");

    [Fact]
    public void HugeArrays()
    {
        string ones = string.Join(", ", Enumerable.Repeat(1, 20_000));
        GeneratorHarness.RunUnchecked($"using Unrolled; [Network({ones}, 0)] partial class Net;");
        GeneratorHarness.RunUnchecked($"using Unrolled; [Network({string.Join(", ", Enumerable.Repeat(int.MaxValue, 5_000))})] partial class Net;");
    }

    /// <summary>Every beginning of a valid file, and every file with one character missing.</summary>
    [Fact]
    public void EveryTruncation()
    {
        const string Source = "using Unrolled; namespace A.B; partial class C<T> { [Network([2, 3, 1], Activations = new[] { Activation.ReLU, Activation.Sign }, "
            + "Loss = Loss.Perceptron, Unroll = Unroll.Full)] public sealed partial class Net<U> where U : class; }";
        for (int length = 0; length <= Source.Length; length++)
        {
            GeneratorHarness.RunUnchecked(Source[..length]);
            if (length < Source.Length)
            {
                GeneratorHarness.RunUnchecked(Source.Remove(length, 1));
            }
        }

        Assert.NotEmpty(GeneratorHarness.Run(Source).Files);
    }
}
