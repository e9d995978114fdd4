using Unrolled.Numerics;

namespace Unrolled;

internal sealed record CosineSchedule(float WarmUp, float Last) : LearningRateSchedule
{
    private protected override string Text => $"cosine, warm-up {Wording.Number(WarmUp)}, last {Wording.Number(Last)}";

    internal override float Rate(float initial, TrainingPosition at, int reductions)
    {
        if (at.EpochsBefore < WarmUp)
        {
            double steps = WarmUp * at.Batches;
            double step = ((double)at.Epoch * at.Batches) + at.Batch + 1;
            return (float)(initial * Math.Min(1, step / steps));
        }

        double t = (at.EpochsBefore - WarmUp) / (at.Epochs - WarmUp);
        return (float)(Last + ((initial - Last) * (1 + PortableMath.SinCos(Math.PI * t).Cos) / 2));
    }

    internal override void Validate(string parameterName, int epochs)
    {
        if (WarmUp >= epochs)
        {
            Require.Throw(
                WarmUp, $"below {Wording.Number(epochs)}, the number of epochs", "The warm-up of the cosine schedule", parameterName);
        }
    }
}
