using System.Text;

namespace Unrolled.Build;

/// <summary>
/// The folder in <c>obj/</c>: files are written whole or not at all, keep their times where nothing has changed, and go when nobody asks for
/// them any more.
/// </summary>
internal sealed class OutputFolder
{
    private const string Temporary = ".tmp";

    private readonly string _path;
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="IOException">There is no such folder and no room for it.</exception>
    /// <exception cref="UnauthorizedAccessException">Nobody may write there.</exception>
    public OutputFolder(string path)
    {
        _path = path;
        Directory.CreateDirectory(path);
    }

    /// <summary>The paths of what has been written, in that order.</summary>
    public List<string> Files { get; } = [];

    /// <summary>A name that no other file has, whatever the case of its letters: the second <c>Policy</c> is <c>policy(2)</c>.</summary>
    public string Unique(string name)
    {
        string unique = name;
        for (int i = 2; !_written.Add(unique); i++)
        {
            unique = $"{name}({Wording.Number(i)})";
        }

        return unique;
    }

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <exception cref="IOException">It cannot be written; the old file stays.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the old file stays.</exception>
    public void Write(string name, byte[] content)
    {
        string file = Path.Combine(_path, name);
        Files.Add(file);
        if (File.Exists(file) && content.AsSpan().SequenceEqual(File.ReadAllBytes(file)))
        {
            return;
        }

        // Another build of the same project may be at it.
        string temporary = $"{file}.{Wording.Number(Environment.ProcessId)}{Temporary}";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Deletes what earlier runs wrote and this one did not.</summary>
    /// <param name="endings">The endings of what the program writes.</param>
    public void DeleteOthers(params ReadOnlySpan<string> endings)
    {
        foreach (string file in Directory.GetFiles(_path))
        {
            if (endings.Contains(Path.GetExtension(file)) && !Files.Contains(file))
            {
                File.Delete(file);
            }
        }
    }
}
