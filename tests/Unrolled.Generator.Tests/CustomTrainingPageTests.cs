using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Unrolled.Generator.Tests.Harness;
using Unrolled.Tests;

namespace Unrolled.Generator.Tests;

/// <summary>Each example of docs/custom-training.md is a whole program, which prints what the page says.</summary>
public sealed partial class CustomTrainingPageTests
{
    // In the place of the real one, which all tests share: what a program prints.
    private const string Console = """
        internal static class Console
        {
            public static readonly System.Text.StringBuilder Text = new();

            public static void WriteLine(string line) => Text.Append(line).Append('\n');
        }
        """;

    private static readonly Match[] s_examples = Example().Matches(Repository.Read("docs", "custom-training.md")).ToArray();

    public static TheoryData<string> Titles => [.. s_examples.Select(m => m.Groups["title"].Value)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void An_example_prints_what_the_page_says(string title)
    {
        Match example = s_examples.Single(m => m.Groups["title"].Value == title);
        Assert.Equal(example.Groups["printed"].Value, Printed(example.Groups["program"].Value));
    }

    /// <summary>No example of the page is left out.</summary>
    [Fact]
    public void All_examples_are_programs() =>
        Assert.Equal(Regex.Count(Repository.Read("docs", "custom-training.md"), "```csharp"), s_examples.Length);

    private static string Printed(string program)
    {
        Compilation compilation = GeneratorHarness.Compile(GeneratorHarness.ParseOptions, "using System;\n" + program, Console)
            .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorHarness.Driver(GeneratorHarness.ParseOptions).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image);
        Assert.Empty(result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
        var assembly = Assembly.Load(image.ToArray());
        assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        return assembly.GetType("Console")!.GetField("Text")!.GetValue(null)!.ToString()!;
    }

    [GeneratedRegex(@"## (?<title>[^\n]*)\n(?:(?!\n## )(?!```).)*```csharp\n(?<program>.*?)```\n(\n```text\n(?<printed>.*?)```\n)?", RegexOptions.Singleline)]
    private static partial Regex Example();
}
