using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;

namespace Unrolled.Package.Tests;

/// <summary>
/// Projects outside the repository that install the package by name, from a feed that has nothing else: built with all warnings of the
/// compiler and of the .NET analyzers as errors, and run.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class ConsumerTests(PackageFixture package)
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

    /// <summary>The property reaches the library, which then rounds twice where the processor has no fused multiply-add, and only there.</summary>
    [Fact]
    public void SpeedInPlaceOfEqualBits()
    {
        (string Ordinary, string WithoutFma) exact = Outputs("exact", "");
        (string Ordinary, string WithoutFma) fast = Outputs("fast", "<UnrolledFastWithoutFma>true</UnrolledFastWithoutFma>");
        Assert.Equal(exact.Ordinary, fast.Ordinary);
        Assert.Equal(Fma.IsSupported, exact.WithoutFma != fast.WithoutFma);
    }

    private (string Ordinary, string WithoutFma) Outputs(string name, string properties)
    {
        Prepare(name, Project(properties), [("Program.cs", """
            var network = new Net(seed: 1);
            float[] inputs = new float[Net.InputSize];
            System.Array.Fill(inputs, 0.3f);
            float[] outputs = new float[Net.OutputSize];
            network.Forward(inputs, outputs);
            System.Console.WriteLine(string.Join(' ', System.Array.ConvertAll(outputs, System.BitConverter.SingleToInt32Bits)));

            [Unrolled.Network(100, 40, 10)]
            internal sealed partial class Net;
            """)]);
        Command.Succeed(package.Folder, "build", name, "--disable-build-servers");
        string program = Path.Combine(package.Folder, name, "bin", "Debug", "net10.0", $"{name}.dll");
        (int exitCode, string withoutFma) = Command.RunWith([("DOTNET_EnableAVX2", "0")], package.Folder, "exec", program);
        Assert.True(exitCode == 0, withoutFma);
        return (Command.Succeed(package.Folder, "exec", program), withoutFma);
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

    /// <summary>An assembly that claims compliance, a documented network, a method called nameof: no warning, one summary.</summary>
    [Fact]
    public void ACompliantLibrary()
    {
        string project = Project("<GenerateDocumentationFile>true</GenerateDocumentationFile>").Replace("<OutputType>Exe</OutputType>", "");
        Prepare("compliant", project, [("Models.cs", """
            [assembly: System.CLSCompliant(true)]

            namespace Some.Models;

            /// <summary>Codes.</summary>
            [Unrolled.Network(6, 4, 2, Dropout = 0.25)]
            public sealed partial class Encoder
            {
                private static string nameof(object value) => $"{value}";

                /// <inheritdoc/>
                public override string ToString() => nameof(OutputSize);
            }

            /// <summary>Decodes.</summary>
            [Unrolled.Network(Encoder.OutputSize, 4, Encoder.InputSize)]
            public sealed partial class Decoder;
            """)]);
        Command.Succeed(package.Folder, "build", "compliant", "--disable-build-servers");
        string documentation = File.ReadAllText(Path.Combine(package.Folder, "compliant", "bin", "Debug", "net10.0", "compliant.xml"));
        Assert.Matches("""<member name="T:Some.Models.Encoder">\s*<summary>Codes.</summary>\s*<remarks>""", documentation);
    }

    /// <summary>
    /// The compiler runs in the culture of the machine. Constants, messages and generated files are the same in all: in a whole build, and
    /// where its compiler is run again as the build ran it, which takes a fraction of the time.
    /// </summary>
    [Fact]
    public void TheCultureOfTheMachineDoesNotMatter()
    {
        Prepare("culture", $"""
            <Project Sdk="Microsoft.NET.Sdk">
            <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit>
            <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles><ProvideCommandLineArgs>true</ProvideCommandLineArgs>
            <EnableNETAnalyzers>false</EnableNETAnalyzers></PropertyGroup>
            <ItemGroup><PackageReference Include="Unrolled" Version="{package.Version}" /></ItemGroup>
            <Target Name="Say" AfterTargets="CoreCompile">
            <Message Importance="high" Text="1970 began on $([System.DateTime]::UnixEpoch.ToString('dddd'))." />
            <WriteLinesToFile File="compiler.txt" Lines="$(RoslynTargetsPath)/bincore/csc.dll;@(CscCommandLineArgs)" Overwrite="true" />
            </Target>
            </Project>
            """, [("Program.cs", """
            using System;
            using Unrolled;

            float[] input = [1, 2, 3, 4];
            var network = new Net();
            network.Train(input, [0.5f, -0.25f], 0.9f);
            network.Train(input, [0.5f, -1.5f], -0.9f);
            Console.WriteLine(network.Predict(new float[12345]));
            Console.WriteLine(new TrainingOptions { LearningRate = 1.5e-3f, Optimizer = Optimizer.Adam(beta1: 0.9f) });
            Console.WriteLine(new GradientClipping { Norm = -2.5f });

            [Network(4, 8, 8, 2, Dropouts = [0.125, 1e-7], Hidden = Activation.ReLU, Output = Activation.Tanh)]
            internal sealed partial class Net;

            [Network(II.OutputSize, 2)]
            internal sealed partial class iI;

            [Network(2, 3)]
            internal sealed partial class II;
            """)]);
        string folder = Path.Combine(package.Folder, "culture");
        (string Text, string Files) built = CompileIn("fa-IR", folder, "build", "--disable-build-servers");
        string[] compiler = ["exec", .. File.ReadAllLines(Path.Combine(folder, "compiler.txt"))];
        (string Text, string Files) expected = CompileIn("", folder, compiler);
        Assert.Contains("UNR104: learningRate is -0.9", expected.Text, StringComparison.Ordinal);
        Assert.Contains("Activation.Tanh stays between -1 and 1", expected.Text, StringComparison.Ordinal);
        Assert.Contains("UNR101: input has 12,345 elements", expected.Text, StringComparison.Ordinal);
        Assert.Contains("with probability 0.125.", expected.Files, StringComparison.Ordinal);
        Assert.Equal(expected, built);

        // A decimal comma, another minus sign, other digits and another calendar, another decimal separator, another i.
        foreach (string culture in new[] { "de-DE", "sv-SE", "fa-IR", "ar-SA", "tr-TR" })
        {
            Assert.Equal((culture, expected), (culture, CompileIn(culture, folder, compiler)));
        }
    }

    /// <summary>What is said of the program in a folder where it is compiled in a culture, and the files that are generated.</summary>
    private static (string Text, string Files) CompileIn(string culture, string folder, params string[] arguments)
    {
        string locale = culture.Length == 0 ? "C" : $"{culture.Replace('-', '_')}.UTF-8";
        (int exitCode, string output) = Command.RunIn(locale, folder, arguments);
        Assert.True(exitCode == 0, $"{locale}: {output}");
        string weekday = DateTime.UnixEpoch.ToString("dddd", CultureInfo.GetCultureInfo(culture));
        Assert.True(arguments[0] != "build" || output.Contains($"1970 began on {weekday}.", StringComparison.Ordinal), output);
        string[] generated = Directory.GetFiles(Path.Combine(folder, "obj"), "*.g.cs", SearchOption.AllDirectories);
        string files = string.Concat(generated.Order(StringComparer.Ordinal).Select(File.ReadAllText));
        Array.ForEach(generated, File.Delete);
        return (string.Join('\n', ProgramMessage().Matches(output).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)), files);
    }

    /// <summary>A message, without the paths that a build writes at both ends.</summary>
    [GeneratedRegex(@"Program\.cs\(.*?(?= \[/|\r?$)", RegexOptions.Multiline)]
    private static partial Regex ProgramMessage();

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
