namespace Unrolled;

/// <summary>How a network is written to a file.</summary>
/// <example>
/// <code>
/// actor.Save("agent.safetensors", new NetworkSaveOptions { Prefix = "actor.", Beside = [NetworkPart.Of("critic.", critic)] });
/// actor.Load("agent.safetensors", new NetworkLoadOptions { Prefix = "actor." });
/// </code>
/// </example>
public sealed record NetworkSaveOptions
{
    /// <summary>What the names of the network's tensors begin with in the file, such as <c>actor.</c>. The default is nothing.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string Prefix
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Prefix));
            field = value;
        }
    } = "";

    /// <summary>Other networks that go into the same file. The default is none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<NetworkPart> Beside
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Beside));
            field = value;
        }
    } = [];

    /// <summary>
    /// How raw values become the network's inputs and what its outputs stand for, which goes into the file's metadata. The default is
    /// nothing.
    /// </summary>
    public Preprocessing? Preprocessing { get; init; }

    /// <summary>Whether parameters that are NaN or infinite are saved, instead of being refused. The default is false.</summary>
    public bool AllowNonFinite { get; init; }
}
