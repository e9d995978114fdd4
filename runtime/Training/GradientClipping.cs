namespace Unrolled;

/// <summary>Bounds the mean gradient of a mini-batch before the step. Both defaults are off; values are clipped first.</summary>
/// <remarks>
/// Norms are taken in float64, so that no gradient is too large or too small. A derivative that is infinite becomes <see cref="Value"/>; by
/// <see cref="Norm"/> alone a gradient with infinities or NaN is left as it is, and the training ends as diverged.
/// </remarks>
public sealed record GradientClipping
{
    /// <summary>The largest magnitude of a partial derivative, above 0: larger ones are cut; null, the default, for any.</summary>
    public float? Value { get; init; }

    /// <summary>
    /// The largest Euclidean norm of the whole gradient, above 0: a longer one is scaled back to that length; null, the default, for any.
    /// </summary>
    /// <remarks>Pascanu, Mikolov and Bengio, <i>On the difficulty of training recurrent neural networks</i> (2013), algorithm 1.</remarks>
    public float? Norm { get; init; }

    /// <summary>The bounds in a few words; empty where there are none.</summary>
    public override string ToString() => Figures.List(("value", Value), ("norm", Norm));

    internal bool IsOn => Value is not null || Norm is not null;

    internal void Validate(string parameterName)
    {
        Require.Positive(Value ?? 1, $"{nameof(TrainingOptions.Clipping)}.{nameof(Value)}", parameterName);
        Require.Positive(Norm ?? 1, $"{nameof(TrainingOptions.Clipping)}.{nameof(Norm)}", parameterName);
    }
}
