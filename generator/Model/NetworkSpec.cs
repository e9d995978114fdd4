namespace Unrolled.Generator.Model;

/// <summary>What the user asked for: the result of the parse step. Equatable and free of Roslyn types.</summary>
/// <param name="Type">Where the generated part goes.</param>
/// <param name="Shape">What is computed.</param>
internal sealed record NetworkSpec(TypeSpec Type, NetworkShape Shape);

/// <summary>Where the generated part goes.</summary>
/// <param name="Namespace">The namespace, or empty for the global one.</param>
/// <param name="Declarations">The declarations to reopen, from the outermost containing type to the network itself, as in <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Name">The class's name, escaped where it is a keyword.</param>
/// <param name="SelfReference">The class with its own type parameters, as code inside it would name it.</param>
/// <param name="HintName">The generated file's name without its ending; unique in the compilation.</param>
/// <param name="Documentation">What the user's own documentation of the class says already.</param>
/// <param name="ClsMark">What must be marked as not compliant with the common language specification.</param>
/// <param name="Parameters">The parameters that it starts from; null for random ones.</param>
/// <param name="IsQuantized">Whether an integer network is written into it.</param>
internal sealed record TypeSpec(
    string Namespace,
    EquatableArray<string> Declarations,
    string Name,
    string SelfReference,
    string HintName,
    DocumentedParts Documentation = DocumentedParts.None,
    ClsMark ClsMark = ClsMark.None,
    BakedParameters? Parameters = null,
    bool IsQuantized = false);

/// <summary>Parameters in the assembly.</summary>
/// <param name="Resource">The name of the resource.</param>
/// <param name="File">The file that they come from, for documentation.</param>
/// <param name="Remarks">What that file says of itself, line by line.</param>
/// <param name="IsModel">Whether the whole network comes from there, so that no attribute of the user's says what it is.</param>
internal sealed record BakedParameters(string Resource, string File, EquatableArray<string> Remarks, bool IsModel = false);

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
