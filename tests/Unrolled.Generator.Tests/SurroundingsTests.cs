using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Unrolled.Generator.Tests.Harness;

namespace Unrolled.Generator.Tests;

/// <summary>What stands beside the attribute: documentation of one's own, a claim of compliance.</summary>
public sealed class SurroundingsTests
{
    private const string Network = "[Unrolled.Network(2, 3, 1, Dropout = 0.5)]";

    /// <summary>
    /// CS3001 to CS3027 are about compliance. At the attribute of a class that cannot be marked the compiler says CS3016, whatever is
    /// generated.
    /// </summary>
    [Theory]
    [InlineData("{0} public partial class Net;")]
    [InlineData("{0} public partial class Net<T>;")]
    [InlineData("{0} public sealed partial record Net;")]
    [InlineData("namespace Some.Space; {0} public partial class Net;")]
    [InlineData("public partial class Outer { {0} public partial class Net; }")]
    [InlineData("public partial class Outer { {0} protected partial class Net; }")]
    [InlineData("public partial class Outer { {0} protected internal partial class Net; }")]
    [InlineData("public partial interface IOuter { {0} public partial class Net; }", "CS3016")]
    [InlineData("{0} internal partial class Net;", "CS3016")]
    [InlineData("public partial class Outer { {0} private partial class Net; }", "CS3016")]
    [InlineData("public partial class Outer { {0} private protected partial class Net; }", "CS3016")]
    [InlineData("internal partial class Outer { {0} public partial class Net; }", "CS3016")]
    [InlineData("{0} [System.CLSCompliant(false)] public partial class Net;")]
    [InlineData("{0} [System.CLSCompliant(true)] public partial class Net;", "CS3016")]
    [InlineData("[System.CLSCompliant(false)] public partial class Outer { {0} public partial class Net; }")]
    [InlineData("[System.CLSCompliant(true)] public partial class Outer { {0} public partial class Net; }")]
    public void ACompliantAssembly(string source, params string[] said)
    {
        GeneratorRun run = GeneratorHarness.Run("[assembly: System.CLSCompliant(true)]", source.Replace("{0}", Network));
        Assert.Equal(said, AboutCompliance(run));
    }

    [Theory]
    [InlineData("{0} public partial class Net;")]
    [InlineData("public partial class Outer { {0} public partial class Net; }")]
    [InlineData("{0} internal partial class Net;", "CS3016")]
    [InlineData("{0} [System.CLSCompliant(false)] public partial class Net;")]
    [InlineData("{0} [System.CLSCompliant(true)] public partial class Net;", "CS3016")]
    public void AnAccumulatorNetworkInACompliantAssembly(string source, params string[] said)
    {
        GeneratorRun run = GeneratorHarness.Run(
            "[assembly: System.CLSCompliant(true)]", source.Replace("{0}", "[Unrolled.AccumulatorNetwork(768, 256, 1, Perspectives = 2)]"));
        Assert.Equal(said, AboutCompliance(run));
    }

    [Theory]
    [InlineData("", "{0} public partial class Net;")]
    [InlineData("[assembly: System.CLSCompliant(false)]", "{0} public partial class Net;")]
    [InlineData("", "public partial class Outer { {0} protected partial class Net; }")]
    public void AnotherAssemblyIsNotBothered(string assembly, string source)
    {
        GeneratorRun run = GeneratorHarness.Run(assembly, source.Replace("{0}", Network));
        Assert.Empty(AboutCompliance(run));
        Assert.All(run.Files.Values, text => Assert.DoesNotContain("CLSCompliant", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> AboutCompliance(GeneratorRun run) =>
        run.Output.GetDiagnostics().Select(d => d.Id).Where(id => id.StartsWith("CS30", StringComparison.Ordinal)).Distinct();

    /// <summary>One summary and one set of remarks, the user's where there are some.</summary>
    [Theory]
    [InlineData("{0} public partial class Net;", "A 2-3-1 feed-forward network", "13 parameters")]
    [InlineData("/// <summary>Mine.</summary>\n{0} public partial class Net;", "Mine.", "13 parameters")]
    [InlineData("{0}\n/// <summary>Mine.</summary>\npublic partial class Net;", "A 2-3-1 feed-forward network", "13 parameters")]
    [InlineData("/** <summary>Mine.</summary> */ {0} public partial class Net;", "Mine.", "13 parameters")]
    [InlineData(
        "/// <summary>\n/// Mine.\n/// </summary>\n/// <remarks>Yours.</remarks>\n{0} public partial class Net;",
        "Mine.",
        "Yours.")]
    [InlineData("/// <remarks>Yours.</remarks>\n{0} public partial class Net;", "A 2-3-1 feed-forward network", "Yours.")]
    [InlineData("/// <summary lang=\"en\">Mine.</summary>\n{0} public partial class Net;", "Mine.", "13 parameters")]
    [InlineData("{0} public partial class Net;\n/// <summary>Mine.</summary>\npublic partial class Net;", "Mine.", "13 parameters")]
    [InlineData("// <summary>No documentation.</summary>\n{0} public partial class Net;", "A 2-3-1 feed-forward network", "13 parameters")]
    [InlineData(
        "//// <summary>No documentation.</summary>\n{0} public partial class Net;",
        "A 2-3-1 feed-forward network",
        "13 parameters")]
    public void OneSummary(string source, string summary, string remarks)
    {
        XElement[] parts = [.. Documented(source).Elements()];
        Assert.Equal(["remarks", "summary"], parts.Select(e => e.Name.LocalName).Order(StringComparer.Ordinal));
        Assert.StartsWith(summary, parts.Single(e => e.Name == "summary").Value.Trim(), StringComparison.Ordinal);
        Assert.StartsWith(remarks, parts.Single(e => e.Name == "remarks").Value.Trim(), StringComparison.Ordinal);
    }

    /// <summary>What may bring any part leaves room for none.</summary>
    [Theory]
    [InlineData("inheritdoc")]
    [InlineData("include file='x.xml' path='x'")]
    public void NothingBeside(string tag) => Assert.DoesNotContain(
        Documented($"/// <{tag} />\n{{0}} public partial class Net;").Elements(), e => e.Name.LocalName is "summary" or "remarks");

    private static XElement Documented(string source)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked(source.Replace("{0}", Network));
        using var assembly = new MemoryStream();
        using var documentation = new MemoryStream();
        Assert.True(run.Output.Emit(assembly, xmlDocumentationStream: documentation).Success);
        documentation.Position = 0;
        return XDocument.Load(documentation).Descendants("member").Single(m => m.Attribute("name")?.Value == "T:Net");
    }

    /// <summary>A build without a documentation file writes the same text as an editor, which reads such comments.</summary>
    [Fact]
    public void TheTextDoesNotDependOnWhetherDocumentationIsAskedFor()
    {
        string source =
            $"/// <summary>Mine.</summary>\n{Network} public partial class Net;\n/** <remarks>Yours.</remarks> */ partial class Net;";
        string[] texts =
        [
            .. new[] { DocumentationMode.None, DocumentationMode.Parse, DocumentationMode.Diagnose }
                .Select(GeneratorHarness.ParseOptions.WithDocumentationMode)
                .Select(options => GeneratorHarness.Run(options, source).Files["Net.g.cs"]).Distinct(),
        ];
        Assert.DoesNotContain("feed-forward", Assert.Single(texts), StringComparison.Ordinal);
    }
}
