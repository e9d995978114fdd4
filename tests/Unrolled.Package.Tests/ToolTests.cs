using Unrolled.Package.Tests.Building;
using Unrolled.Tests;

namespace Unrolled.Package.Tests;

/// <summary>The command <c>unrolled</c>, without its process but for one test.</summary>
public sealed class ToolTests(PackageFixture package) : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void InspectSaysWhatIsInAFile()
    {
        TestModel.Write(At("a.safetensors"));
        Assert.Equal(0, Run("inspect", At("a.safetensors")));
        Assert.Equal(
            """
            file      safetensors, 392 bytes
            metadata  unrolled.activations = ReLU, Sigmoid
            tensors   'layers.0.weight' F32 [3, 2]
                      'layers.0.bias' F32 [3]
                      'layers.1.weight' F32 [1, 3]
                      'layers.1.bias' F32 [1]
            compiles  yes: 2-3-1, ReLU Sigmoid; 13 parameters

            """,
            _output.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Each node, and what of it would compile.</summary>
    [Theory]
    [InlineData("keras-sine", "compiles  yes: 1-16-16-1, ReLU ReLU Identity; 321 parameters")]
    [InlineData("cntk-mnist-convolutional", "compiles  no: ")]
    [InlineData("unity-push-block", "node 'RandomNormalLike_25' (RandomNormalLike): found RandomNormalLike, which draws random numbers")]
    [InlineData("unity-push-block", "node 'Mul_26' (Mul): depends on what does not compile")]
    public void InspectGoesNodeByNode(string model, string expected)
    {
        string file = Path.Combine(Repository.Root, "..", "shared", "onnx", $"{model}.onnx");
        Assert.SkipUnless(File.Exists(file), "The shared models are not there.");
        Assert.Equal(0, Run("inspect", file));
        Assert.Contains(expected, _output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Whatever is wrong is one line, and nothing is written. Behind @ stands a file.</summary>
    [Theory]
    [InlineData(2, "'a.txt' is called neither .onnx nor .safetensors", "inspect", "a.txt")]
    [InlineData(2, "Option '--class' is required.", "compile", "@a.safetensors", "--output", "@out")]
    [InlineData(2, "'my-class' is no identifier", "compile", "@a.safetensors", "--output", "@out", "--class", "Game.my-class")]
    [InlineData(1, "gone.onnx", "inspect", "@gone.onnx")]
    [InlineData(1, "found text, 'Dear diary'", "inspect", "@text.safetensors")]
    [InlineData(1, "found text, 'Dear diary'", "compile", "@text.safetensors", "--output", "@out", "--class", "A")]
    [InlineData(1, "found text, 'Dear diary'", "convert", "@text.safetensors", "@out.onnx")]
    [InlineData(1, "silent.safetensors says nothing of activations", "compile", "@silent.safetensors", "--output", "@out", "--class", "A")]
    [InlineData(1, "silent.safetensors says nothing of activations", "convert", "@silent.safetensors", "@out.onnx")]
    [InlineData(1, "found tensors without a graph", "convert", "@a.safetensors", "@out.onnx", "--take", "x")]
    public void ErrorsAreOneLine(int exitCode, string expected, params string[] arguments)
    {
        TestModel.Write(At("a.safetensors"));
        TestModel.Write(At("silent.safetensors"), activations: "");
        File.WriteAllText(At("text.safetensors"), "Dear diary");
        string[] before = Directory.GetFileSystemEntries(_folder);
        Assert.Equal(exitCode, Run([.. arguments.Select(word => word.StartsWith('@') ? At(word[1..]) : word)]));
        Assert.StartsWith("error: ", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, _errors.ToString().Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder));
    }

    /// <summary>There and back: the same bytes.</summary>
    [Fact]
    public void ConvertGoesBothWays()
    {
        TestModel.Write(At("a.safetensors"));
        Assert.Equal(0, Run("convert", At("a.safetensors"), At("b.onnx")));
        Assert.Equal(0, Run("convert", At("b.onnx"), At("c.safetensors")));
        Assert.Equal(0, Run("convert", At("c.safetensors"), At("d.onnx")));
        Assert.Equal(File.ReadAllBytes(At("b.onnx")), File.ReadAllBytes(At("d.onnx")));
        Assert.Contains("c.safetensors: 2-3-1, ReLU Sigmoid; 13 parameters", _output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Installed from a folder, it writes a class that a project without the build step compiles.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void TheToolIsAPackageOfItsOwn()
    {
        Command.Succeed(
            package.Folder, "pack", Path.Combine(Repository.Root, "tool", "Unrolled.Tool.csproj"), "-c", package.Configuration, "--no-build",
            $"-p:PackageVersion={package.Version}", "-o", Path.Combine(package.Folder, "feed"));
        Command.Succeed(package.Folder, "tool", "install", "Unrolled.Tool", "--tool-path", "tools", "--version", package.Version);
        package.Write("compiled/compiled.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors><NuGetAudit>false</NuGetAudit></PropertyGroup>
            <ItemGroup><PackageReference Include="Unrolled" Version="{package.Version}" />
            <EmbeddedResource Include="Models/Game.Policy.weights" LogicalName="Unrolled.Game.Policy.weights" /></ItemGroup></Project>
            """);

        // A network of the same shape beside it, which the generator writes.
        package.Write("compiled/Program.cs", """
            float[] output = new float[1];
            new Game.Policy().Forward([1, -2], output);
            System.Console.Write(output[0]);

            [Unrolled.Network(2, 3, 1, Hidden = Unrolled.Activation.ReLU, Output = Unrolled.Activation.Identity)]
            internal sealed partial class Same;
            """);
        TestModel.Write(Path.Combine(package.Folder, "compiled", "a.safetensors"), first: 1, "ReLU, Identity");
        string folder = Path.Combine(package.Folder, "compiled");
        string said = Command.Succeed(
            folder, "exec", Directory.GetFiles(Path.Combine(package.Folder, "tools"), "Unrolled.Tool.dll", SearchOption.AllDirectories).Single(),
            "compile", "a.safetensors", "--class", "Game.Policy", "--output", "Models");
        Assert.Contains("<EmbeddedResource Include=\"Models/Game.Policy.weights\" LogicalName=\"Unrolled.Game.Policy.weights\" />", said, StringComparison.Ordinal);
        Command.Succeed(package.Folder, "build", "compiled", "--disable-build-servers");
        Assert.Equal($"{TestModel.Output(1, 1, -2)}", Command.Succeed(package.Folder, "exec", Path.Combine(folder, "bin", "Debug", "net10.0", "compiled.dll")));
    }

    private int Run(params string[] arguments) => Tool.Program.Run(arguments, _output, _errors);

    private string At(string file) => Path.Combine(_folder, file);
}
