extern alias Generator;
using System.Text;
using Generator::Unrolled.Generator.Emission;
using Generator::Unrolled.Generator.Model;
using Generator::Unrolled.Generator.Parsing;
using Generator::Unrolled.Generator.Planning;
using Unrolled.Build;

namespace Unrolled.Tool;

/// <summary>What is to be compiled, and whereto.</summary>
/// <param name="Item">The model and its class.</param>
/// <param name="Folder">For the sources and the weights.</param>
internal sealed record CompileSettings(ModelItem Item, string Folder);

/// <summary>Writes a model as C# source, as the generator would.</summary>
internal static class Compilation
{
    /// <summary>Reads a model and writes its files, each whole or not at all, and says what to do with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(CompileSettings settings, TextWriter output, TextWriter errors)
    {
        ModelItem item = settings.Item;
        string name = ClassName.Of(item, "");
        if (ClassName.Defect(name) is { } defect)
        {
            errors.WriteLine($"error: {defect}");
            return ExitCode.UsageError;
        }

        Reading reading = ModelReader.Read(item);
        if (reading.Model is not { } model)
        {
            errors.WriteLine($"error: {reading.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }

        string resource = ModelFiles.Resource(name);
        string text = ModelFiles.Describe(item, name, model, resource).ToString();
        var description = Generator::Unrolled.Generator.Model.ModelDescription.Parse(text);
        if (description is null || ModelParser.Shape(description) is not { } shape)
        {
            errors.WriteLine(
                $"error: {Path.GetFileName(item.File)}: {Report.Text(model)} is no network that [Network] takes: "
                + "see UNR005, UNR006 and UNR018");
            return ExitCode.Failed;
        }

        string weights = name + ModelFiles.WeightsExtension;
        List<GeneratedFile> sources = Sources(ModelParser.Type(description, name, ModelParser.ParametersOf(description, resource)), shape);
        Directory.CreateDirectory(settings.Folder);
        foreach (GeneratedFile source in sources)
        {
            WriteFile(Path.Combine(settings.Folder, source.HintName), Encoding.UTF8.GetBytes(source.Text));
        }

        WriteFile(Path.Combine(settings.Folder, weights), ModelFiles.Bytes(model));
        output.WriteLine($"{name}: {Report.Text(model)}");
        output.WriteLine(
            $"{Wording.Count(sources.Count, "source file")} and {weights} are in {settings.Folder}. "
            + "Add to the project, which needs the package Unrolled:");
        string path = Path.Combine(settings.Folder, weights).Replace('\\', '/');
        output.WriteLine($"<EmbeddedResource Include=\"{path}\" LogicalName=\"{resource}\" />");
        return 0;
    }

    private static List<GeneratedFile> Sources(TypeSpec type, NetworkShape shape)
    {
        NetworkPlan plan = NetworkPlanner.Plan(shape);
        GeneratedFile[] files =
        [
            NetworkEmitter.Emit(type, plan),
            PassFile.Emit(plan),
            .. plan.Kernels.Distinct().Select(kernel => KernelFile.Emit(KernelPlanner.Plan(kernel))),
        ];

        // What networks share is written once by a generator. Nobody does so here: each has its own, and the generator's do not meet it.
        string space = $"{SharedFile.Namespace}.{type.HintName.Replace('.', '_')}";
        return [.. files.Select(file => new GeneratedFile(
            file.HintName.Replace(SharedFile.Namespace, type.HintName, StringComparison.Ordinal),
            file.Text.Replace(SharedFile.Namespace, space, StringComparison.Ordinal)))];
    }

    private static void WriteFile(string path, byte[] content)
    {
        using AtomicFile file = new(path);
        file.Stream.Write(content);
        file.Commit();
    }
}
