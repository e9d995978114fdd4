using System.IO.Compression;
using System.Xml.Linq;

namespace Unrolled.Package.Tests;

/// <summary>What lies in the package.</summary>
[Trait("Category", "Slow")]
public sealed class PackageContentTests(PackageFixture package) : IClassFixture<PackageFixture>
{
    [Fact]
    public void ItHoldsLibrariesAnalyzersAndDocuments()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Package);
        string[] files = [.. archive.Entries.Select(e => e.FullName).Where(n => !n.StartsWith('_') && !n.StartsWith('[') && !n.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "README.md", "Unrolled.nuspec", "analyzers/dotnet/cs/Unrolled.CodeFixes.dll", "analyzers/dotnet/cs/Unrolled.Generator.dll", "icon.png",
                "lib/net10.0/Unrolled.dll", "lib/net10.0/Unrolled.xml", "lib/net9.0/Unrolled.dll", "lib/net9.0/Unrolled.xml",
            ],
            files);
    }

    [Fact]
    public void ItSaysWhatItIs()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Package);
        using Stream stream = archive.GetEntry("Unrolled.nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single();
        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;

        Assert.Equal("Unrolled", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");
    }

    [Fact]
    public void EveryTargetHasSymbols()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Symbols);
        Assert.All(["lib/net9.0/Unrolled.pdb", "lib/net10.0/Unrolled.pdb"], name => Assert.NotNull(archive.GetEntry(name)));
    }

    [Fact]
    public void TheDocumentationIsThere()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Package);
        using Stream stream = archive.GetEntry("lib/net10.0/Unrolled.xml")!.Open();
        Assert.Contains(XDocument.Load(stream).Descendants("member"), m => m.Attribute("name")?.Value == "T:Unrolled.NetworkAttribute");
    }
}
