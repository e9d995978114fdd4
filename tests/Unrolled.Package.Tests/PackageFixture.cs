using System.Reflection;
using Unrolled.Package.Tests;
using Unrolled.Tests;

[assembly: AssemblyFixture(typeof(PackageFixture))]

namespace Unrolled.Package.Tests;

/// <summary>The package, packed into a feed in a folder outside the repository that no other source of packages reaches.</summary>
public sealed class PackageFixture : IDisposable
{
    /// <summary>A version that no cache has.</summary>
    public string Version { get; } = $"0.0.1-test.{Environment.ProcessId}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("unrolled-package-").FullName;

    /// <summary>What the tests were built as, and so what there is to pack.</summary>
    public string Configuration { get; } =
        typeof(PackageFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == nameof(Configuration)).Value!;

    public string Package => Path.Combine(Folder, "feed", $"Unrolled.{Version}.nupkg");

    public string Symbols => Path.ChangeExtension(Package, ".snupkg");

    public PackageFixture()
    {
        Command.Succeed(
            Folder, "pack", Path.Combine(Repository.Root, "runtime", "Unrolled.csproj"), "-c", Configuration, "--no-build",
            $"-p:PackageVersion={Version}", "-o", Path.Combine(Folder, "feed"));
        Write("NuGet.config", """<configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>""");

        // What stands above the temporary folder must not matter.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    /// <summary>Writes a file below the folder.</summary>
    public void Write(string path, string text)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
