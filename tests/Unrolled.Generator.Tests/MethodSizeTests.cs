using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>
/// No generated method is so large that the JIT gives up on it. Half of each limit is the budget: what the JIT inlines into a method
/// counts too.
/// </summary>
public sealed class MethodSizeTests
{
    private static readonly MethodSize Budget = new("budget", 30_000, 10_000, 1_000, 1_000);

    private static IReadOnlyList<MethodSize> Measure(GeneratorRun run)
    {
        using var assembly = new MemoryStream();
        EmitResult result = run.Output.Emit(assembly);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(5)));
        assembly.Position = 0;
        return MethodSize.Measure(assembly);
    }

    public static TheoryData<string> Networks =>
    [
        "1, 1",
        "100, 16",
        "16, 16, 16, 16, 16, 16, 16",
        "400, 4",
        "784, 30, 10",
        "784, 512, 256, 10",
        "4096, 4096, 10",
        "1000, 1000, 1000",
        "7, 31, 33, 47, 49, 63, 65, 100, 3",
        string.Join(", ", Enumerable.Repeat(16, 101)),
        "784, 30, 10, SparseInput = true",
        "300, 33, 2, SparseInput = true, Unroll = Unroll.Full",
        "20, 400, 20, Hidden = Activation.ReLU, Unroll = Unroll.Full",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void EveryMethodStaysWithinTheBudget(string arguments)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked($"using Unrolled; [Network({arguments})] public partial class Net;");
        Assert.Empty(run.Visible);
        IReadOnlyList<MethodSize> sizes = Measure(run);
        Assert.Contains(sizes, s => s.Name.StartsWith("Network", StringComparison.Ordinal) && s.Name.EndsWith(".Infer", StringComparison.Ordinal));
        Assert.Contains(sizes, s => s.Name.StartsWith("Tiles`2.", StringComparison.Ordinal));
        Assert.All(sizes, size => Assert.True(size.FitsIn(Budget), $"{size} is larger than {Budget}"));
        MethodSize largest = sizes.MaxBy(s => s.Bytes)!;
        TestContext.Current.TestOutputHelper?.WriteLine($"{sizes.Count} methods, largest {largest}");
    }

    [Theory]
    [InlineData("768, 256, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU")]
    [InlineData("768, 8192, 1, Perspectives = 2, OutputBuckets = 8")]
    [InlineData("768, 8000, 255, 254, 253, 252, 251, 250, 249, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU")]
    public void SoDoesEveryMethodOfAnAccumulatorNetwork(string arguments)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked($"using Unrolled; [AccumulatorNetwork({arguments})] public partial class Net;");
        Assert.Empty(run.Visible);
        IReadOnlyList<MethodSize> sizes = Measure(run);
        Assert.Contains(sizes, s => s.Name.EndsWith(".MoveTwo", StringComparison.Ordinal));
        Assert.All(sizes, size => Assert.True(size.FitsIn(Budget), $"{size} is larger than {Budget}"));
    }

    /// <summary>Up to the parser's limit for Unroll.Full. The C# compiler reads some hundred thousand lines for these.</summary>
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("784, 30, 10")]
    [InlineData("784, 512, 256, 10")]
    [InlineData("600, 1")]
    public void EveryMethodOfFullUnrollingStaysWithinTheBudget(string layers) => EveryMethodStaysWithinTheBudget($"{layers}, Unroll = Unroll.Full");

    /// <summary>Unrolled code is cut into methods of at most 256 multiply-adds: each layer, each tile, forwards and backwards.</summary>
    [Theory]
    [InlineData("100, 40, 70, 3")]
    [InlineData("600, 1")]
    public void FullUnrollingIsCutIntoMethods(string layers)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked(
            $"using Unrolled; [Network({layers}, Unroll = Unroll.Full)] public partial class Net;");
        (string Name, int Products)[] kernels =
        [
            .. from text in run.Files.Values
               let root = CSharpSyntaxTree.ParseText(text, GeneratorHarness.ParseOptions).GetRoot()
               from method in root.DescendantNodes().OfType<MethodDeclarationSyntax>()
               let products = method.DescendantNodes().OfType<InvocationExpressionSyntax>().Sum(MultiplyAdds)
               where products > 0
               select (method.Identifier.ValueText, products),
        ];
        Assert.Contains(kernels, k => k.Name.EndsWith("Part2", StringComparison.Ordinal));
        Assert.All(kernels, k => Assert.True(k.Products <= 256, $"{k.Name} has {k.Products} multiply-adds."));
    }

    /// <summary>A row of a tile takes its sums by reference, one for each vector, behind what it multiplies.</summary>
    private static int MultiplyAdds(InvocationExpressionSyntax call) => call.Expression.ToString() == "S.MultiplyAdd"
        ? call.ArgumentList.Arguments.Reverse().TakeWhile(a => a.RefKindKeyword.ValueText == "ref").Count()
        : 0;

    /// <summary>A method over each limit, by a body that has what the limit counts.</summary>
    [Theory]
    [InlineData("x = x * 31 + 7;", 9_000, false)]
    [InlineData("if (x > 7) x++;", 600, false)]
    [InlineData("int y{0} = x++; System.Console.Write(y{0}); System.Console.Write(y{0});", 1_100, false)]
    [InlineData("x = x * 31 + 7;", 100, true)]
    public void AMethodThatIsTooLargeIsNoticed(string statement, int count, bool fits)
    {
        string body = string.Join("\n", Enumerable.Range(0, count).Select(i => statement.Replace("{0}", $"{i}")));
        GeneratorRun run = GeneratorHarness.RunUnchecked($"class C {{ int M(int x) {{ {body} return x; }} }}");
        MethodSize size = Measure(run).Single(s => s.Name == "C.M");
        Assert.Equal(fits, size.FitsIn(Budget));
        Assert.True(size.FitsIn(MethodSize.Limit with { Bytes = int.MaxValue, Instructions = int.MaxValue }));
    }

    [Fact]
    public void TheDecoderCounts()
    {
        const string Source = """
            class C
            {
                static int Loop(int n) { int s = 0; do { s += n; n--; } while (n > 0); return s; }
                static int Switch(int n) { switch (n) { case 0: return 5; case 1: return 3; case 2: return 9; case 3: return 1; default: return n; } }
                static void Empty() { }
            }
            """;
        Dictionary<string, MethodSize> sizes = Measure(GeneratorHarness.RunUnchecked(Source)).ToDictionary(s => s.Name);
        Assert.Equal(new MethodSize("C.Empty", 1, 1, 0, 1), sizes["C.Empty"]);
        Assert.Equal(3, sizes["C.Loop"].Blocks);
        Assert.Equal(1, sizes["C.Loop"].Locals);
        Assert.InRange(sizes["C.Switch"].Instructions, 12, 20);
    }
}
