namespace LectureNotes;

/// <summary>What a lesson needs of the world.</summary>
internal sealed class Classroom(Settings settings, Screen screen, CancellationToken cancellationToken)
{
    public CancellationToken CancellationToken => cancellationToken;

    public string PictureFolder => settings.PictureFolder;

    /// <summary>The folder with a kind of data, or null where there is none.</summary>
    public string? Data(string name) =>
        settings.DataFolder is { } root && Path.Combine(root, name) is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>Says something that the user must know in any case.</summary>
    public void Say(string text) => screen.Line(text);

    /// <summary>Writes a line of a trace.</summary>
    public void Note(FormattableString text)
    {
        if (!settings.IsBrief)
        {
            screen.Line(text);
        }
    }

    /// <summary>Writes a table of details.</summary>
    public void Note(string[] columns, IEnumerable<IReadOnlyList<object>> rows)
    {
        if (!settings.IsBrief)
        {
            screen.Table(columns, rows);
        }
    }
}
