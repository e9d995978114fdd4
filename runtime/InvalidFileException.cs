namespace Unrolled;

/// <summary>Thrown when a file is damaged, or sound but not the one that is needed: of a network, a checkpoint or samples.</summary>
/// <remarks>
/// It says where, what was found and what is needed. Whatever was to be loaded is as it was before. Where a file cannot be read at all, it
/// is another <see cref="IOException"/>.
/// </remarks>
public sealed class InvalidFileException : IOException
{
    internal InvalidFileException(string file, string? tensor, string found, string needed, Exception? inner = null)
        : this(file, tensor is null ? "" : $"tensor {Printable.Quote(tensor)}: ", found, needed, inner, tensor, null)
    {
    }

    internal InvalidFileException(string file, long position, string found, string needed, Exception? inner = null)
        : this(file, $"byte {Wording.Number(position)} of the IDX data: ", found, needed, inner, null, position)
    {
    }

    /// <summary>A file of rows without a format of its own.</summary>
    /// <param name="file">The file.</param>
    /// <param name="position">The byte from which it is wrong.</param>
    /// <param name="found">What it has there.</param>
    /// <param name="needed">What it should have.</param>
    internal static InvalidFileException AtByte(string file, long position, string found, string needed) =>
        new(file, $"byte {Wording.Number(position)}: ", found, needed, null, null, position);

    /// <summary>A graph that is sound, and not one that can be compiled or loaded.</summary>
    /// <param name="file">The file.</param>
    /// <param name="node">The node in a message; null where it is none in particular.</param>
    /// <param name="found">What it has.</param>
    /// <param name="needed">What it should have.</param>
    /// <param name="advice">What would help; may be empty.</param>
    internal static InvalidFileException InGraph(string file, string? node, string found, string needed, string advice = "")
    {
        InvalidFileException defect = new(file, node is null ? "" : $"{node}: ", found, needed, null, null, null);
        return advice.Length == 0 ? defect : new InvalidFileException(defect, advice);
    }

    /// <summary>The same with what to do about it.</summary>
    internal InvalidFileException(InvalidFileException defect, string advice)
        : base($"{defect.Message} {advice}", defect)
    {
        File = defect.File;
        Tensor = defect.Tensor;
        Position = defect.Position;
        Found = defect.Found;
        Needed = defect.Needed;
    }

    private InvalidFileException(
        string file, string place, string found, string needed, Exception? inner, string? tensor, long? position)
        : base($"{file}: {place}found {found}, needed {needed}.", inner)
    {
        File = file;
        Tensor = tensor;
        Position = position;
        Found = found;
        Needed = needed;
    }

    /// <summary>The file's path, or what a stream is called.</summary>
    public string File { get; }

    /// <summary>The tensor that is wrong, missing or too many; null when it is the file as a whole, or one without tensors.</summary>
    public string? Tensor { get; }

    /// <summary>
    /// The offset from which IDX data, after unpacking, or a file of plain rows is wrong; null in files of another kind.
    /// </summary>
    public long? Position { get; }

    /// <summary>What the file has.</summary>
    public string Found { get; }

    /// <summary>What it should have.</summary>
    public string Needed { get; }

    /// <summary>Whether the file is sound, and only of another training or version.</summary>
    internal bool IsSound { get; init; }
}
