namespace Unrolled;

/// <summary>How a network is written to an ONNX file.</summary>
/// <example>
/// <code>
/// network.SaveOnnx("policy.onnx", new OnnxSaveOptions { InputName = "obs", OutputName = "action" });
/// </code>
/// </example>
public sealed record OnnxSaveOptions
{
    /// <summary>The version of ONNX's operators, from 13 to 23. The default is 17.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not one of these.</exception>
    public int Opset
    {
        get;
        init
        {
            Require.That(value is >= 13 and <= 23, value, "from 13 to 23", nameof(Opset));
            field = value;
        }
    } = 17;

    /// <summary>What the input is called. The default is <c>input</c>.</summary>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public string InputName
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value, nameof(InputName));
            field = value;
        }
    } = "input";

    /// <summary>What the output is called. The default is <c>output</c>.</summary>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public string OutputName
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value, nameof(OutputName));
            field = value;
        }
    } = "output";

    /// <summary>The program that is named as the file's producer. The default is <c>Unrolled</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string Producer
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Producer));
            field = value;
        }
    } = "Unrolled";

    /// <summary>That program's version. The default is none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string ProducerVersion
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(ProducerVersion));
            field = value;
        }
    } = "";

    /// <summary>A description of the model. The default is none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string Documentation
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Documentation));
            field = value;
        }
    } = "";

    /// <summary>Keys and values that the file holds besides; written in the order of the keys. The default is none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Metadata));
            field = value;
        }
    } = new Dictionary<string, string>();

    /// <summary>
    /// Whether parameters that are NaN or infinite are saved, instead of being refused. The default is false; such a file does not load
    /// again.
    /// </summary>
    public bool AllowNonFinite { get; init; }
}
