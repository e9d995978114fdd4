using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Unrolled.Tests.Persistence;

/// <summary>The converter for Python's users, where python3 has NumPy.</summary>
public sealed class PythonTests : IDisposable
{
    private const string NoNumPy = "There is no python3 with NumPy here.";

    private static readonly Lazy<bool> HasNumPy = new(() => Python("-c", "import numpy").ExitCode == 0);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_goes_to_NumPy_s_format_and_back_with_the_same_bits()
    {
        Assert.SkipUnless(HasNumPy.Value && Repository.Folder is not null, NoNumPy);
        Funnel network = new(1);
        network.Save(At("a.safetensors"));
        Convert("a.safetensors", "a.npz");
        Convert("a.npz", "b.safetensors");
        Funnel copy = new(2);
        copy.Load(At("b.safetensors"));
        Assert.Equal(network.Parameters(), copy.Parameters());
        Safetensors.Read(File.ReadAllBytes(At("b.safetensors")));
        Assert.Equal(["a.npz", "a.safetensors", "b.safetensors"], _folder.Names);
    }

    [Fact]
    public void It_shows_what_is_in_a_file()
    {
        Assert.SkipUnless(HasNumPy.Value && Repository.Folder is not null, NoNumPy);
        new Tiny(1).Save(At("a.safetensors"));
        string[] lines = [.. Convert("a.safetensors").Split('\n').Select(line => Regex.Replace(line, " +", " "))];
        Assert.Contains("layers.0.weight float32 [3, 2]", lines);
        Assert.Contains("unrolled.topology 2-3-1", lines);
    }

    [Theory]
    [InlineData("np.float64")]
    [InlineData("np.float16")]
    [InlineData("'>f4'")]
    public void What_it_writes_loads(string type)
    {
        Assert.SkipUnless(HasNumPy.Value && Repository.Folder is not null, NoNumPy);
        string script =
            $$"""
            import sys, numpy as np
            sys.path.insert(0, sys.argv[1])
            from convert import load, save
            n = lambda a, *shape: np.arange(a, a + np.prod(shape)).reshape(shape).astype({{type}})
            save("a.safetensors", {"0.bias": n(7, 3), "0.weight": n(1, 3, 2), "2.bias": n(13, 1), "2.weight": n(10, 1, 3)})
            tensors, _ = load("a.safetensors")
            assert (tensors["2.weight"] == [[10, 11, 12]]).all()
            """;
        Run("-c", script, Path.GetDirectoryName(Script)!);
        Tiny network = new();
        network.Load(At("a.safetensors"));
        Assert.Equal(Models.Counting(Tiny.ParameterCount), network.Parameters());
    }

    [Fact]
    public void It_refuses_a_damaged_file()
    {
        Assert.SkipUnless(HasNumPy.Value && Repository.Folder is not null, NoNumPy);
        string[] kinds =
            ["empty", "truncated", "a trailing byte", "a gap", "overlapping tensors", "a tensor twice", "an oversized header"];
        foreach (string kind in kinds)
        {
            _folder.Write("a.safetensors", MalformedFile.All.First(file => file.Kind == kind).Content);
            (int exitCode, string _, string errors) = Python(Script, At("a.safetensors"));
            Assert.Equal(1, exitCode);
            Assert.StartsWith("error: ", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [Fact]
    public void It_reads_or_refuses_any_malformed_file()
    {
        Assert.SkipUnless(HasNumPy.Value && Repository.Folder is not null, NoNumPy);
        foreach (MalformedFile file in MalformedFile.All)
        {
            _folder.Write(file.Kind + ".safetensors", file.Content);
        }

        const string script =
            """
            import os, sys
            sys.path.insert(0, sys.argv[1])
            from convert import load
            refused = 0
            for name in os.listdir("."):
                try:
                    load(name)
                except ValueError:
                    refused += 1
            print(refused)
            """;
        int refused = int.Parse(Run("-c", script, Path.GetDirectoryName(Script)!), CultureInfo.InvariantCulture);
        Assert.InRange(refused, 40, MalformedFile.All.Count() - 1);
    }

    private static string Script { get; } = Path.Combine(Repository.Folder ?? "", "samples", "Python", "convert.py");

    private string At(string name) => Path.Combine(_folder.Path, name);

    private string Convert(params string[] names) => Run([Script, .. names]);

    private string Run(params string[] arguments)
    {
        (int exitCode, string output, string errors) = Python(_folder.Path, arguments);
        Assert.True(exitCode == 0, errors);
        return output;
    }

    private static (int ExitCode, string Output, string Errors) Python(params string[] arguments) => Python(Path.GetTempPath(), arguments);

    private static (int ExitCode, string Output, string Errors) Python(string folder, string[] arguments)
    {
        ProcessStartInfo start = new("python3", arguments) { WorkingDirectory = folder };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return Tool.Run(start);
    }
}
