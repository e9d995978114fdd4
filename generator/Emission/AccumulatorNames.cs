using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>The names that code of accumulator networks refers to.</summary>
internal static class AccumulatorNames
{
    public const string Parameters = $"{Names.Internal}.AccumulatorParameters";
    public const string Stack = $"{Names.Internal}.AccumulatorStack";
    public const string Check = $"{Names.Internal}.AccumulatorCheck";
    public const string Features = "global::System.ReadOnlySpan<int>";

    private static readonly string[] s_perspectives = ["First", "Second"];

    /// <summary>The class with the kernels.</summary>
    public static string Kernels(AccumulatorPlan plan) => $"global::{SharedFile.Namespace}.{plan.Shape.Name}";

    /// <summary>The type of a feature's numbers: one for each perspective.</summary>
    public static string Feature(AccumulatorPlan plan) => plan.Shape.Perspectives == 1 ? "int" : "global::Unrolled.AccumulatorFeature";

    /// <summary>A feature's number for each perspective.</summary>
    public static string[] Numbers(AccumulatorPlan plan, string feature) =>
        plan.Shape.Perspectives == 1 ? [feature] : [.. s_perspectives.Select(p => $"{feature}.{p}")];

    /// <summary>The same as parameters of a kernel: a struct of two numbers would go through memory.</summary>
    public static string[] Arguments(AccumulatorPlan plan, string feature) =>
        plan.Shape.Perspectives == 1 ? [feature] : [.. s_perspectives.Select(p => $"{feature}{p}")];

    /// <summary>A feature's number for each perspective in the move that waits.</summary>
    public static string[] Waiting(ChangedFeature feature) =>
        [.. s_perspectives.Select(p => $"stack.{(feature.IsOn ? "Added" : "Removed")}{p}")];

    /// <summary>The parameters of <c>Refresh</c>: the features of each perspective.</summary>
    public static string[] Lists(AccumulatorPlan plan) => plan.Shape.Perspectives == 1 ? ["features"] : ["first", "second"];

    /// <summary>The parameters of an evaluation after the accumulator, and each with its type.</summary>
    public static IEnumerable<(string Declaration, string Name)> Choices(AccumulatorPlan plan)
    {
        if (plan.Shape.Perspectives == 2)
        {
            yield return ("int sideToMove", "sideToMove");
        }

        if (plan.Shape.OutputBuckets > 1)
        {
            yield return ("int bucket", "bucket");
        }
    }
}
