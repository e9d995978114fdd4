namespace Unrolled;

/// <summary>Thrown when a network file is damaged, or is not one that fits the network.</summary>
/// <remarks>It says which tensor, what was found and what is needed. Whatever was to be loaded is as it was before.</remarks>
public sealed class NetworkFileException : IOException
{
    internal NetworkFileException(string file, string? tensor, string found, string needed, Exception? inner = null)
        : base($"{file}: {(tensor is null ? "" : $"tensor {Printable.Quote(tensor)}: ")}found {found}, needed {needed}.", inner)
    {
        File = file;
        Tensor = tensor;
        Found = found;
        Needed = needed;
    }

    /// <summary>The file's path, or what a stream is called.</summary>
    public string File { get; }

    /// <summary>The tensor that is wrong, missing or too many; null when it is the file as a whole.</summary>
    public string? Tensor { get; }

    /// <summary>What the file has.</summary>
    public string Found { get; }

    /// <summary>What it should have.</summary>
    public string Needed { get; }

    /// <summary>Whether the file is sound, and only of another training or version.</summary>
    internal bool IsSound { get; init; }
}
