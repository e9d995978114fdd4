using System.Text.RegularExpressions;
using Unrolled.Generator.Tests.Harness;
using Unrolled.Tests;

namespace Unrolled.Generator.Tests;

/// <summary>docs/generated-code.md leads through text that is generated today.</summary>
public sealed partial class GeneratedCodePageTests
{
    [Fact]
    public void ThePageShowsWhatIsGenerated()
    {
        GeneratorRun run = GeneratorHarness.Run("using Unrolled;\n\n[Network(2, 3, 1)]\npublic sealed partial class Xor;\n");
        string generated = Plain(string.Join("\n", run.Files.Values));
        string[] examples =
        [
            .. Example().Matches(Repository.Read("docs", "generated-code.md")).Select(m => m.Groups[1].Value)
                .Where(example => !example.Contains("[Network(", StringComparison.Ordinal)),
        ];
        Assert.Equal(6, examples.Length);
        Assert.All(examples, example => Assert.Contains(Plain(example), generated, StringComparison.Ordinal));
    }

    /// <summary>Without indentation and without the generator's version.</summary>
    private static string Plain(string code) =>
        Version().Replace(string.Join("\n", code.Split('\n').Select(line => line.Trim())), "\"Unrolled.Generator\"");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("\"Unrolled.Generator\", \"[0-9.]+\"")]
    private static partial Regex Version();
}
