namespace Unrolled;

/// <summary>A node that cannot be compiled: an <see cref="InvalidFileException"/> when it is known what else the graph offers.</summary>
internal sealed class GraphRefusal(OnnxNode? node, string found, string needed) : Exception($"found {found}, needed {needed}.")
{
    /// <summary>The node; null where it is none in particular.</summary>
    public OnnxNode? Node { get; } = node;

    public string Found { get; } = found;

    public string Needed { get; } = needed;

    /// <summary>Where and what, for a list of several.</summary>
    public string Text => Node is null ? Message : $"{Node.Description}: {Message}";

    public InvalidFileException At(string file, string advice) =>
        InvalidFileException.InGraph(file, Node?.Description, Found, Needed, advice);
}
