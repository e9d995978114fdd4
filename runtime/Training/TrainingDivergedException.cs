namespace Unrolled;

/// <summary>
/// Thrown when the loss, a parameter or the optimizer's state is no longer a finite number, most often because the learning rate is too
/// large, or the inputs or targets are. The message says which.
/// </summary>
/// <remarks>
/// The network has the parameters that it had before the epoch in which it happened: those of the last good epoch, or those that training
/// began with. A new training may go on from them, with a lower learning rate.
/// </remarks>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(
        int epoch, float learningRate, string what, DataReport training, DataReport validation, Exception? innerException = null)
        : base(Describe(epoch, learningRate, what, training, validation), innerException)
    {
        Epoch = epoch;
    }

    /// <summary>The epoch in which it happened, from 1.</summary>
    public int Epoch { get; }

    private static string Describe(int epoch, float learningRate, string what, DataReport training, DataReport validation)
    {
        string? notFinite = training.NotFinite ?? validation.NotFinite;
        string advice = notFinite is null ? Advice(learningRate, training, validation) : $" {notFinite}";
        return $"Training diverged in epoch {Wording.Number(epoch)}: {what} is no longer finite.{advice} The network has the parameters from "
            + "before the epoch.";
    }

    private static string Advice(float learningRate, DataReport training, DataReport validation)
    {
        string? inputs = training.LargeInputs ?? validation.LargeInputs;
        string? targets = training.LargeTargets ?? validation.LargeTargets;
        return (inputs is null ? "" : $" {inputs}: {TrainingHints.ScaleInputs}.")
            + (targets is null ? "" : $" {targets}: {TrainingHints.ScaleTargets}.")
            + (inputs is null && targets is null ? " Try" : " Or try")
            + $" a learning rate below {Wording.Number(learningRate)}.";
    }
}
