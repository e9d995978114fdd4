namespace Unrolled;

/// <summary>Ends training when it no longer helps.</summary>
/// <remarks>Prechelt, <i>Early Stopping, but When?</i> (1998): the criterion that counts epochs in a row without improvement.</remarks>
public sealed record EarlyStopping
{
    /// <summary>What is watched. The default is the validation loss.</summary>
    public Metric Metric { get; init; } = Metric.ValidationLoss;

    /// <summary>Training ends after so many epochs in a row without improvement; at least 1. The default is 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>By how much the best value must be surpassed to count as an improvement, at least 0, which is the default.</summary>
    public double MinDelta { get; init; }

    /// <summary>
    /// Whether the network gets the parameters of its best epoch when training ends, early or not. The default is true.
    /// </summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>What is watched, in a few words.</summary>
    public override string ToString() => $"early stopping by {Figures.Name(Metric)} (patience {Wording.Number(Patience)})";

    internal void Validate(string parameterName)
    {
        Require.AtLeastOne(Patience, $"{nameof(EarlyStopping)}.{nameof(Patience)}", parameterName);
        Require.NotNegative(MinDelta, $"{nameof(EarlyStopping)}.{nameof(MinDelta)}", parameterName);
        Require.Known(Metric, $"{nameof(EarlyStopping)}.{nameof(Metric)}", parameterName);
    }
}
