namespace Unrolled;

/// <summary>What ended a training.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are over.</summary>
    AllEpochs,

    /// <summary><see cref="EarlyStopping"/> found no improvement for as many epochs as its patience.</summary>
    EarlyStopping,

    /// <summary>The loss or a parameter was no longer finite, see <see cref="TrainingDivergedException"/>.</summary>
    Divergence,
}
