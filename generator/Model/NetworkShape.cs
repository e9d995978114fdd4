using System.Globalization;

namespace Unrolled.Generator.Model;

internal enum UnrollKind
{
    Auto,
    Full,
}

/// <summary>What a network computes, whatever it is called: networks of one shape share all code but their public surface.</summary>
/// <param name="Layers">Units from the inputs to the outputs.</param>
/// <param name="Activations">One for each layer after the inputs.</param>
/// <param name="Loss">The cost.</param>
/// <param name="Unroll">How far loops are unrolled.</param>
/// <param name="SparseInput">Whether most inputs are 0.</param>
/// <param name="Dropouts">The probability for each hidden layer, or none.</param>
/// <param name="Alphas">The number in each activation's formula; none where all are the usual ones.</param>
/// <param name="InputStage">What is done to the inputs; null for nothing.</param>
/// <param name="OutputStage">What is done to the outputs; null for nothing.</param>
internal sealed record NetworkShape(
    EquatableArray<int> Layers,
    EquatableArray<Activation> Activations,
    Loss Loss,
    UnrollKind Unroll,
    bool SparseInput,
    EquatableArray<double> Dropouts,
    EquatableArray<float> Alphas = default,
    StageShape? InputStage = null,
    StageShape? OutputStage = null)
{
    private const int LongestName = 100;

    public ElementType Element => ElementType.Float32;

    public int InputSize => Layers[0];

    public int OutputSize => Layers[Layers.Count - 1];

    /// <summary>
    /// The class of the passes in the generated code, as in <c>Network784x30x10_Sigmoid_MeanSquaredError</c>. What does not fit is told
    /// apart by a hash.
    /// </summary>
    public string Name
    {
        get
        {
            string activations = Activations.Distinct().Count() == 1 ? Activations[0].ToString() : string.Join("_", Activations);
            string dropouts = Dropouts.Any(d => d > 0) ? "_Dropout" + string.Join("_", Dropouts.Select(Identifier)) : "";
            string alphas = Alphas.Count > 0 ? "_Alpha" + string.Join("_", Alphas.Select(a => Identifier(a))) : "";
            string stages = InputStage is null && OutputStage is null ? "" : $"_Staged{Hash($"{InputStage} {OutputStage}"):x16}";
            string name = $"Network{string.Join("x", Layers)}_{activations}_{Loss}"
                + $"{(SparseInput ? "_Sparse" : "")}{(Unroll == UnrollKind.Full ? "_Unrolled" : "")}{dropouts}{alphas}{stages}";
            return name.Length <= LongestName ? name : $"{name.Substring(0, LongestName - 17)}_{Hash(name):x16}";
        }
    }

    /// <summary>Weights and biases; a long, because the parser asks before it knows that they fit, and counts no further than 2^61.</summary>
    public static long CountParameters(IReadOnlyList<int> layers) =>
        DenseLayer.Of([.. layers]).Aggregate(0L, (sum, layer) => sum > 1L << 61 ? sum : sum + layer.Parameters);

    /// <summary>0.5 as 0p5, and each number differently.</summary>
    private static string Identifier(double number) => Identifier(number.ToString("R", CultureInfo.InvariantCulture));

    private static string Identifier(float number) => Identifier(ModelDescription.Text([number]));

    private static string Identifier(string number) => number.Replace('.', 'p').Replace('-', 'm').Replace('+', 'p');

    /// <summary>FNV-1a: the same on every machine, unlike the hash codes of strings.</summary>
    private static ulong Hash(string text) => text.Aggregate(14695981039346656037, (hash, c) => unchecked((hash ^ c) * 1099511628211));
}
