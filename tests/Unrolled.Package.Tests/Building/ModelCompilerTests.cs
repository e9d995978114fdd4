using System.Buffers.Binary;
using Unrolled.Build;

namespace Unrolled.Package.Tests.Building;

/// <summary>The program that the package's targets run, without its process.</summary>
public sealed class ModelCompilerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unrolled-models-").FullName;

    public ModelCompilerTests() => Directory.CreateDirectory(Obj);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Obj => Path.Combine(_folder, "obj");

    [Fact]
    public void AModelBecomesADescriptionAndItsParameters()
    {
        Model("ball-chase.safetensors");
        Assert.Empty(Run($"model {At("ball-chase.safetensors")}", "class", "output", "accessibility Internal"));
        Assert.Equal(["Game.BallChase.unrolled", "Game.BallChase.weights", "outputs.txt", "weights.txt"], Written());
        Assert.Equal(
            """
            unrolled 1
            class Game.BallChase
            accessibility internal
            file ball-chase.safetensors
            resource Unrolled.Game.BallChase.weights
            layers 2 3 1
            activations ReLU Sigmoid
            alphas 0 0
            weight-tensor layers.0.weight
            bias-tensor layers.0.bias
            weight-tensor layers.1.weight
            bias-tensor layers.1.bias

            """,
            Read("Game.BallChase.unrolled"));
        byte[] weights = File.ReadAllBytes(Path.Combine(Obj, "Game.BallChase.weights"));
        Assert.Equal(Enumerable.Range(0, 13), weights.Chunk(sizeof(float)).Select(bytes => (int)BinaryPrimitives.ReadSingleLittleEndian(bytes)));
    }

    /// <summary>Files whose bytes are the same keep their times; what nobody asks for any more goes, and nothing else does.</summary>
    [Fact]
    public void OnlyWhatChangesIsWritten()
    {
        Model("a.safetensors");
        Model("b.safetensors");
        File.WriteAllText(Path.Combine(Obj, "mine.txt"), "");
        Assert.Empty(Run($"model {At("a.safetensors")}", $"model {At("b.safetensors")}"));
        DateTime before = DateTime.UnixEpoch;
        Array.ForEach(Directory.GetFiles(Obj), file => File.SetLastWriteTimeUtc(file, before));
        Model("b.safetensors", first: 5);
        Assert.Empty(Run($"model {At("a.safetensors")}", $"model {At("b.safetensors")}"));
        Assert.Equal(["Game.B.weights"], Written().Where(name => File.GetLastWriteTimeUtc(Path.Combine(Obj, name)) != before));

        Assert.Empty(Run($"model {At("b.safetensors")}"));
        Assert.Equal(["Game.B.unrolled", "Game.B.weights", "mine.txt", "outputs.txt", "weights.txt"], Written());
    }

    /// <summary>Weights are described under the name that the source has for them; their errors are said there.</summary>
    [Fact]
    public void WeightsAreFoundInTheSources()
    {
        Directory.CreateDirectory(At("sub"));
        Model("sub/a.safetensors");
        File.WriteAllText(At("A.cs"), """
            [Network(2, 3, 1, Weights = @"sub\a.safetensors")] class A;
            [Network(2, 3, 1, Weights = "sub/a.safetensors")] class B;
            [Network(2, 3, 1, Weights = "gone.safetensors")] class C;
            """);
        Assert.Empty(Run($"source {At("A.cs")}", $"source {At("gone.cs")}"));
        Assert.Equal(
            ["a.safetensors(2).unrolled", "a.safetensors.unrolled", "a.safetensors.weights", "gone.safetensors.unrolled", "outputs.txt", "weights.txt"],
            Written());
        Assert.StartsWith("unrolled 1\nweights sub/a.safetensors\nresource Unrolled.a.safetensors.weights\nlayers 2 3 1\n", Read("a.safetensors.unrolled"), StringComparison.Ordinal);
        Assert.StartsWith("unrolled 1\nweights sub\\a.safetensors\nresource Unrolled.a.safetensors.weights\nlayers 2 3 1\n", Read("a.safetensors(2).unrolled"), StringComparison.Ordinal);
        Assert.Equal("unrolled 1\nweights gone.safetensors\nerror gone.safetensors is not there: paths start at the project's folder\n", Read("gone.safetensors.unrolled"));
        Assert.Equal([At("gone.safetensors"), At("sub/a.safetensors")], Read("weights.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Names that differ in their letters' case alone are two files where that does not tell files apart.</summary>
    [Fact]
    public void EveryNameHasAFileOfItsOwn()
    {
        File.WriteAllText(At("A.cs"), """[N(Weights = "x/a.onnx"), N(Weights = "y/A.onnx")] class A;""");
        Assert.Empty(Run($"source {At("A.cs")}"));
        Assert.Equal(["A.onnx(2).unrolled", "a.onnx.unrolled", "outputs.txt", "weights.txt"], Written());
    }

    [Fact]
    public void UNR201_AFileThatIsNotThereOrCannotBeRead()
    {
        Directory.CreateDirectory(At("folder.onnx"));
        Assert.Equal(
            [
                $"{At("gone.onnx")} : error UNR201: gone.onnx is not there: paths start at the project's folder",
                $"{At("folder.onnx")} : error UNR201: folder.onnx cannot be read: {At("folder.onnx")} is a folder, not a file.",
            ],
            Run($"model {At("gone.onnx")}", $"model {At("folder.onnx")}"));
        Model("held.safetensors");
        using FileStream held = new(At("held.safetensors"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.StartsWith($"{At("held.safetensors")} : error UNR201: held.safetensors cannot be read: ", Assert.Single(Run($"model {At("held.safetensors")}")), StringComparison.Ordinal);
    }

    /// <summary>The others are written all the same: an editor goes on with them.</summary>
    [Fact]
    public void UNR202_WhatIsNoNetwork()
    {
        Model("sound.safetensors");
        File.WriteAllText(At("text.safetensors"), "Dear diary");
        byte[] whole = File.ReadAllBytes(At("sound.safetensors"));
        File.WriteAllBytes(At("half.safetensors"), whole[..^1]);
        Model("silent.safetensors", metadata: "");
        List<string> complaints = Run(
            $"model {At("text.safetensors")}", $"model {At("half.safetensors")}", $"model {At("silent.safetensors")}", $"model {At("sound.safetensors")}",
            $"model {At("sound.safetensors")}", "class Second", "output logits");
        Assert.Equal(4, complaints.Count);
        Assert.Equal($"{At("text.safetensors")} : error UNR202: text.safetensors: found text, 'Dear diary', needed the safetensors file itself.", complaints[0]);
        Assert.Contains("half.safetensors : error UNR202: half.safetensors: tensor 'layers.1.bias': found the end of the file after 3 bytes of it", complaints[1], StringComparison.Ordinal);
        Assert.Contains("UNR202: silent.safetensors says nothing of activations: write [Network(2, 3, 1, Weights = \"silent.safetensors\")]", complaints[2], StringComparison.Ordinal);
        Assert.Contains("UNR202: sound.safetensors: found tensors without a graph, needed an ONNX file, to compute 'logits'.", complaints[3], StringComparison.Ordinal);
        Assert.Equal(["Game.Sound.unrolled", "Game.Sound.weights", "outputs.txt", "weights.txt"], Written());
    }

    [Fact]
    public void UNR203_MetadataThatMakesNoSense()
    {
        Model("a.safetensors");
        List<string> complaints = Run($"model {At("a.safetensors")}", "class Game.class", $"model {At("a.safetensors")}", "class A", "accessibility private");
        Assert.Equal(2, complaints.Count);
        Assert.Contains("a.safetensors : error UNR203: Class 'Game.class' is no name for a class", complaints[0], StringComparison.Ordinal);
        Assert.Contains("a.safetensors : error UNR203: Accessibility is 'private': write public or internal", complaints[1], StringComparison.Ordinal);
    }

    /// <summary>Names that differ in their letters' case alone are one where that does not tell files apart.</summary>
    [Fact]
    public void UNR204_TwoModelsOfOneClass()
    {
        Model("a.safetensors");
        Model("b.safetensors");
        Assert.Equal(
            [$"{At("b.safetensors")} : error UNR204: Class 'Game.a' is that of a.safetensors too: give one of them another name, as in Class=\"Game.a2\""],
            Run($"model {At("a.safetensors")}", $"model {At("b.safetensors")}", "class Game.a"));
    }

    /// <summary>A file where the folder should be: to root nothing is read-only.</summary>
    [Fact]
    public void UNR205_AFolderThatCannotBeWrittenTo()
    {
        Model("a.safetensors");
        File.WriteAllText(At("taken"), "");
        string complaint = Assert.Single(Run($"folder {At("taken")}", $"model {At("a.safetensors")}"));
        Assert.StartsWith($"{At("taken")} : error UNR205: ", complaint, StringComparison.Ordinal);
        Assert.Contains("Make the folder writable", complaint, StringComparison.Ordinal);

        Assert.Contains("error UNR205: ", Assert.Single(Run("model a.onnx", "nonsense")), StringComparison.Ordinal);
    }

    /// <summary>Runs the program on lines of a request, behind those that every one has.</summary>
    private List<string> Run(params string[] lines)
    {
        string request = At("request.txt");
        File.WriteAllLines(request, [$"project {_folder}", $"folder {Obj}/", "namespace Game", .. lines]);
        return Program.Run(request).ConvertAll(complaint => complaint.ToString());
    }

    private string[] Written() => [.. Directory.GetFiles(Obj).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private string At(string file) => Path.Combine(_folder, file);

    private string Read(string file) => File.ReadAllText(Path.Combine(Obj, file));

    /// <summary>A 2-3-1 network whose parameters count from the first.</summary>
    private void Model(string file, int first = 0, string metadata = "ReLU, Sigmoid") => TestModel.Write(At(file), first, metadata);
}
