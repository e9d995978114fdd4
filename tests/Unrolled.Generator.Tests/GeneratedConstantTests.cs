using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>
/// Arguments of the attribute that are made of constants which the generator itself adds: the network is the one that the final program
/// says.
/// </summary>
public sealed partial class GeneratedConstantTests
{
    private const string Encoder = "[Network(6, 5, 4)] public partial class Encoder;";

    private static GeneratorRun Run(params string[] sources) => GeneratorHarness.Run([.. sources, "global using Unrolled;"]);

    /// <summary>The widths that are generated, which must be those that the attribute has in the final program.</summary>
    private static string Layers(GeneratorRun run, string type)
    {
        string generated = LayersLine().Match(run.Files[$"{type}.g.cs"]).Groups[1].Value;
        INamedTypeSymbol symbol = run.Output.GetTypeByMetadataName(type)!;
        AttributeData attribute = symbol.GetAttributes().Single(a => a.AttributeClass!.Name == "NetworkAttribute");
        Assert.Equal(string.Join(", ", attribute.ConstructorArguments[0].Values.Select(v => v.Value)), generated);
        return generated;
    }

    [Theory]
    [InlineData("4, 8, 6", "[Network(Encoder.OutputSize, 8, Encoder.InputSize)]")]
    [InlineData("59, 1", "[Network(Encoder.ParameterCount, 1)]")]
    [InlineData("9, 3", "[Network([Encoder.OutputSize * 2 + 1, 3])]")]
    [InlineData("4, 3", "[Network(new[] { (Encoder.OutputSize), 3 })]")]
    [InlineData("4, 3", "[Network(new int[2] { global::Encoder.OutputSize, 3 })]")]
    [InlineData("4, 6", "[Network(layers: [Encoder.OutputSize, Encoder.InputSize])]")]
    [InlineData("4, 65", "[Network((byte)Encoder.OutputSize, (char)('A' + 0 * Encoder.InputSize))]")]
    [InlineData("16, 7", "[Network(sizeof(int) * Encoder.OutputSize, Encoder.OutputSize > 3 ? 7 : 9)]")]
    [InlineData("16, 2", "[Network(1 << Encoder.OutputSize, Encoder.InputSize & ~Encoder.OutputSize)]")]
    [InlineData("12, 2", "[Network(checked((int)(Encoder.OutputSize * 3L)), (int)(Encoder.OutputSize / 2.0))]")]
    [InlineData(
        "4, 3",
        "[Network(Cfg.Size, 3)]",
        "static class Cfg { public const int Size = Two.Half * 2; } static class Two { public const int Half = Encoder.OutputSize / 2; }")]
    [InlineData("4, 3", "[Network((int)Kind.A, 3)]", "enum Kind { A = Encoder.OutputSize }")]
    [InlineData("5, 3", "[Network((int)Kind.B, 3)]", "enum Kind { A = Encoder.OutputSize, B }")]
    [InlineData("4, 3", "[Network(ISizes.N, 3)]", "interface ISizes { const int N = Encoder.OutputSize; }")]
    [InlineData("4, 3", "[Network(Derived.OutputSize, 3)]", "class Derived : Encoder;")]
    [InlineData("2, 3", "[Network(A.B<int>.OutputSize, 3)]", "partial struct A { [Network(9, 2)] public partial class B<T>; }")]
    [InlineData("7, 3", "[Network(Space.Inner.Deep.OutputSize, 3)]", "namespace Space.Inner { [Network(9, 7)] partial record Deep; }")]
    [InlineData(
        "7, 3",
        "[Network(Third.OutputSize, 3)]",
        "[Network(Second.OutputSize, 7)] partial class Third; [Network(7, First.OutputSize)] partial class Second; [Network(8, 2)] partial class First;")]
    [InlineData("3, 4", "[Network(Other.OutputSize, 4)]", "[Network(Net.OutputSize, 3)] partial class Other;")]
    [InlineData("3, 3", "[Network(Net.OutputSize, 3)]")]
    public void Widths(string expected, string attribute, string others = "") =>
        Assert.Equal(expected, Layers(Run($"{attribute} public partial class Net; {others}", Encoder), "Net"));

    /// <summary>Ways to name a network.</summary>
    [Theory]
    [InlineData("using static Cfg; [Network(Size, 3)] partial class Net; static class Cfg { public const int Size = Encoder.OutputSize; }")]
    [InlineData("using E = Encoder; [Network(E.OutputSize, 3)] partial class Net;")]
    [InlineData("global using static Encoder; class Cfg { public const int Size = OutputSize; } [Network(Cfg.Size, 3)] partial class Net;")]
    [InlineData("class Derived : Encoder { public const int Size = OutputSize; } [Network(Derived.Size, 3)] partial class Net;")]
    [InlineData("[Unrolled.NetworkAttribute(@Encoder.@OutputSize, 3)] partial class Net;")]
    [InlineData("using N = Unrolled.NetworkAttribute; [N(Encoder.OutputSize, 3)] partial class Net;")]
    [InlineData("[Network(Encoder.OutputSize, 3)] partial class @net; [Network(net.InputSize, net.OutputSize)] partial class Net;")]
    public void Names(string source) => Assert.Equal("4, 3", Layers(Run(source, Encoder), "Net"));

