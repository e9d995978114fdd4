using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Analysis;

/// <summary>The numbers that a training option may be. The runtime checks them too, when training starts.</summary>
/// <param name="Needed">The range in words.</param>
/// <param name="Contains">Whether a number is in it.</param>
internal sealed record OptionRange(string Needed, Func<double, bool> Contains)
{
    private static readonly OptionRange s_atLeastOne = new("at least 1", x => x >= 1);
    private static readonly OptionRange s_positive = new("a finite number above 0", x => x > 0 && !double.IsInfinity(x));
    private static readonly OptionRange s_notNegative = new("a finite number, 0 or above", x => x >= 0 && !double.IsInfinity(x));
    private static readonly OptionRange s_fraction = new("a number from 0 to below 1", x => x is >= 0 and < 1);

    /// <summary>Properties and parameters of the runtime's types, as <c>Type.Name</c>. A test holds names and ranges to the runtime's.</summary>
    public static IReadOnlyDictionary<string, OptionRange> Rows { get; } = new Dictionary<string, OptionRange>(StringComparer.Ordinal)
    {
        ["TrainingOptions.Epochs"] = s_atLeastOne,
        ["TrainingOptions.BatchSize"] = s_atLeastOne,
        ["TrainingOptions.LearningRate"] = s_positive,
        ["TrainingOptions.Threads"] = s_atLeastOne,
        ["TrainingOptions.Shards"] = s_atLeastOne,
        ["TrainingOptions.EpochSamples"] = s_atLeastOne,
        ["TrainingOptions.ShuffleBuffer"] = s_atLeastOne,
        ["Regularization.L2"] = s_notNegative,
        ["Regularization.L1"] = s_notNegative,
        ["Regularization.WeightDecay"] = s_notNegative,
        ["Regularization.MaxNorm"] = s_positive,
        ["GradientClipping.Value"] = s_positive,
        ["GradientClipping.Norm"] = s_positive,
        ["EarlyStopping.Patience"] = s_atLeastOne,
        ["EarlyStopping.MinDelta"] = s_notNegative,
        ["Optimizer.momentum"] = s_fraction,
        ["Optimizer.decay"] = s_fraction,
        ["Optimizer.beta1"] = s_fraction,
        ["Optimizer.beta2"] = s_fraction,
        ["Optimizer.epsilon"] = s_positive,
        ["Optimizer.weightDecay"] = s_notNegative,
    };

    /// <summary>The range of a property or parameter; null where any number will do.</summary>
    public static OptionRange? Of(ISymbol option) => option switch
    {
        IParameterSymbol { Name: "learningRate" } => s_positive,
        _ => Rows.TryGetValue($"{option.ContainingType.Name}.{option.Name}", out OptionRange row) ? row : null,
    };
}
