namespace Unrolled.Build;

/// <summary>What is to be done: the file that packaging/Unrolled.targets writes, a word and its value in each line.</summary>
/// <param name="Project">The project's folder, which the names of weights start from.</param>
/// <param name="Namespace">The namespace of classes that name none.</param>
/// <param name="Folder">Where to write to.</param>
/// <param name="Models">The models that become classes.</param>
/// <param name="Sources">The sources that may name weights.</param>
internal sealed record Request(
    string Project, string Namespace, string Folder, IReadOnlyList<ModelItem> Models, IReadOnlyList<string> Sources)
{
    /// <exception cref="FormatException">A line is none of a request.</exception>
    public static Request Parse(string text)
    {
        string project = "";
        string @namespace = "";
        string folder = "";
        List<ModelItem> models = [];
        List<string> sources = [];
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            string word = space < 0 ? line : line[..space];
            string value = space < 0 ? "" : line[(space + 1)..].Trim();
            switch (word)
            {
                case "project":
                    project = value;
                    break;
                case "namespace":
                    @namespace = value;
                    break;
                case "folder":
                    folder = value;
                    break;
                case "model":
                    models.Add(new ModelItem(value));
                    break;
                case "class" when models.Count > 0:
                    models[^1] = models[^1] with { Class = value };
                    break;
                case "output" when models.Count > 0:
                    models[^1] = models[^1] with { Output = value };
                    break;
                case "accessibility" when models.Count > 0:
                    models[^1] = models[^1] with { Accessibility = value };
                    break;
                case "source":
                    sources.Add(value);
                    break;
                default:
                    throw new FormatException(
                        $"found '{line}', which is no line of a request: remove line breaks from the metadata of the models.");
            }
        }

        return new Request(project, @namespace, folder, models, sources);
    }
}

/// <summary>An item <c>UnrolledModel</c>. What the project does not say is empty.</summary>
/// <param name="File">The file.</param>
/// <param name="Class">The class, with or without its namespace.</param>
/// <param name="Output">The tensor to compute.</param>
/// <param name="Accessibility">Of the class.</param>
internal sealed record ModelItem(string File, string Class = "", string Output = "", string Accessibility = "")
{
    public const string Public = "public";
    public const string Internal = "internal";

    public bool IsPublic => Accessibility.Length == 0 || Accessibility.Equals(Public, StringComparison.OrdinalIgnoreCase);

    public bool IsInternal => Accessibility.Equals(Internal, StringComparison.OrdinalIgnoreCase);
}
