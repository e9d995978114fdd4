using System.Globalization;

namespace Unrolled;

/// <summary>Thrown when the loss or a parameter is no longer a finite number, most often because the learning rate is too large.</summary>
/// <remarks>The network keeps the parameters it has reached, which are of no use: train a new one, or set saved parameters.</remarks>
public sealed class TrainingDivergedException : ArithmeticException
{
    internal TrainingDivergedException(int epoch, float learningRate)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"Training diverged in epoch {epoch}: the loss or a parameter is no longer finite. "
            + $"Try a learning rate below {learningRate}, and inputs scaled to about -1 to 1."))
    {
        Epoch = epoch;
    }

    /// <summary>The epoch in which it happened, from 1.</summary>
    public int Epoch { get; }
}
