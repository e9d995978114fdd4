using System.Text;

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
    internal TrainingDivergedException(int epoch, float learningRate, string what, DataReport training, DataReport validation)
        : base(Describe(epoch, learningRate, what, training, validation))
    {
        Epoch = epoch;
    }

    /// <summary>The epoch in which it happened, from 1.</summary>
    public int Epoch { get; }

    private static string Describe(int epoch, float learningRate, string what, DataReport training, DataReport validation)
    {
        var text = new StringBuilder($"Training diverged in epoch {Wording.Number(epoch)}: {what} is no longer finite.");
        if ((training.NotFinite ?? validation.NotFinite) is { } notFinite)
        {
            text.Append(' ').Append(notFinite);
        }
        else
        {
            string? inputs = training.LargeInputs ?? validation.LargeInputs;
            string? targets = training.LargeTargets ?? validation.LargeTargets;
            text.Append(inputs is null ? "" : $" {inputs}: {TrainingHints.ScaleInputs}.");
            text.Append(targets is null ? "" : $" {targets}: {TrainingHints.ScaleTargets}.");
            text.Append(inputs is null && targets is null ? " Try" : " Or try");
            text.Append(" a learning rate below ").Append(Wording.Number(learningRate)).Append('.');
        }

        return text.Append(" The network has the parameters from before the epoch.").ToString();
    }
}
