using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>Whatever class a network may stand on, the generated part compiles there without a warning. {0} is the attribute.</summary>
public sealed class ShapeTests
{
    /// <summary>A straight-line network and a tiled one use different parts of the emitters.</summary>
    private static readonly string[] Topologies = ["[Unrolled.Network(2, 3, 1)]", "[Unrolled.Network(1, 17, 2, Output = Unrolled.Activation.Softmax, Loss = Unrolled.Loss.CrossEntropy)]"];

    private static IEnumerable<GeneratorRun> Run(params string[] sources) =>
        Topologies.Select(attribute => GeneratorHarness.Run([.. sources.Select(s => s.Replace("{0}", attribute))])).ToArray();

    [Theory]
    [InlineData("{0} public sealed partial class Net;")]
    [InlineData("{0} internal partial class Net { }")]
    [InlineData("namespace Some.Space; {0} public partial class Net;")]
    [InlineData("namespace Some { namespace Space { {0} public partial class Net; } }")]
    [InlineData("public partial class Outer { {0} private partial class Net; }")]
    [InlineData("public partial struct Outer { {0} public partial class Net; }")]
    [InlineData("public readonly partial struct Outer { {0} public partial class Net; }")]
    [InlineData("public ref partial struct Outer { {0} public partial class Net; }")]
    [InlineData("public partial record Outer(int X) { {0} public partial class Net; }")]
    [InlineData("public partial record struct Outer(int X) { {0} public partial class Net; }")]
    [InlineData("public partial interface IOuter { {0} public partial class Net; }")]
    [InlineData("public partial interface IOuter<T> { {0} public partial class Net; }")]
    [InlineData("public static partial class Outer { {0} public partial class Net; }")]
    [InlineData("public abstract partial class Outer { {0} protected internal partial class Net; }")]
    [InlineData("public partial class Outer(int x) { public int X => x; {0} public partial class Net; }")]
    [InlineData("namespace N; partial class A { partial struct B { partial record C { partial interface D { {0} partial class Net; } } } }")]
    [InlineData("{0} public partial class Net<T>;")]
    [InlineData("{0} public partial class Net<T, U> where T : class, new() where U : struct, System.IComparable<U>;")]
    [InlineData("{0} public partial class Net<T> where T : notnull;")]
    [InlineData("public partial class Outer<T> where T : class { {0} public partial class Net<U> where U : T; }")]
    [InlineData("public partial class Outer<@class> { {0} public partial class Net<@int>; }")]
    [InlineData("{0} public partial record Net;")]
    [InlineData("{0} public sealed partial record class Net { public int X { get; init; } }")]
    [InlineData("{0} public partial class Net : System.IDisposable { public void Dispose() { } }")]
    [InlineData("{0} public partial class Net : Unrolled.INetwork<Net>;")]
    [InlineData("public class Base { public Base(int x = 1) { } public void Forward() { } private int Layers => 1; protected int X; } {0} public partial class Net : Base;")]
    [InlineData("public class Base<T> { protected Base() { } } {0} public partial class Net : Base<Net>;")]
    [InlineData("public partial class Base { {0} public partial class Net : Base { private Net(Base other) { } } private Base() { } }")]
    public void Types(string source) => Run(source);

    /// <summary>C# 13, of which the oldest compiler has a preview.</summary>
    [Fact]
    public void ATypeParameterThatMayBeARefStruct() => GeneratorHarness.Run(
        GeneratorHarness.ParseOptions.WithLanguageVersion(LanguageVersion.Preview),
        "[Unrolled.Network(1, 17, 2)] public partial class Net<T> where T : allows ref struct;");

    [Theory]
    [InlineData("{0} public partial class @class;")]
    [InlineData("{0} public partial class @event;")]
    [InlineData("{0} public partial class @partial;")]
    [InlineData("{0} public partial class @record;")]
    [InlineData("{0} public partial class @await;")]
    [InlineData("{0} public partial class @nameof;")]
    [InlineData("{0} public partial class lower;")]
    [InlineData("partial class lower<t> { {0} public partial class net<u>; }")]
    [InlineData("{0} public partial class @field;")]
    [InlineData("{0} public partial class @global;")]
    [InlineData("namespace @namespace.@int; {0} public partial class Net;")]
    [InlineData("namespace @global.@var; {0} public partial class Net;")]
    [InlineData("namespace @namespace.@int { public partial class @struct { {0} public partial class @float; } }")]
    [InlineData("namespace Größe.Сеть; {0} public partial class Ünïcödé;")]
    [InlineData("{0} public partial class 网络;")]
    [InlineData("{0} public partial class _;")]
    [InlineData("{0} public partial class \\u004eet;")]
    public void Names(string source) => Run(source);

