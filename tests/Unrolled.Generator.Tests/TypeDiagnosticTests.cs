using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>Diagnostics about the annotated type and where it stands. {0} in a source is the attribute.</summary>
public sealed class TypeDiagnosticTests
{
    private static void Check(string source, string id, string[] told)
    {
        GeneratorRun run = GeneratorHarness.Run("using System;\nusing Unrolled;\n" + source.Replace("{0}", "[Network(2, 3, 1)]"));
        string[] messages = [.. run.Visible.Where(d => d.Id == id).Select(d => d.GetMessage(null))];
        Assert.NotEmpty(messages);
        Assert.All(told, part => Assert.Contains(messages, m => m.Contains(part, StringComparison.Ordinal)));
        Assert.All(run.Visible, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData("{0} class {|UNR001:Net|};", "'Net' must be partial", "partial class Net")]
    [InlineData("{0} public sealed class {|UNR001:Net|} { }", "'Net'")]
    [InlineData("{0} record {|UNR001:Net|};", "partial record Net")]
    [InlineData("{0} class {|UNR001:Net|}<T>;", "'Net'")]
    [InlineData("{0} class {|UNR001:@class|};", "partial class @class")]
    [InlineData("namespace Some.Space { partial class Outer { {0} class {|UNR001:Net|}; } }", "'Net'")]
    public void NotPartial(string source, params string[] told) => Check(source, "UNR001", told);

    [Theory]
    [InlineData("class {|UNR002:Outer|} { {0} partial class Net; }", "'Outer' must be partial", "network 'Net'", "partial class Outer")]
    [InlineData("struct {|UNR002:Outer|} { {0} partial class Net; }", "partial struct Outer")]
    [InlineData("record {|UNR002:Outer|} { {0} partial class Net; }", "partial record Outer")]
    [InlineData("record struct {|UNR002:Outer|} { {0} partial class Net; }", "partial record struct Outer")]
    [InlineData("interface {|UNR002:IOuter|} { {0} partial class Net; }", "partial interface IOuter")]
    [InlineData("static class {|UNR002:A|} { partial class B { class {|UNR002:C|} { {0} partial class Net; } } }", "'A'", "'C'")]
    [InlineData("class {|UNR002:A|} { {0} class {|UNR001:Net|}; }", "'A'")]
    public void ContainingTypeNotPartial(string source, params string[] told) => Check(source, "UNR002", told);

    [Theory]
    [InlineData("{0} static partial class {|UNR009:Net|};", "a static class")]
    [InlineData("{0} abstract partial class {|UNR009:Net|};", "an abstract class")]
    [InlineData("{0} partial struct {|UNR009:Net|};", "a struct")]
    [InlineData("{0} ref partial struct {|UNR009:Net|};", "a struct")]
    [InlineData("{0} partial record struct {|UNR009:Net|};", "a record struct")]
    [InlineData("{0} partial interface {|UNR009:Net|};", "an interface")]
    [InlineData("{0} file partial class {|UNR009:Net|};", "file-local")]
    [InlineData("file partial class Outer { {0} partial class {|UNR009:Net|}; }", "file-local")]
    [InlineData("{0} struct {|UNR009:Net|};", "partial class Net")]
    [InlineData("{0} partial class Net{|UNR009:(int x)|} { int X => x; }", "primary constructor")]
    [InlineData("{0} partial class Net{|UNR009:()|};", "primary constructor")]
    [InlineData("{0} partial record Net{|UNR009:(int X)|};", "primary constructor")]
    [InlineData("{0} partial class Net; partial class Net{|UNR009:(string s)|} { string S => s; }", "primary constructor")]
    [InlineData("class Base(int x) { int X => x; } {0} partial class {|UNR009:Net|} : Base { }", "Base", "without parameters")]
    [InlineData("class Base { private Base() { } public static Base Of() => new(); } {0} partial class {|UNR009:Net|} : Base { }", "without parameters")]
    [InlineData("{0} partial class {|UNR009:Net|} { public required int X { get; init; } }", "required")]
    [InlineData("class Base { public required int X; } {0} partial class {|UNR009:Net|} : Base;", "required")]
    public void UnsupportedTarget(string source, params string[] told) => Check(source, "UNR009", told);

    [Theory]
    [InlineData("const int {|UNR010:InputSize|} = 1;", "'Net' already declares 'InputSize'")]
    [InlineData("static int {|UNR010:Layers|} => 1;", "'Layers'")]
    [InlineData("int {|UNR010:ParameterCount|}() => 1;", "'Net.ParameterCount()'")]
    [InlineData("int {|UNR010:Forward|};", "'Forward'")]
    [InlineData("int {|UNR010:Train|} { get; set; }", "'Train'")]
    [InlineData("event Action? {|UNR010:Predict|} { add { } remove { } }", "'Predict'")]
    [InlineData("class {|UNR010:Gradient|};", "'Gradient'")]
    [InlineData("enum {|UNR010:GetParameters|};", "'GetParameters'")]
    [InlineData("delegate void {|UNR010:SetParameters|}();", "'SetParameters'")]
    [InlineData("int {|UNR010:Parameters|} = 1, {|UNR010:DropoutState|} = 2;", "'Parameters'", "'DropoutState'")]
    [InlineData("void {|UNR010:Forward|}(ReadOnlySpan<float> a, Span<float> b) { }", "'Net.Forward(ReadOnlySpan<float>, Span<float>)'")]
    [InlineData("int {|UNR010:Predict|}(System.ReadOnlySpan<float> a) => 1;", "Predict")]
    [InlineData("float {|UNR010:Train|}(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float c) => 1;", "Train")]
    [InlineData("float {|UNR010:Gradient|}(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c) => 1;", "Gradient")]
    [InlineData("static void {|UNR010:GetParameters|}(Span<float> a) { }", "GetParameters")]
    [InlineData("public {|UNR010:Net|}() { }", "'Net.Net()'")]
    [InlineData("{|UNR010:Net|}(int anything) { }", "'Net.Net(int)'")]
    [InlineData("{|UNR010:Net|}(int anything, Unrolled.Initialization b) { }", "'Net.Net(int, Initialization)'")]
    [InlineData("float {|UNR010:Train|}(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, float d) => 1;", "Train")]
    [InlineData("float {|UNR010:Gradient|}(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> d) => 1;", "Gradient")]
    [InlineData("ulong {|UNR010:DropoutState|};", "'DropoutState'")]
    public void MemberCollision(string member, params string[] told) => Check($"{{0}} partial class Net {{ {member} }}", "UNR010", told);

    [Theory]
    [InlineData("{0} partial class {|UNR010:Forward|};", "'Forward' already declares 'Forward'")]
    [InlineData("{0} partial class {|UNR010:Layers|};", "'Layers'")]
    [InlineData("{0} partial class Net<{|UNR010:Train|}>;", "'Train'")]
    [InlineData("{0} partial class Net<T, {|UNR010:Layers|}>;", "'Layers'")]
    [InlineData("class Base { public int Layers; } {0} partial class {|UNR010:Net|} : Base;", "'Base' already declares 'Layers'")]
    [InlineData("class Base { public void Forward(ReadOnlySpan<float> a, Span<float> b) { } } class Middle : Base; {0} partial class {|UNR010:Net|} : Middle;", "'Base.Forward(ReadOnlySpan<float>, Span<float>)'")]
    [InlineData("{0} partial class Net; partial class Net { int {|UNR010:OutputSize|} = 1; }", "'OutputSize'")]
    public void NameCollision(string source, params string[] told) => Check(source, "UNR010", told);

    [Theory]
    [InlineData("[Network(2, 3, 1, Quantized = true)] partial class Net { class {|UNR010:Int8|}; }", "'Net' already declares 'Int8'")]
    [InlineData("[Network(2, 3, 1, Quantized = true)] partial class Net { int {|UNR010:Quantize|}() => 1; }", "'Net.Quantize()'")]
    [InlineData("[Network(2, 3, 1, Quantized = true)] partial class {|UNR010:Int8|};", "'Int8' already declares 'Int8'")]
    [InlineData("class Base { public int Quantize; } [Network(2, 3, 1, Quantized = true)] partial class {|UNR010:Net|} : Base;", "'Base' already declares 'Quantize'")]
    public void IntegerNetworkCollision(string source, params string[] told) => Check(source, "UNR010", told);

    [Theory]
    [InlineData("public class Int8; public int Quantize;")]
    [InlineData("public void Forward() { }")]
    [InlineData("public void Forward(float[] a, float[] b) { }")]
    [InlineData("public void Forward(in ReadOnlySpan<float> a, Span<float> b) { }")]
    [InlineData("public void Forward<T>(ReadOnlySpan<float> a, Span<float> b) { }")]
    [InlineData("public float Train(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double c) => 1;")]
    [InlineData("public int Predict(ReadOnlyMemory<float> a) => Predict(a.Span);")]
    [InlineData("public int Predict(Mine.ReadOnlySpan<float> a) => 1; public static class Mine { public class ReadOnlySpan<T>; }")]
    [InlineData("public Net(string path) : this(path.Length) { }")]
    [InlineData("public Net(long seed, int other) { }")]
    [InlineData("static Net() { }")]
    [InlineData("public int Accumulate(int x) => x;")]
    [InlineData("public int ChunkSize, BlockSize, Block, Layout, Activations, Loss;")]
    [InlineData("public float Train(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, int d, float e) => 1;")]
    [InlineData("public int this[int i] => i;")]
    [InlineData("public static Net operator +(Net a, Net b) => a;")]
    [InlineData("void I.Forward() { } interface I { void Forward(); }", " : Net.I")]
    [InlineData("public static int Number(Net net) { var x = net; return 1; } public class var { public static implicit operator var(Net net) => new(); }")]
    public void OverloadsAreWelcome(string member, string bases = "") =>
        Assert.NotEmpty(GeneratorHarness.Run($"using System; using Unrolled;\n[Network(2, 3, 1)] partial class Net{bases} {{ {member} }}").Files);

    /// <summary>The parser does not ask the emitters what they write; this test does.</summary>
    [Fact]
    public void TheParserKnowsTheGeneratedMembers()
    {
        GeneratorRun run = GeneratorHarness.Run(
            "using Unrolled; [Network(2, 3, 1)] partial class Small; [Network(40, 33, 2)] partial class Tiled; [Network(8000, 1000)] partial class Large; [Network(300, 33, 2, SparseInput = true)] partial class Board; [Network(2, 9, 2, Dropout = 0.5)] partial class Dropping;");
        ISymbol[] members = [.. new[] { "Small", "Tiled", "Large", "Board", "Dropping" }.SelectMany(name => run.Output.GetTypeByMetadataName(name)!.GetMembers())
            .Where(m => m is { IsImplicitlyDeclared: false } and not IMethodSymbol { MethodKind: not MethodKind.Ordinary }
                and not IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 })];
        Assert.Equal(Parsing.GeneratedMembers.OfNetwork.Names.Order(), members.Select(m => m.Name).Distinct().Order());
        Assert.All(members, m => Assert.True(Parsing.GeneratedMembers.OfNetwork.CollidesWith(m), m.ToDisplayString()));
        INamedTypeSymbol quantized = GeneratorHarness.Run("using Unrolled; [Network(2, 3, 1, Quantized = true)] partial class Net;").Output.GetTypeByMetadataName("Net")!;
        Assert.Equal(["Int8", "Quantize"], Parsing.GeneratedMembers.OfQuantizedNetwork.Names.Except(Parsing.GeneratedMembers.OfNetwork.Names).Order());
        Assert.All(["Int8", "Quantize"], name => Assert.Single(quantized.GetMembers(name)));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp10, "10.0")]
    public void LanguageTooOld(LanguageVersion version, string told)
    {
        GeneratorRun run = GeneratorHarness.Run(
            GeneratorHarness.ParseOptions.WithLanguageVersion(version), "using Unrolled;\n[Network(2, 3, 1)] partial class {|UNR014:Net|} { }");
        Assert.Contains(told, run.Single("UNR014").GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void LanguageNewEnough(LanguageVersion version) => Assert.NotEmpty(GeneratorHarness.Run(
        GeneratorHarness.ParseOptions.WithLanguageVersion(version),
        "using Unrolled; [Network(40, 33, 2, Output = Activation.Softmax)] partial class Tiled { } [Network(2, 3, 1)] partial class Small { }").Files);
}
