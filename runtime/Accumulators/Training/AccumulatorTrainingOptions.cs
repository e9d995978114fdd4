namespace Unrolled;

/// <summary>How an <see cref="AccumulatorTrainer{TNetwork}"/> trains.</summary>
public sealed record AccumulatorTrainingOptions
{
    /// <summary>The optimizer. The default is Adam.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Adam();

    /// <summary>
    /// The share of the evaluations in the targets, from 0 to 1; the results have the rest. The default is a half.
    /// </summary>
    public float EvaluationShare { get; init; } = 0.5f;

    /// <summary>
    /// The evaluation that stands for an expected result of sigmoid(1), which is 73 %, above 0; null, the default, for the network's own
    /// <see cref="AccumulatorShape.EvaluationScale"/>. Sigmoids are taken of evaluations divided by it: of those that the samples bring, and
    /// of the network's, whose outputs it thereby multiplies by EvaluationScale of the network / EvaluationScale here.
    /// </summary>
    public float? EvaluationScale { get; init; }

    /// <summary>
    /// The largest magnitude of a parameter, above 0: larger ones are cut after every step, so that they fit into the integer network. The
    /// default is 127/64, with which a weight of an output scale of 64 is a signed byte.
    /// </summary>
    public float LargestParameter { get; init; } = 127f / 64;

    internal void Validate(string parameterName)
    {
        Require.Given(Optimizer, nameof(Optimizer), parameterName);
        Require.That(EvaluationShare is >= 0 and <= 1, EvaluationShare, "from 0 to 1", nameof(EvaluationShare), parameterName);
        Require.Positive(EvaluationScale ?? 1, nameof(EvaluationScale), parameterName);
        Require.Positive(LargestParameter, nameof(LargestParameter), parameterName);
    }
}
