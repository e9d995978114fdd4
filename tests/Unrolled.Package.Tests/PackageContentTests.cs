using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Unrolled.Tests;

namespace Unrolled.Package.Tests;

/// <summary>What lies in the package.</summary>
[Trait("Category", "Slow")]
public sealed class PackageContentTests(PackageFixture package)
{
    [Fact]
    public void ItHoldsLibrariesAnalyzersAndDocuments()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Package);
        string[] files = [.. archive.Entries.Select(e => e.FullName).Where(n => !n.StartsWith('_') && !n.StartsWith('[') && !n.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "CHANGELOG.md", "README.md", "Unrolled.nuspec", "analyzers/dotnet/cs/Unrolled.CodeFixes.dll", "analyzers/dotnet/cs/Unrolled.Generator.dll",
                "build/Unrolled.targets", "buildTransitive/Unrolled.targets",
                .. files.Where(f => f.StartsWith("docs/", StringComparison.Ordinal)),
                "icon.png", "lib/net10.0/Unrolled.dll", "lib/net10.0/Unrolled.xml", "lib/net9.0/Unrolled.dll", "lib/net9.0/Unrolled.xml",
                "tools/net9.0/Unrolled.Build.dll", "tools/net9.0/Unrolled.Build.runtimeconfig.json", "tools/net9.0/Unrolled.dll",
            ],
            files);
    }

    [Fact]
    public void ItHoldsEveryPage()
    {
        string docs = Path.Combine(Repository.Root, "docs");
        using ZipArchive archive = ZipFile.OpenRead(package.Package);
        Assert.Equal(
            Directory.GetFiles(docs, "*.md", SearchOption.AllDirectories)
                .Select(f => $"docs/{Path.GetRelativePath(docs, f).Replace('\\', '/')}").Concat(["docs/playground.png", "docs/report.png"]).Order(StringComparer.Ordinal),
            archive.Entries.Select(e => e.FullName).Where(n => n.StartsWith("docs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>A gallery shows the README and nothing beside it.</summary>
    [Fact]
    public void TheReadmeHasNoRelativeLink()
    {
        string readme = Read("README.md");
        Assert.Contains("`docs/training.md` in the package", readme, StringComparison.Ordinal);
        Assert.All(LinkTests.Links(readme), link => Assert.True(Uri.TryCreate(link, UriKind.Absolute, out _), link));
    }

    /// <summary>Between pages of the package, and to nothing that it has not.</summary>
    [Fact]
    public void EveryOtherRelativeLinkLeadsToAFileOfThePackage()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Package);
        string[] files = [.. archive.Entries.Select(e => e.FullName)];
        foreach (string page in files.Where(f => f.EndsWith(".md", StringComparison.Ordinal)))
        {
            Assert.All(
                LinkTests.Links(Read(page)).Where(link => !link.StartsWith('#') && !Uri.TryCreate(link, UriKind.Absolute, out _)),
                link => Assert.Contains(new Uri(new Uri($"file:///{page}"), link.Split('#')[0]).AbsolutePath[1..], files));
        }
    }

    [Fact]
    public void ItSaysWhatItIs()
    {
        XElement metadata = XDocument.Parse(Read("Unrolled.nuspec")).Root!.Elements().Single();
        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;

        Assert.Equal("Unrolled", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.DoesNotContain(metadata.Descendants(), e => e.Name.LocalName == "dependency");

        // The sources have no address yet.
        Assert.DoesNotContain(metadata.Elements(), e => e.Name.LocalName == "projectUrl");
        Assert.Null(metadata.Elements().SingleOrDefault(e => e.Name.LocalName == "repository")?.Attribute("url"));
        Assert.Equal("CHANGELOG.md in the package.", Value("releaseNotes"));
    }

    [Fact]
    public void EveryTargetHasSymbols()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Symbols);
        Assert.All(["lib/net9.0/Unrolled.pdb", "lib/net10.0/Unrolled.pdb"], name => Assert.NotNull(archive.GetEntry(name)));
    }

    /// <summary>The documentation has every public type, and no member that other assemblies cannot reach.</summary>
    [Theory]
    [InlineData("net9.0")]
    [InlineData("net10.0")]
    public void TheDocumentationIsThatOfThePublicMembers(string target)
    {
        string[] ids = [.. XDocument.Parse(Read($"lib/{target}/Unrolled.xml")).Descendants("member").Select(m => m.Attribute("name")!.Value)];
        PublicNames names = PublicNames.Of(ReadBytes($"lib/{target}/Unrolled.dll"));
        Assert.Equal(names.Types, ids.Where(id => id.StartsWith("T:", StringComparison.Ordinal)).Select(id => id[2..]).Order(StringComparer.Ordinal));
        Assert.Empty(ids.Where(id => !id.StartsWith("T:", StringComparison.Ordinal)).Select(id => id[2..].Split('(', '~')[0]).Except(names.Members));
    }

    private string Read(string file) => Encoding.UTF8.GetString(ReadBytes(file)).TrimStart('\uFEFF');

    private byte[] ReadBytes(string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(package.Package);
        using Stream stream = archive.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
