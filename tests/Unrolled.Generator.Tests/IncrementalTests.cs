using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>What an edit makes the generator do again. Read as the specification of its caching.</summary>
public sealed class IncrementalTests
{
    private const string Net = "using Unrolled;\n[Network(2, 3, 1)] public partial class Net;";
    private const string Other = "public class Other;";
    private const string Broken = "using Unrolled;\n[Network(2, 0, 1)] public partial class Net;";
    private const string Warned = "using Unrolled;\n[Network(2, 1, Output = Activation.Tanh, Activations = [Activation.ReLU])] public partial class Net;";

    public static TheoryData<string, string, string, string, IncrementalStepRunReason, IncrementalStepRunReason> Edits => new()
    {
        // What, before, after, the other file after; what becomes of the spec, what of the generated source.
        { "nothing", Net, Net, Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "another file", Net, Net, "public class Other { int x; }", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "a comment", Net, Net + " // more", Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "lines above", Net, "// above\n\n" + Net, Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "a class above", Net, Net.Replace("[", "class Above;\n["), Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "the same numbers", Net, Net.Replace("2, 3, 1", "[1 + 1, 0x3, 1], Output = Activation.Sigmoid"), Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "an own member", Net, Net.Replace("Net;", "Net { int x; }"), Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "the topology", Net, Net.Replace("3", "4"), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified },
        { "an activation", Net, Net.Replace("1)", "1, Hidden = Activation.ReLU)"), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified },
        { "the loss", Net, Net.Replace("1)", "1, Loss = Loss.BinaryCrossEntropy)"), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified },
        { "the unrolling", Net, Net.Replace("1)", "1, Unroll = Unroll.Full)"), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified },
        { "sparse inputs", Net, Net.Replace("1)", "1, SparseInput = true)"), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified },
        { "integers beside it", Net, Net.Replace("1)", "1, Quantized = true)"), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified },
        { "the name", Net, Net.Replace(" Net", " Neu"), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified },
        { "the namespace", Net, Net.Replace("[", "namespace N;\n["), Other, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified },
        { "a short name taken", Net, Net, "public class Refs;", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "the attribute away", Net, Net.Replace("[Network(2, 3, 1)]", ""), Other, IncrementalStepRunReason.Removed, IncrementalStepRunReason.Removed },
        { "an error made", Net, Broken, Other, IncrementalStepRunReason.Removed, IncrementalStepRunReason.Removed },
        { "a second network", Net, Net + " [Network(1, 1)] public partial class Two;", Other, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached },
        { "a warning moved", Warned, "\n" + Warned, Other, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void AnEditDoesOnlyWhatItMust(string edit, string before, string after, string other, IncrementalStepRunReason spec, IncrementalStepRunReason source)
    {
        GeneratorRunResult result = Edit(before, after, other);
        Assert.True(spec == Reasons(result.TrackedSteps, TrackingNames.Spec).First(), $"{edit}: the spec was {Reasons(result.TrackedSteps, TrackingNames.Spec).First()}");
        Assert.True(source == Reasons(result.TrackedOutputSteps, "SourceOutput").First(), $"{edit}: the source was {Reasons(result.TrackedOutputSteps, "SourceOutput").First()}");
    }

    [Theory]
    [InlineData(Broken, "", "public class Other { }", IncrementalStepRunReason.Cached)]
    [InlineData(Warned, "", "public class Other { }", IncrementalStepRunReason.Cached)]
    [InlineData(Broken, "\n", "public class Other;", IncrementalStepRunReason.Modified)]
    [InlineData(Warned, "// above\n", "public class Other;", IncrementalStepRunReason.Modified)]
    public void DiagnosticsAreCachedUnlessTheyMove(string text, string above, string other, IncrementalStepRunReason expected) =>
        Assert.Equal([expected], Reasons(Edit(text, above + text, other).TrackedSteps, TrackingNames.Diagnostics));

    [Fact]
    public void AMovedDiagnosticIsReportedWhereItNowIs()
    {
        (GeneratorDriver driver, CSharpCompilation compilation) = Start(Broken);
        CSharpCompilation edited = Replace(compilation, 0, "\n\n" + Broken);
        Diagnostic diagnostic = Assert.Single(driver.RunGenerators(edited).GetRunResult().Diagnostics);
        Assert.Equal(3, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    /// <summary>
    /// A network that is edited must not make another one generate again, wherever in the project it stands and whatever it needs now:
    /// its class and its passes are written, and so many kernels.
    /// </summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 5, 6, 2)]
    [InlineData(0, 2)]
    [InlineData(0, 5, 6, 2)]
    public void NetworksAreIndependent(int index, params int[] hidden)
    {
        string[] sources = [Net, Net.Replace("2, 3, 1", "40, 30, 10").Replace("Net;", "Digits;")];
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.ParseOptions, sources);
        GeneratorDriver driver = GeneratorHarness.Driver(GeneratorHarness.ParseOptions).RunGenerators(compilation);
        string edited = Regex.Replace(sources[index], @"\d+, \d+, ", $"100, {string.Join(", ", hidden)}, ");
        GeneratorRunResult result = driver.RunGenerators(Replace(compilation, index, edited)).GetRunResult().Results[0];
        IncrementalStepRunReason[] spec = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached];
        spec[index] = IncrementalStepRunReason.Modified;
        Assert.Equal(spec, Reasons(result.TrackedSteps, TrackingNames.Spec));
        Assert.Equal(2 + Fresh(result, TrackingNames.Kernels), Fresh(result.TrackedOutputSteps, "SourceOutput"));

        // Of each layer a product, an update and the product that leads to its inputs, of which 100 are in two runs of panels.
        Assert.InRange(Fresh(result, TrackingNames.Kernels), 2 * hidden.Length, (3 * (hidden.Length + 1)) + 1);
    }

    /// <summary>What networks have in common is not generated again when one more has it, or one less.</summary>
    [Theory]
    [InlineData("[Unrolled.Network(2, 3, 1)] partial class Two;", 0, 0)]
    [InlineData("[Unrolled.Network(2, 3, 1, Hidden = Unrolled.Activation.Tanh)] partial class Two;", 1, 0)]
    [InlineData("[Unrolled.Network(2, 4, 1)] partial class Two;", 1, 1)]
    public void NetworksShareWhatIsAlike(string two, int newShapes, int newKernels)
    {
        (GeneratorDriver driver, CSharpCompilation compilation) = Start(Net);
        GeneratorRunResult result = driver.RunGenerators(Replace(compilation, 1, two)).GetRunResult().Results[0];
        Assert.Equal(newShapes, Fresh(result, TrackingNames.Shapes));
        Assert.InRange(Fresh(result, TrackingNames.Kernels), newKernels, 3 * newKernels);
    }

    private static int Fresh(GeneratorRunResult result, string stage) => Fresh(result.TrackedSteps, stage);

    private static int Fresh(ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps, string stage) =>
        Reasons(steps, stage).Count(r => r is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);

    /// <summary>Accumulator networks are cached as the others are: the class, and the kernels that those of one shape share.</summary>
    [Theory]
    [InlineData("nothing", 0, 0)]
    [InlineData("a comment", 0, 0)]
    [InlineData("a network of the shape", 1, 0)]
    [InlineData("the topology", 1, 1)]
    public void AccumulatorNetworksAreCached(string edit, int newSpecs, int newShapes)
    {
        const string Accumulators = "[Unrolled.AccumulatorNetwork(768, 256, 1)] public partial class Board;";
        (GeneratorDriver driver, CSharpCompilation compilation) = Start(Accumulators);
        string edited = edit switch
        {
            "a comment" => "// above\n" + Accumulators,
            "a network of the shape" => Accumulators + Accumulators.Replace("Board", "Shogi"),
            "the topology" => Accumulators.Replace("256", "128"),
            _ => Accumulators,
        };
        GeneratorRunResult result = driver.RunGenerators(Replace(compilation, 0, edited)).GetRunResult().Results[0];
        Assert.Equal(newSpecs, Fresh(result, TrackingNames.AccumulatorSpec));
        Assert.Equal(newShapes, Fresh(result, TrackingNames.AccumulatorShapes));
        Assert.Equal(newSpecs + newShapes, Fresh(result.TrackedOutputSteps, "SourceOutput"));
        Assert.Null(ObjectGraph.FindCompilerObject(result.TrackedSteps[TrackingNames.AccumulatorSpec][0].Outputs[0].Value));
    }

    /// <summary>A network made of another's sizes follows them, and nothing else. First the other, then the one.</summary>
    [Theory]
    [InlineData("", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)]
    [InlineData("// more", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached)]
    [InlineData("2, 5", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified)]
    [InlineData("3, 4", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached)]
    [InlineData("2, 4, Output = Unrolled.Activation.Tanh", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached)]
    [InlineData("2, 0", IncrementalStepRunReason.Removed, IncrementalStepRunReason.Removed)]
    public void NetworksDependOnSizesAlone(string edit, IncrementalStepRunReason other, IncrementalStepRunReason dependent)
    {
        const string Encoder =
            "[Unrolled.Network(2, 4)] partial class Encoder; static class Cfg { public const int Size = 2 * Encoder.OutputSize; }";
        CSharpCompilation compilation = GeneratorHarness.Compile(
            GeneratorHarness.ParseOptions, Encoder, "[Unrolled.Network(Cfg.Size, 3)] partial class Decoder;", Other);
        GeneratorDriver driver = GeneratorHarness.Driver(GeneratorHarness.ParseOptions).RunGenerators(compilation);
        string edited = edit.StartsWith("//", StringComparison.Ordinal) ? Encoder + edit
            : edit.Length > 0 ? Encoder.Replace("2, 4", edit)
            : Encoder;
        GeneratorRunResult result = driver.RunGenerators(Replace(compilation, 0, edited)).GetRunResult().Results[0];
        Assert.Equal([other, dependent], Reasons(result.TrackedSteps, TrackingNames.Spec));
        Assert.Equal([other, dependent], Reasons(result.TrackedOutputSteps, "SourceOutput").Take(2));
    }

    /// <summary>In a large project a keystroke makes nothing again, and an edited attribute its own network alone.</summary>
    [Theory]
    [InlineData("Other", "int x;", 0)]
    [InlineData("Net50", "1 + 1", 0)]
    [InlineData("Net50", "// more", 0)]
    [InlineData("Net50", "int added;", 0)]
    [InlineData("Net50", "topology", 3)]
    public void OneOfAHundredNetworks(string type, string typed, int regenerated)
    {
        const int Shapes = 10;
        string[] sources =
        [
            Other,
            .. Enumerable.Range(1, 100).Select(i => $"[Unrolled.Network({(i % Shapes) + 1}, 3)] partial class Net{i} {{ int Own() {{ return 1; }} }}"),
        ];
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.ParseOptions, sources);
        GeneratorDriver driver = GeneratorHarness.Driver(GeneratorHarness.ParseOptions).RunGenerators(compilation);
        int index = type == "Other" ? 0 : 50;
        string edited = (type, typed) switch
        {
            ("Other", _) => $"public class Other {{ {typed} }}",
            (_, "topology") => sources[index].Replace(", 3)", ", 4)"),
            (_, "1 + 1") => sources[index].Replace("return 1", $"return {typed}"),
            _ => sources[index][..^1] + $"{typed}\n}}",
        };
        GeneratorRunResult result = driver.RunGenerators(Replace(compilation, index, edited)).GetRunResult().Results[0];
        IncrementalStepRunReason[] reasons = Reasons(result.TrackedOutputSteps, "SourceOutput");
        Assert.Equal(100, Reasons(result.TrackedSteps, TrackingNames.Spec).Length);

        // The classes; for each shape its passes, a product and an update; for panels of 4, 8 and 16 inputs the product that leads to them. An
        // edited attribute needs passes and such a product of its own.
        Assert.Equal(100 + (3 * Shapes) + 3 + (typed == "topology" ? 2 : 0), reasons.Length);
        Assert.Equal(regenerated, reasons.Count(r => r != IncrementalStepRunReason.Cached));
    }

    /// <summary>A compiler object in the model would keep whole compilations alive and compare unequal on every keystroke.</summary>
    [Theory]
    [InlineData(Net)]
    [InlineData(Warned)]
    [InlineData("namespace N; partial class Outer<T> { [Unrolled.Network(5, 17, 2, Output = Unrolled.Activation.Softmax, Loss = Unrolled.Loss.CrossEntropy)] partial class Net<U>; }")]
    public void TheModelHoldsNoCompilerObject(string source)
    {
        (GeneratorDriver driver, _) = Start(source);
        object[] values = [.. driver.GetRunResult().Results[0].TrackedSteps[TrackingNames.Spec].SelectMany(s => s.Outputs).Select(o => o.Value)];
        Assert.IsType<Model.NetworkSpec>(Assert.Single(values));
        Assert.Null(ObjectGraph.FindCompilerObject(values[0]));
    }

    [Fact]
    public void TheSearchForCompilerObjectsFindsThem()
    {
        (_, CSharpCompilation compilation) = Start(Net);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        INamedTypeSymbol symbol = compilation.GetTypeByMetadataName("Net")!;
        object[] forbidden = [symbol, compilation, tree, tree.GetRoot(), tree.GetRoot().GetLocation(), symbol.GetAttributes()[0], symbol.GetAttributes()[0].ConstructorArguments[0]];
        foreach (object value in forbidden)
        {
            Assert.NotNull(ObjectGraph.FindCompilerObject(value));
            Assert.NotNull(ObjectGraph.FindCompilerObject(new object[] { "a", Tuple.Create(1, value) }));
            Assert.NotNull(ObjectGraph.FindCompilerObject(new { Name = "x", Inner = new List<object?> { 1, new KeyValuePair<string, object?>("y", value) } }));
        }

        // And the stage before the spec does hold locations, which the search must see.
        (GeneratorDriver driver, _) = Start(Warned);
        object parsed = driver.GetRunResult().Results[0].TrackedSteps[TrackingNames.Parse][0].Outputs[0].Value;
        Assert.NotNull(ObjectGraph.FindCompilerObject(parsed));
    }

    private static (GeneratorDriver Driver, CSharpCompilation Compilation) Start(string source)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(GeneratorHarness.ParseOptions, source, Other);
        return (GeneratorHarness.Driver(GeneratorHarness.ParseOptions).RunGenerators(compilation), compilation);
    }

    private static GeneratorRunResult Edit(string before, string after, string other)
    {
        (GeneratorDriver driver, CSharpCompilation compilation) = Start(before);
        CSharpCompilation edited = after == before ? compilation.Clone() : Replace(compilation, 0, after);
        return driver.RunGenerators(other == Other ? edited : Replace(edited, 1, other)).GetRunResult().Results[0];
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int index, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, GeneratorHarness.ParseOptions, old.FilePath));
    }

    private static IncrementalStepRunReason[] Reasons(ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps, string stage) =>
        [.. steps.TryGetValue(stage, out ImmutableArray<IncrementalGeneratorRunStep> found) ? found.SelectMany(s => s.Outputs).Select(o => o.Reason) : []];
}
