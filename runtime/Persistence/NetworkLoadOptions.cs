namespace Unrolled;

/// <summary>How to find a network's parameters in a file that holds other tensors too, or calls them by other names.</summary>
/// <remarks>
/// Names are compared letter by letter. A pattern may contain <c>*</c>, any characters or none, and <c>?</c>, a single one.
/// </remarks>
/// <example>
/// <code>
/// actor.Load("agent.safetensors", new NetworkLoadOptions { Prefix = "actor." });
/// network.Load("foreign.safetensors", new NetworkLoadOptions
/// {
///     NameMap = new Dictionary&lt;string, string&gt; { ["layers.0"] = "encoder", ["layers.1.weight"] = "W2", ["layers.1.bias"] = "b2" },
///     Ignore = ["decoder.*"],
/// });
/// </code>
/// </example>
public sealed record NetworkLoadOptions
{
    /// <summary>
    /// What the names of the network's tensors begin with in the file, such as <c>actor.</c>; tensors whose names do not are passed over.
    /// The default is nothing: all tensors are the network's.
    /// </summary>
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

    /// <summary>
    /// What the network's tensors are called in the file, behind <see cref="Prefix"/>. A key is a tensor of the network,
    /// <c>layers.0.weight</c> or <c>layers.0.bias</c>, or a layer, <c>layers.0</c>, whose tensors are then the value with <c>.weight</c>
    /// and <c>.bias</c>. Layers that no key names are found in the usual way.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyDictionary<string, string> NameMap
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(NameMap));
            field = value;
        }
    } = new Dictionary<string, string>();

    /// <summary>
    /// Patterns of tensors to pass over, by their whole names in the file. Without one, a tensor that the network has no use for is an
    /// error. What <see cref="NameMap"/> names is not passed over.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<string> Ignore
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Ignore));
            field = value;
        }
    } = [];

    /// <summary>Whether a layer without a bias in the file gets biases of 0, instead of being an error. The default is false.</summary>
    public bool MissingBiasIsZero { get; init; }

    /// <summary>Whether parameters may be NaN or infinite, instead of being an error. The default is false.</summary>
    public bool AllowNonFinite { get; init; }
}
