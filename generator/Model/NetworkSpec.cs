namespace Unrolled.Generator.Model;

internal enum UnrollKind
{
    Auto,
    Full,
}

/// <summary>
/// What the user asked for: the result of the parse step. Equatable and free of Roslyn types. Activations has an element for each layer
/// after the inputs, Dropouts one for each hidden layer.
/// </summary>
internal sealed record NetworkSpec(
    TypeSpec Type,
    EquatableArray<int> Layers,
    EquatableArray<ActivationKind> Activations,
    LossKind Loss,
    UnrollKind Unroll,
    bool SparseInput,
    EquatableArray<double> Dropouts)
{
    public int InputSize => Layers[0];

    public int OutputSize => Layers[Layers.Count - 1];

    /// <summary>Weights and biases; a long, because the parser asks before it knows that they fit, and counts no further than 2^61.</summary>
    public static long CountParameters(IReadOnlyList<int> layers) =>
        Enumerable.Range(1, layers.Count - 1).Aggregate(0L, (sum, l) => sum > 1L << 61 ? sum : sum + (((long)layers[l - 1] + 1) * layers[l]));
}

/// <summary>Where the generated part goes.</summary>
/// <param name="Namespace">The namespace, or empty for the global one.</param>
/// <param name="Declarations">The declarations to reopen, from the outermost containing type to the network itself, as in <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">The class's name, escaped where it is a keyword.</param>
/// <param name="SelfReference">The class with its own type parameters, as code inside it would name it.</param>
/// <param name="HintName">The generated files' name without its ending; unique in the compilation.</param>
/// <param name="AliasSuffix">What makes the short names in the generated files differ from the user's; empty in all but rare cases.</param>
/// <param name="Documentation">What the user's own documentation of the class says already.</param>
/// <param name="ClsMark">What must be marked as not compliant with the common language specification.</param>
internal sealed record TypeSpec(
    string Namespace,
    EquatableArray<string> Declarations,
    string Name,
    string SelfReference,
    string HintName,
    string AliasSuffix = "",
    DocumentedParts Documentation = DocumentedParts.None,
    ClsMark ClsMark = ClsMark.None);

/// <summary>Parts of a documentation comment. A class has one of each, however many parts it is written in.</summary>
[Flags]
internal enum DocumentedParts
{
    None = 0,
    Summary = 1,
    Remarks = 2,
}

/// <summary>What is marked with <c>[CLSCompliant(false)]</c>.</summary>
internal enum ClsMark
{
    /// <summary>Nothing: nobody asks for compliance, or the user has ruled it out.</summary>
    None,

    /// <summary>The class.</summary>
    Class,

    /// <summary>Some members, because the class itself is marked by the user, or cannot be.</summary>
    Members,
}
