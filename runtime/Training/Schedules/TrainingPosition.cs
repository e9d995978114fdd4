namespace Unrolled;

/// <summary>A step in the course of training, counted from 0.</summary>
internal readonly record struct TrainingPosition(int Epoch, int Epochs, int Batch, int Batches)
{
    /// <summary>The epochs before the step, the part of the present one included.</summary>
    public double EpochsBefore => Epoch + ((double)Batch / Batches);
}
