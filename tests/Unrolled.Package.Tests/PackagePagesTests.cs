using Unrolled.Packaging;

namespace Unrolled.Package.Tests;

/// <summary>Links as they are written into the pages of the package.</summary>
public sealed class PackagePagesTests
{
    private const string Url = "https://example.com/owner/name";

    private static readonly string[] Packaged = ["README.md", "CHANGELOG.md", "docs/README.md", "docs/files.md", "docs/diagnostics/UNR001.md", "docs/report.png"];

    /// <summary>What is published is linked to.</summary>
    [Theory]
    [InlineData("README.md", "[files](docs/files.md)", $"[files]({Url}/blob/main/docs/files.md)")]
    [InlineData("README.md", "[swap](docs/files.md#replacing)", $"[swap]({Url}/blob/main/docs/files.md#replacing)")]
    [InlineData("README.md", "[below](#limits)", $"[below]({Url}/blob/main/README.md#limits)")]
    [InlineData("README.md", "![Report](docs/report.png)", $"![Report]({Url}/raw/main/docs/report.png)")]
    [InlineData("README.md", "[tables](benchmarks/README.md)", $"[tables]({Url}/blob/main/benchmarks/README.md)")]
    [InlineData("docs/files.md", "[tables](../benchmarks/README.md)", $"[tables]({Url}/blob/main/benchmarks/README.md)")]
    public void WithAnAddress(string page, string text, string expected) =>
        Assert.Equal(expected, PackagePages.Rewrite(page, text, Packaged, Url));

    /// <summary>What is not published is named.</summary>
    [Theory]
    [InlineData("README.md", "[files](docs/files.md), [`Load`](docs/files.md#a)", "files (`docs/files.md` in the package), `Load` (`docs/files.md` in the package)")]
    [InlineData("README.md", "[below](#limits)", "below (`README.md` in the package)")]
    [InlineData("README.md", "![Report](docs/report.png)", "Report (`docs/report.png` in the package)")]
    [InlineData("README.md", "[CONTRIBUTING.md](CONTRIBUTING.md)", "`CONTRIBUTING.md` in the sources")]
    [InlineData("docs/diagnostics/UNR001.md", "[tables](../../benchmarks/README.md)", "tables (`benchmarks/README.md` in the sources)")]
    public void WithoutAnAddress(string page, string text, string expected) =>
        Assert.Equal(expected, PackagePages.Rewrite(page, text, Packaged, repositoryUrl: null));

    /// <summary>Pages lead to each other in the package as in the sources, and no code is a link.</summary>
    [Theory]
    [InlineData("docs/README.md", "[files](files.md#a) [first](diagnostics/UNR001.md) ![Report](report.png) [here](#a)")]
    [InlineData("docs/diagnostics/UNR001.md", "[all](../README.md) [start](../../README.md#run-it)")]
    [InlineData("README.md", "[Unicode](https://example.com/a.md) `[a](docs/files.md)`\n```csharp\n[Network(2, 3)](docs/files.md)\n```\n")]
    public void WhatStaysAsItIs(string page, string text)
    {
        Assert.Equal(text, PackagePages.Rewrite(page, text, Packaged, repositoryUrl: null));
        Assert.Equal(text, PackagePages.Rewrite(page, text, Packaged, Url));
    }
}
