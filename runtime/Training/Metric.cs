namespace Unrolled;

/// <summary>What early stopping and schedules watch from epoch to epoch.</summary>
public enum Metric
{
    /// <summary>The mean loss on the validation data; smaller is better.</summary>
    ValidationLoss,

    /// <summary>The accuracy on the validation data; larger is better.</summary>
    ValidationAccuracy,

    /// <summary>The mean loss over the epoch's training samples; smaller is better. Needs no validation data.</summary>
    TrainingLoss,
}
