using Unrolled.Package.Tests.Building;

namespace Unrolled.Package.Tests;

/// <summary>Models that become classes in projects outside the repository: one of the program, and one of a library that it refers to.</summary>
[Trait("Category", "Slow")]
public sealed class ModelTests(PackageFixture package)
{
    private const string Properties = """
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors><NuGetAudit>false</NuGetAudit><NoWarn>CA1418</NoWarn>
        <Nullable>enable</Nullable><TargetPlatformSupported>true</TargetPlatformSupported>
        """;

    private const string Use = """
        float[] output = new float[1];
        new Game.BallChase().Forward([1, -2], output);
        System.Console.Write($"{output[0]} ");
        """;

    /// <summary>Where nothing is as before, since each build goes on from the one before it: built, left alone, changed, broken, removed.</summary>
    [Fact]
    public void AModelLivesAndGoes()
    {
        package.Write("models/library/library.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>
            <AnalysisLevel>latest-all</AnalysisLevel>{Properties}</PropertyGroup>
            <ItemGroup><PackageReference Include="Unrolled" Version="{package.Version}" />
            <UnrolledModel Include="deep/*.safetensors" Class="Some.Models.Pilot" /></ItemGroup></Project>
            """);
        package.Write("models/library/Copilot.cs", """
            namespace Some.Models;

            [Unrolled.Network(2, 3, 1, Hidden = Unrolled.Activation.ReLU, Output = Unrolled.Activation.Identity, Weights = @"deep\a b.safetensors")]
            public sealed partial class Copilot;
            """);
        Directory.CreateDirectory(At("library/deep"));
        TestModel.Write(At("library/deep/a b.safetensors"), first: 1, "ReLU, Identity");

        int library = TestModel.Output(1, 1, -2);

        // Two frameworks at once, of which one is made up: the feed has no packs of other ones.
        package.Write("models/game/game.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFrameworks>net10.0;net10.0-other1.0</TargetFrameworks>
            <RootNamespace>Game</RootNamespace>{Properties}</PropertyGroup>
            <ItemGroup><SdkSupportedTargetPlatformVersion Include="1.0" /><ProjectReference Include="../library/library.csproj" />
            <UnrolledModel Include="ball-chase.safetensors" Accessibility="internal" Condition="Exists('ball-chase.safetensors')" /></ItemGroup></Project>
            """);
        package.Write("models/game/Program.cs", $$"""
            {{Use}}
            new Some.Models.Pilot().Forward([1, -2], output);
            System.Console.Write($"{output[0]} ");
            new Some.Models.Copilot().Forward([1, -2], output);
            System.Console.Write(output[0]);
            """);
        TestModel.Write(At("game/ball-chase.safetensors"), first: 0, "ReLU, Identity");
        Command.Succeed(package.Folder, "build", At("game"), "--disable-build-servers");
        Assert.Equal($"{TestModel.Output(0, 1, -2)} {library} {library}", Run());
        Assert.True(File.Exists(At("game/obj/Debug/net10.0-other1.0/unrolled/Game.BallChase.weights")));

        string again = Build();
        Assert.DoesNotContain("Unrolled.Build.dll", again, StringComparison.Ordinal);
        Assert.DoesNotContain("csc.dll", again, StringComparison.Ordinal);

        // Older than what was made of the other one.
        TestModel.Write(At("game/ball-chase.safetensors"), first: 2, "ReLU, Identity");
        File.SetLastWriteTimeUtc(At("game/ball-chase.safetensors"), DateTime.UnixEpoch);
        Assert.Contains("Unrolled.Build.dll", Build(), StringComparison.Ordinal);
        Assert.Equal($"{TestModel.Output(2, 1, -2)} {library} {library}", Run());

        File.WriteAllText(At("game/ball-chase.safetensors"), "Dear diary");
        (int exitCode, string output) = Command.Run(package.Folder, Arguments);
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"{At("game/ball-chase.safetensors")} : error UNR202: ", output, StringComparison.Ordinal);

        File.Delete(At("game/ball-chase.safetensors"));
        package.Write("models/game/Program.cs", """System.Console.Write(typeof(Program).Assembly.GetManifestResourceNames().Length);""");
        Build();
        Assert.Equal("0", Run());
        Assert.Empty(Directory.GetFiles(At("game/obj/Debug/net10.0/unrolled"), "Game.*"));
    }

    private string[] Arguments => ["build", At("game"), "--disable-build-servers", "--no-restore", "-f", "net10.0", "-v", "n"];

    private string Build() => Command.Succeed(package.Folder, Arguments);

    private string Run() => Command.Succeed(package.Folder, "exec", At("game/bin/Debug/net10.0/game.dll"));

    private string At(string path) => Path.Combine(package.Folder, "models", path);
}
