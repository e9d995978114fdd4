namespace Unrolled;

/// <summary>
/// Makes the compiler write a feed-forward neural network of exactly this topology into the annotated partial class.
/// </summary>
/// <example>
/// <code>
/// [Network(784, 30, 10)]
/// public sealed partial class DigitNetwork;
/// </code>
/// </example>
/// <param name="layers">The number of units of each layer, from the inputs to the outputs: at least two numbers, each at least 1.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute(params int[] layers) : Attribute
{
    /// <summary>The number of units of each layer, from the inputs to the outputs.</summary>
    public int[] Layers { get; } = layers;

    /// <summary>The activation of every hidden layer. The default is <see cref="Activation.Sigmoid"/>.</summary>
    public Activation Hidden { get; set; } = Activation.Sigmoid;

    /// <summary>The activation of the output layer. The default is <see cref="Activation.Sigmoid"/>.</summary>
    public Activation Output { get; set; } = Activation.Sigmoid;

    /// <summary>
    /// One activation per layer after the inputs, the output layer's last; takes the place of <see cref="Hidden"/> and <see cref="Output"/>.
    /// </summary>
    public Activation[]? Activations { get; set; }

    /// <summary>The cost that <c>Gradient</c> and <c>Train</c> differentiate. The default is <see cref="Loss.MeanSquaredError"/>.</summary>
    public Loss Loss { get; set; } = Loss.MeanSquaredError;

    /// <summary>
    /// Whether inputs are mostly 0, as pixels on a dark ground or the squares of a board are. The first layer then looks for the inputs
    /// that are not and skips the others' weights, forwards and in training. Pays from about half of zeros on; the results are the same
    /// but for rounding. The default is false.
    /// </summary>
    public bool SparseInput { get; set; }

    /// <summary>
    /// The probability with which training leaves out each unit of the hidden layers, at least 0 and below 1; the others count
    /// 1 / (1 - probability) times, so that <c>Forward</c>, <c>ForwardBatch</c>, <c>Predict</c> and <c>Gradient</c> use all units as they
    /// are. The default is 0. See Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, <i>Dropout</i> (2014).
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>One probability per hidden layer; takes the place of <see cref="Dropout"/>.</summary>
    public double[]? Dropouts { get; set; }

    /// <summary>
    /// A file with trained parameters, safetensors or ONNX, which go into the assembly: the constructor without parameters starts from them.
    /// Written as a literal, from the project's folder on. The build checks them against the topology.
    /// </summary>
    public string? Weights { get; set; }

    /// <summary>
    /// Whether an integer network is written beside this one: a class <c>Int8</c> in it, and <c>Quantize</c>, which makes one of it. The
    /// default is false.
    /// </summary>
    public bool Quantized { get; set; }

    /// <summary>How far to unroll. The default is <see cref="Unroll.Auto"/>.</summary>
    public Unroll Unroll { get; set; } = Unroll.Auto;
}