    /// <summary>An attribute sees the members of its class, and nearer than any other constant stands the one that there will be.</summary>
    [Theory]
    [InlineData("using static Encoder; [Network(OutputSize, 3)] partial class Net;")]
    [InlineData("using static Cfg; [Network(OutputSize, 3)] partial class Net; static class Cfg { public const int OutputSize = 9; }")]
    public void AGeneratedConstantHidesOthers(string source) => Assert.Equal("3, 3", Layers(Run(source, Encoder), "Net"));

    [Fact]
    public void AGeneratedConstantHidesThoseFurtherOut() => Assert.Equal("2, 4", Layers(
        Run("""
            partial class Outer
            {
                const int InputSize = 9;
                [Network(2, 3)] partial class Middle { const int Size = InputSize; [Network(Size, 4)] internal partial class Net; }
            }
            """),
        "Outer+Middle+Net"));

    [Theory]
    [InlineData("Dropout = Cfg.Drop", "with probability 0.25.")]
    [InlineData("Dropout = 1.0 / Encoder.OutputSize", "with probability 0.25.")]
    [InlineData("Dropouts = [Cfg.Drop / 2]", "with probability 0.125.")]
    [InlineData("Dropouts = new double[] { 1.0 / Encoder.OutputSize }", "with probability 0.25.")]
    [InlineData("Hidden = Encoder.OutputSize > 3 ? Activation.ReLU : Activation.Tanh", "8 units ReLU")]
    [InlineData("Output = (Activation)(Encoder.OutputSize - 2)", "3 units Tanh")]
    [InlineData("Activations = [(Activation)(Encoder.OutputSize - 2), Activation.Identity]", "8 units Tanh", "3 units Identity")]
    [InlineData("Output = Activation.Softmax, Loss = Cfg.Cost", "Loss: CrossEntropy")]
    [InlineData("SparseInput = Encoder.InputSize == 6", "_MeanSquaredError_Sparse.")]
    [InlineData("Unroll = Encoder.InputSize == 6 ? Unroll.Full : Unroll.Auto", "_MeanSquaredError_Unrolled.")]
    public void NamedArguments(string argument, params string[] written)
    {
        GeneratorRun run = Run(
            $"[Network(300, 8, 3, {argument})] public partial class Net;",
            Encoder,
            """
            static class Cfg
            {
                public const double Drop = 1.0 / Encoder.OutputSize;
                public const Loss Cost = Encoder.OutputSize > 3 ? Loss.CrossEntropy : Loss.Huber;
            }
            """);
        string text = string.Concat(run.Files.Where(f => f.Key.StartsWith("Net.", StringComparison.Ordinal)).Select(f => f.Value));
        Assert.All(written, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    /// <summary>What is wrong with an argument is said of its value, wherever that comes from.</summary>
    [Theory]
    [InlineData("[Network({|UNR004:Encoder.OutputSize - 4|}, 3)]", "Layer 0 has width 0")]
    [InlineData("[Network(2, 3, 1, Dropout = {|UNR016:0.25 * Encoder.OutputSize|})]", "probability 1:")]
    [InlineData("[Network(2, 3, 1, Hidden = {|UNR012:(Activation)(Encoder.OutputSize * 100)|})]", "400 is not")]
    [InlineData("[Network(Encoder.OutputSize, 3, Loss = {|UNR007:Loss.CrossEntropy|})]", "CrossEntropy")]
    public void Mistakes(string attribute, string told)
    {
        Diagnostic complaint = Assert.Single(Run($"{attribute} partial class Net;", Encoder).Visible);
        Assert.Contains(told, complaint.GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>A size made of itself, and what others may add: the final program may accept it, so it must not be passed over.</summary>
    [Theory]
    [InlineData("[Network({|UNR020:Net.InputSize|}, 3)] partial class Net;", "'Net.InputSize' has no value", "which is made of itself")]
    [InlineData(
        "[Network({|UNR020:B.OutputSize|}, 3)] partial class A; [Network(2, {|UNR020:A.InputSize|})] partial class B;",
        "'B.OutputSize' has no value",
        "which is made of itself")]
    [InlineData(
        "[Network({|UNR020:A.Size|}, 3)] partial class Net; class A { public const int Size = Net.InputSize; }",
        "'A.Size' has no value",
        "'Net.InputSize'")]
    [InlineData("[Network(2, {|UNR020:Net.ParameterCount|})] partial class Net;", "which is made of itself")]
    [InlineData(
        "partial class Cfg; [Network({|UNR020:Cfg.Size + 1|}, 3)] partial class Net;",
        "'Cfg.Size + 1' has no value",
        "'Cfg.Size' is not there yet")]
    [InlineData(
        "partial class Cfg; class Own { public const int Size = 2 * Cfg.Size; } [Network(2, {|UNR020:Own.Size|})] partial class Net;",
        "'Own.Size'",
        "'Cfg.Size' is not there yet")]
    [InlineData("[Network({|UNR020:Settings.Size|}, 3)] partial class Net;", "'Settings' is not there yet")]
    [InlineData("[Network({|UNR020:Size|}, 3)] partial class Net;", "'Size' is not there yet")]
    [InlineData("namespace A.B; [Network({|UNR020:A.B.Settings.Size|}, 3)] partial class Net;", "'A.B.Settings' is not there yet")]
    [InlineData("[Network([2, {|UNR020:Settings.Size|}, 3])] partial class Net;", "'Settings'")]
    [InlineData("[Network(2, 3, 1, Hidden = {|UNR020:Settings.Kind|})] partial class Net;", "'Settings.Kind' has no value")]
    [InlineData(
        "[Network(2, 3, 1, Output = {|UNR020:Settings.Kind|}, Loss = {|UNR020:Settings.Cost|})] partial class Net;",
        "Settings.Cost")]
    [InlineData("[Network(2, 3, 1, Activations = [Activation.Tanh, {|UNR020:Settings.Kind|}])] partial class Net;", "Settings.Kind")]
    [InlineData("[Network(2, 3, 1, Activations = {|UNR020:Settings.Kinds|})] partial class Net;", "Settings.Kinds")]
    [InlineData("[Network(2, 3, 1, Dropout = {|UNR020:Settings.Rate / 2|})] partial class Net;", "Settings.Rate")]
    [InlineData("[Network(2, 3, 1, Dropouts = new[] { {|UNR020:Settings.Rate|} })] partial class Net;", "Settings.Rate")]
    [InlineData("[Network(2, 3, 1, SparseInput = {|UNR020:Settings.Sparse|})] partial class Net;", "Settings.Sparse")]
    [InlineData("[Network(2, 3, 1, Unroll = {|UNR020:(Unroll)Settings.Way|})] partial class Net;", "Settings.Way")]
    public void Unknown(string source, params string[] told)
    {
        GeneratorRun run = Run(source);
        Assert.Empty(run.Files);
        string[] messages = [.. run.Visible.Select(d => d.GetMessage(null))];
        Assert.All(told, part => Assert.Contains(messages, m => m.Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>What no generator can mend is the compiler's to report, and nothing is generated but what is written.</summary>
    [Theory]
    [InlineData("[Network(2, 3, 1, Hidden = Activation.Missing)] partial class Net;", "CS0117")]
    [InlineData("class Other { public const int A = 1; } [Network(Other.B, 3)] partial class Net;", "CS0117")]
    [InlineData("class Other { public static int A = 1; } [Network(Other.A, 3)] partial class Net;", "CS0182")]
    [InlineData("[Network(2, 3, 1, Dropout = \"0.5\")] partial class Net;", "CS0029")]
    [InlineData("[Network(2, 3, 1, SparseInput = 1)] partial class Net;", "CS0029")]
    [InlineData("[Network(2, 3, 1, Dropouts = [0.5m])] partial class Net;", "CS0029")]
    public void WhatTheCompilerRefuses(string source, string error)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked("global using Unrolled;\n" + source);
        Assert.Empty(run.Visible);
        Assert.Empty(run.Files);
        Assert.Contains(run.Output.GetDiagnostics(), d => d.Id == error);
    }

    [Fact]
    public void NetworksOfOtherAssembliesAreConstantsLikeAnyOther()
    {
        GeneratorRun library = Run(Encoder + " public static class Cfg { public const double Drop = 1.0 / Encoder.OutputSize; }");
        CSharpCompilation user = GeneratorHarness.Compile(
                GeneratorHarness.ParseOptions,
                "[Unrolled.Network(Encoder.OutputSize, 2, Encoder.InputSize, Dropout = Cfg.Drop)] partial class Net;")
            .WithAssemblyName("User").AddReferences(library.Output.ToMetadataReference());
        GeneratorDriver driver = GeneratorHarness.Driver(GeneratorHarness.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(user, out Compilation output, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Empty(output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        string text = string.Concat(driver.GetRunResult().Results[0].GeneratedSources.Select(s => s.SourceText));
        Assert.Equal("4, 2, 6", LayersLine().Match(text).Groups[1].Value);
        Assert.Contains("probability 0.25.", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Layers => new int\[\] \{ (.*?) \};")]
    private static partial Regex LayersLine();
}
