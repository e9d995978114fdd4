namespace Unrolled.Package.Tests;

/// <summary>
/// Projects outside the repository that install the package by name, from a feed that has nothing else: built with all warnings of the
/// compiler and of the .NET analyzers as errors, and run.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ConsumerTests(PackageFixture package) : IClassFixture<PackageFixture>
{
    private const string Strict = """
        <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <AnalysisLevel>latest-all</AnalysisLevel><InvariantGlobalization>true</InvariantGlobalization><NuGetAudit>false</NuGetAudit>
        """;

    private const string Use = """
        float[] input = [0, 1];
        float[] output = new float[Xor.OutputSize];
        float before = network.Train(input, [1], 0.5f);
        for (int i = 0; i < 100; i++) { network.Train(input, [1], 0.5f); }
        network.Forward(input, output);
        """;

    private const string Print = """System.Console.WriteLine(output[0] > 0.8f && before > 0 ? "learnt" : "not learnt");""";

    [Fact]
    public void ANewConsoleProject() => Run(
        "console",
        Project("<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>"),
        ("Program.cs", $$"""
            using Unrolled;

            var network = new Xor(seed: 1);
            {{Use}}
            {{Print}}

            [Network(2, 3, 1)]
            internal sealed partial class Xor;
            """));

    [Fact]
    public void AnOldProjectWithoutNullableAndNamespace() => Run(
        "old",
        Project("<Nullable>disable</Nullable><ImplicitUsings>disable</ImplicitUsings><LangVersion>12</LangVersion><CheckForOverflowUnderflow>true</CheckForOverflowUnderflow><NoWarn>CA1050</NoWarn>"),
        ("Xor.cs", "[Unrolled.Network(2, 3, 1)]\ninternal sealed partial class Xor\n{\n}\n".ReplaceLineEndings("\r\n")),
        ("Program.cs", $$"""
            internal static class Program
            {
                private static void Main()
                {
                    Xor network = new Xor(1);
                    {{Use}}
                    {{Print}}
                }
            }
            """));

    [Fact]
    public void CentralPackageManagementAndALibraryBetween()
    {
        package.Write("central/Directory.Packages.props", $"""
            <Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
            <ItemGroup><PackageVersion Include="Unrolled" Version="{package.Version}" /></ItemGroup></Project>
            """);
        package.Write("central/library/library.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{Strict.Replace("<OutputType>Exe</OutputType>", "")}<Nullable>enable</Nullable>
            <GenerateDocumentationFile>true</GenerateDocumentationFile><EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles></PropertyGroup>
            <ItemGroup><PackageReference Include="Unrolled" /></ItemGroup></Project>
            """);
        package.Write("central/library/Models.cs", """
            namespace Some.Models;

            /// <summary>Exclusive or.</summary>
            [Unrolled.Network(2, 3, 1)]
            public sealed partial class Gate;
            """);
        Run(
            "central/app",
            $"""
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{Strict}</PropertyGroup>
            <ItemGroup><ProjectReference Include="../library/library.csproj" /></ItemGroup></Project>
            """,
            ("Program.cs", $$"""
                using Xor = Some.Models.Gate;

                var network = new Xor(seed: 1);
                {{Use}}
                {{Print}}
                """));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(package.Folder, "central", "library", "obj"), "*Gate*.g.cs", SearchOption.AllDirectories));
    }

    /// <summary>The analyzers come with the package and speak up in the build.</summary>
    [Fact]
    public void MistakesAreFoundByTheBuild()
    {
        Prepare("mistakes", Project(""), [("Program.cs", """
            using Unrolled;

            System.Console.WriteLine(new Xor().Predict(new float[3]));

            [Network(2, 3, 1)]
            internal sealed partial class Xor;

            [Network(2, 3)]
            internal sealed class Closed;
            """)]);
        (int exitCode, string output) = Command.Run(package.Folder, "build", "mistakes", "--disable-build-servers");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Program.cs(3,44): error UNR101: input has 3 elements, but Xor.Predict needs 2: write Xor.InputSize", output, StringComparison.Ordinal);
        Assert.Contains("error UNR001: 'Closed' must be partial", output, StringComparison.Ordinal);
    }

    private string Project(string properties) => $"""
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{Strict}{properties}</PropertyGroup>
        <ItemGroup><PackageReference Include="Unrolled" Version="{package.Version}" /></ItemGroup></Project>
        """;

    private void Prepare(string name, string project, (string Name, string Text)[] sources)
    {
        package.Write($"{name}/{Path.GetFileName(name)}.csproj", project);
        foreach ((string file, string text) in sources)
        {
            package.Write($"{name}/{file}", text);
        }
    }

    /// <summary>Builds the project twice, to the same bytes, and runs it.</summary>
    private void Run(string name, string project, params (string Name, string Text)[] sources)
    {
        Prepare(name, project, sources);
        Command.Succeed(package.Folder, "build", name, "--disable-build-servers");
        string program = Path.Combine(package.Folder, name, "bin", "Debug", "net10.0", $"{Path.GetFileName(name)}.dll");
        byte[] first = File.ReadAllBytes(program);
        Assert.Equal("learnt", Command.Succeed(package.Folder, "exec", program).Trim());

        Command.Succeed(package.Folder, "build", name, "--disable-build-servers", "--no-incremental", "--no-restore");
        Assert.Equal(first, File.ReadAllBytes(program));
    }
}
