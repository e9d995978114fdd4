using System.Globalization;
using Unrolled.Generator.Model;
using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>
/// The names that generated code refers to, always from the global namespace so that no type of the user's gets in between. Parameters are
/// named by literals, for nameof is a call where the user has a method of that name.
/// </summary>
internal static class Names
{
    public const string Spans = "global::System.Runtime.InteropServices.MemoryMarshal";
    public const string Intrinsics = "global::System.Runtime.Intrinsics";
    public const string Numerics = "global::Unrolled.Numerics";

    /// <summary>The library's part that no user calls.</summary>
    public const string Internal = "global::Unrolled.Internal";

    /// <summary>Which weights a thread updates.</summary>
    public const string Share = $"{Internal}.WeightShare";

    /// <summary>The parameter that says for which units a kernel of the first layer is called.</summary>
    public const string ShareOfUnits = Share + " units";

    public const string Input = "global::System.ReadOnlySpan<float>";
    public const string Output = "global::System.Span<float>";

    public static readonly string GeneratedCode =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"Unrolled.Generator\", \"{typeof(Names).Assembly.GetName().Version.ToString(3)}\")]";

    /// <summary>
    /// A kernel inlined into its caller would share that caller's registers and spill; one that is tiered would start slow and, once
    /// profiled, be inlined after all.
    /// </summary>
    public const string KernelAttribute = "[Impl(ImplOptions.NoInlining | ImplOptions.AggressiveOptimization)]";

    public const string InlinedAttribute = "[Impl(ImplOptions.AggressiveInlining)]";

    /// <summary>Compiled once, with full optimisation: the first call is as fast as the thousandth. Here in full, for the user's files have no short names.</summary>
    public const string SurfaceAttribute =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    /// <inheritdoc cref="SurfaceAttribute"/>
    public const string PassAttribute = "[Impl(ImplOptions.AggressiveOptimization)]";

    /// <summary>Marks what follows as not compliant with the common language specification, if that is wanted of it.</summary>
    public static void MarkNotCompliant(CodeWriter writer, TypeSpec type, ClsMark what)
    {
        if (type.ClsMark == what)
        {
            writer.Line("[global::System.CLSCompliant(false)]");
        }
    }

    /// <summary>The type that all networks of a shape share.</summary>
    public static string Passes(NetworkPlan plan) => $"global::{SharedFile.Namespace}.{plan.Shape.Name}";

    /// <summary>The loss of the network itself.</summary>
    public const string OwnLoss = $"{Internal}.OwnLoss";

    /// <summary>A loss of the caller's.</summary>
    public const string ChosenLoss = $"{Internal}.LossOf<TLoss>";

    /// <summary>A call of the library's for a whole batch, with the passes of the network.</summary>
    public static string Batch(NetworkPlan plan, string method, string arguments, string? loss = null) =>
        $"{Internal}.Batches.{method}<{Passes(plan)}{(loss is null ? "" : $", {loss}")}>(Parameters, {arguments})";

    /// <summary>As code, which units a call leaves out.</summary>
    public static string Dropout(string state, string firstSample) => $"new {Internal}.DropoutMask({state}, {firstSample})";

    /// <summary>The struct with the vector expressions of a layer's activation.</summary>
    public static string Function(LayerPlan layer) =>
        $"{Numerics}.{layer.Activation.Activation}Function{(layer.Alpha is null ? "" : $"<{Alpha(layer)}>")}";

    /// <summary>The type whose value is the number in the formula of a layer's activation.</summary>
    public static string Alpha(LayerPlan layer) => $"Alpha{layer.Index}";

    /// <summary>A float as code.</summary>
    public static string Number(float value) =>
        float.IsPositiveInfinity(value) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(value) ? "float.NegativeInfinity"
        : $"{ModelDescription.Text([value])}f";

    /// <summary>A text as code.</summary>
    public static string Literal(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";

    /// <summary>A text within documentation.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A double as code.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A variable some floats on.</summary>
    public static string At(string name, string offset) => offset == "0" ? name : $"Refs.Add(ref {name}, {offset})";

    /// <inheritdoc cref="At(string, string)"/>
    public static string At(string name, int offset) => At(name, offset.ToString(CultureInfo.InvariantCulture));

    /// <summary>The two arguments by which the operations of vectors take such a place.</summary>
    public static string Place(string name, string offset) => $"ref {name}, {offset}";

    /// <inheritdoc cref="Place(string, string)"/>
    public static string Place(string name, int offset) => Place(name, offset.ToString(CultureInfo.InvariantCulture));

    /// <summary>A product with the number of samples.</summary>
    public static string PerSample(int floats) => floats == 1 ? "count" : $"count * {floats}";
}