    /// <summary>Types of the user's that stand nearer than those which the generated code means.</summary>
    [Theory]
    [InlineData("Vector512")]
    [InlineData("Vector128")]
    [InlineData("Unsafe")]
    [InlineData("MemoryMarshal")]
    [InlineData("System")]
    [InlineData("Unrolled")]
    [InlineData("Span")]
    [InlineData("ReadOnlySpan")]
    [InlineData("Math")]
    [InlineData("Check")]
    [InlineData("AlignedBuffer")]
    [InlineData("Initializer")]
    [InlineData("Activation")]
    [InlineData("INetwork")]
    [InlineData("GeneratedCode")]
    [InlineData("Simd16")]
    [InlineData("Simd4")]
    [InlineData("Float16")]
    [InlineData("Float8")]
    [InlineData("Refs")]
    [InlineData("Spans")]
    [InlineData("Impl")]
    [InlineData("ImplOptions")]
    [InlineData("ImplAttribute")]
    [InlineData("IntPtr")]
    [InlineData("nint")]
    [InlineData("var")]
    [InlineData("value")]
    [InlineData("field")]
    [InlineData("record")]
    [InlineData("scoped")]
    [InlineData("nameof")]
    [InlineData("_")]
    public void NamesInTheWay(string given)
    {
        string name = given.All(char.IsLower) ? "@" + given : given;

        // The narrowest network that uses the name.
        string attribute = name.EndsWith("16", StringComparison.Ordinal) ? "[global::Unrolled.Network(1, 17)]" : "[global::Unrolled.Network(1, 1)]";
        string net = attribute + " public partial class Net;";

        // Each in a file of its own, where # stands for its number: one compilation is quicker than many.
        string[] apart =
        [
            $"namespace Mine# {{ public class {name}; {net} }}",
            $"namespace Mine#.Inner {{ {net} }} namespace Mine# {{ public struct {name}<T>; public struct {name}; }}",
            $"namespace Mine#.{name} {{ {net} }}",
            $"public partial class Outer# {{ public class {name}; {net} }}",
            $"public partial class Outer# {{ public int {name} => 1; {net} }}",
            $"public partial class Outer#<{name}> {{ {net} }}",
            $"public class Base# {{ public class {name}; }} public partial class Outer# : Base# {{ {net} }}",
            $"{attribute} public partial class Net# {{ private int {name} = 1; public int Use() => {name}; }}",
            $"{attribute} public partial class Net# {{ private class {name}; }}",
            $"{attribute} public partial class Net#; partial class Net# {{ private interface {name}; }}",
            $"{attribute} public partial class Net# {{ private static string {name}(object x) => \"\"; }}",
            $"public partial class Outer# {{ public static string {name}(object x) => \"\"; {net} }}",
            $"public class Base# {{ protected static void {name}(object x) {{ }} }} {attribute} public partial class Net# : Base#;",
            $"namespace Mine# {{ public class {name} : global::System.Attribute; {net} }}",
            $"{attribute} public partial class Net#<{name}>;",
            $"namespace Mine# {{ {attribute} public partial class {name}; }}",
        ];
        GeneratorHarness.Run([.. apart.Select((source, i) => source.Replace("#", $"{i}"))]);

        // These two are seen from everywhere.
        GeneratorHarness.Run($"{(name is "System" or "Unrolled" ? "" : $"public class {name};")} {net}");
        GeneratorHarness.Run($"global using {name}1 = global::System.Int32; {(name is "System" or "Unrolled" ? "" : $"global using {name} = global::System.Int32;")} {net}");
    }

    [Theory]
    [InlineData(2, "{0} partial class A; {0} partial class B;")]
    [InlineData(2, "namespace A { partial class B { {0} partial class C; } } namespace A.B2 { {0} partial class C; }")]
    [InlineData(2, "namespace N1 { {0} partial class Net; } namespace N2 { {0} partial class Net; }")]
    [InlineData(4, "{0} partial class Net; {0} partial class Net<T>; {0} partial class Net<T, U>; {0} partial class Net_1;")]
    [InlineData(3, "{0} partial class digitNet; {0} partial class DigitNet; {0} partial class DIGITNET;")]
    [InlineData(2, "namespace Space { {0} partial class Net; } namespace space { {0} partial class net; }")]
    [InlineData(3, "partial class Outer { {0} partial class Net; {0} partial class NET; } partial class OUTER { {0} partial class Net; }")]
    [InlineData(2, "partial class Outer { {0} partial class Net; } partial class Outer<T> { {0} partial class Net; }")]
    [InlineData(2, "{0} partial class Straße; {0} partial class STRAßE;")]
    [InlineData(2, "{0} partial class A { {0} public partial class B; }")]
    [InlineData(2, "namespace A { {0} partial class Vector512; } namespace B { {0} partial class A; }")]
    public void SeveralNetworks(int count, string source)
    {
        foreach (GeneratorRun run in Run(source))
        {
            Assert.Equal(count, run.Files.Values.Count(text => text.Contains("const int InputSize", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void SeveralParts() => Run(
        "{0} public sealed partial class Net { public int A => InputSize; }",
        "public partial class Net { public int B => OutputSize; }",
        "partial class Net { public void Forward(float[] x, float[] y) => Forward(new System.ReadOnlySpan<float>(x), new System.Span<float>(y)); }");

    [Fact]
    public void SeveralFiles() => Run(
        "namespace A; {0} public partial class Net;",
        "namespace B; {0} public partial class Net; class User { public static int X => A.Net.InputSize + B.Net.OutputSize; }");
}
