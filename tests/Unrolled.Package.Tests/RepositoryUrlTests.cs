using System.Text.Json;
using Unrolled.Tests;

namespace Unrolled.Package.Tests;

/// <summary>UnrolledRepositoryUrl is the one place that says where the sources are published.</summary>
[Trait("Category", "Slow")]
public sealed class RepositoryUrlTests
{
    private const string Url = "https://github.com/example/name";

    private static readonly string Library = Path.Combine(Repository.Root, "runtime", "Unrolled.csproj");

    private static readonly string Generator = Path.Combine(Repository.Root, "generator", "Unrolled.Generator.csproj");

    [Fact]
    public void WithoutItThereAreNoLinks()
    {
        Assert.Equal(
            ["", "", "", "false", "CHANGELOG.md in the package."],
            Properties(Library, "", "RepositoryUrl", "PackageProjectUrl", "PublishRepositoryUrl", "EnableSourceLink", "PackageReleaseNotes"));
        Assert.Equal([""], Properties(Generator, "", "RepositoryUrl"));
    }

    /// <summary>With or without a slash at its end.</summary>
    [Theory]
    [InlineData(Url)]
    [InlineData(Url + "/")]
    public void WithItAllLinksLeadThere(string url)
    {
        Assert.Equal(
            [Url, Url, "true", "true", $"{Url}/blob/main/CHANGELOG.md"],
            Properties(Library, url, "RepositoryUrl", "PackageProjectUrl", "PublishRepositoryUrl", "EnableSourceLink", "PackageReleaseNotes"));
        Assert.Equal([Url], Properties(Generator, url, "RepositoryUrl"));
    }

    /// <summary>Wherever the sources were cloned from.</summary>
    [Fact]
    public void SourceLinkLeadsThere()
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(Repository.Root, ".git")), "The sources are no git repository.");
        string folder = Directory.CreateTempSubdirectory("unrolled-sourcelink-").FullName;
        try
        {
            Command.Succeed(
                folder, "msbuild", Library, "-t:GenerateSourceLinkFile", "-p:TargetFramework=net10.0", $"-p:UnrolledRepositoryUrl={Url}", $"-p:IntermediateOutputPath={folder}/");
            using JsonDocument map = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "Unrolled.sourcelink.json")));
            JsonProperty root = map.RootElement.GetProperty("documents").EnumerateObject().Single();
            Assert.Matches("^https://raw\\.githubusercontent\\.com/example/name/[0-9a-f]{40}/\\*$", root.Value.GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Properties(string project, string url, params string[] names)
    {
        string output = Command.Succeed(
            Path.GetTempPath(), "msbuild", project, "-p:TargetFramework=" + (project == Library ? "net10.0" : "netstandard2.0"),
            $"-p:UnrolledRepositoryUrl={url}", $"-getProperty:Version,{string.Join(',', names)}");
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement properties = document.RootElement.GetProperty("Properties");
        return [.. names.Select(name => properties.GetProperty(name).GetString()!)];
    }
}
