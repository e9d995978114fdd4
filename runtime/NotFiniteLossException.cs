namespace Unrolled;

/// <summary>Thrown when a loss of one's own, or its derivative, is infinite or not a number for some sample. The message says which.</summary>
/// <remarks>The network is as it was before the call. In <see cref="Trainer"/> it becomes a <see cref="TrainingDivergedException"/>.</remarks>
public sealed class NotFiniteLossException : ArithmeticException
{
    internal NotFiniteLossException(string loss, float value, string what, int sample)
        : base($"{loss} gave {Wording.Number(value)}{what} for sample {Wording.Number(sample)}, counted from 0, but a finite number is needed. "
            + "The network has not changed.")
    {
    }
}
