namespace Unrolled.Build;

/// <summary>Reads the models of a request and writes what the compiler needs of them.</summary>
internal sealed class ModelCompiler(Request request)
{
    /// <summary>The list of what has been written, a path in each line.</summary>
    public const string OutputsName = "outputs.txt";

    /// <summary>The list of the files that weights are read from, there or not: those of the models are known to the project.</summary>
    public const string WeightsName = "weights.txt";

    private readonly List<Complaint> _complaints = [];

    // Roslyn takes names of files that differ in case alone for the same.
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Does it all. What is sound is written even where something else is not.</summary>
    public List<Complaint> Run()
    {
        try
        {
            OutputFolder folder = new(request.Folder);
            foreach (ModelItem item in request.Models)
            {
                Compile(item, folder);
            }

            List<string> weights = CompileWeights(folder);
            folder.DeleteOthers(ModelDescription.Extension, ModelFiles.WeightsExtension);
            string outputs = Lines(folder.Files);
            folder.Write(WeightsName, Lines(weights));
            folder.Write(OutputsName, outputs);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _complaints.Add(Complaint.Of(
                Defects.Output,
                request.Folder,
                $"{exception.Message} Make the folder writable, or set IntermediateOutputPath to another one"));
        }

        return _complaints;
    }

    private void Compile(ModelItem item, OutputFolder folder)
    {
        string name = ClassName.Of(item, request.Namespace);
        if (Defect(item, name) is var (defect, message))
        {
            _complaints.Add(Complaint.Of(defect, item.File, message));
            return;
        }

        _files.Add(name, item.File);
        Reading reading = ModelReader.Read(item);
        if (reading.Model is null)
        {
            _complaints.Add(Complaint.Of(reading.Defect!, item.File, reading.Message));
            return;
        }

        string resource = ModelFiles.WriteParameters(folder, folder.Unique(name), reading.Model);
        folder.Write(name + ModelDescription.Extension, ModelFiles.Describe(item, name, reading.Model, resource).ToString());
    }

    private (Defect Defect, string Message)? Defect(ModelItem item, string name)
    {
        if (ClassName.Defect(name) is { } defect)
        {
            return (Defects.Metadata, defect);
        }

        if (!item.IsInternal && !item.IsPublic)
        {
            return (Defects.Metadata, $"Accessibility is '{item.Accessibility}': write public or internal");
        }

        return _files.TryGetValue(name, out string? other)
            ? (
                Defects.SameClass,
                $"Class '{name}' is that of {Path.GetFileName(other)} too: give one of them another name, as in Class=\"{name}2\"")
            : null;
    }

    /// <summary>Writes a description for each name of weights, and the parameters of each file once.</summary>
    /// <returns>The files.</returns>
    private List<string> CompileWeights(OutputFolder folder)
    {
        Dictionary<string, IEnumerable<KeyValuePair<string, string>>> known = new(StringComparer.Ordinal);
        foreach (string name in NamesOfWeights())
        {
            string file = Path.GetFullPath(Path.Combine(request.Project, name.Replace('\\', '/')));
            string output = folder.Unique(Path.GetFileName(file));
            if (!known.TryGetValue(file, out IEnumerable<KeyValuePair<string, string>>? lines))
            {
                Reading reading = ModelReader.Read(file, name, output: null, needsActivations: false);
                lines = reading.Model is { } model
                    ? ModelFiles.Lines(model, ModelFiles.WriteParameters(folder, output, model))
                    : [new(ModelDescription.Error, reading.Message)];
                known.Add(file, lines);
            }

            ModelDescription description = new([new(ModelDescription.Weights, name), .. lines]);
            folder.Write(output + ModelDescription.Extension, description.ToString());
        }

        return [.. known.Keys];
    }

    private SortedSet<string> NamesOfWeights()
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (string source in request.Sources)
        {
            // One that is gone is the compiler's to complain of.
            if (File.Exists(source))
            {
                names.UnionWith(WeightsScanner.Find(File.ReadAllText(source)));
            }
        }

        return names;
    }

    private static string Lines(List<string> paths) => string.Concat(paths.ConvertAll(path => $"{path}\n"));
}
