namespace Unrolled;

internal sealed record StepSchedule(int Every, float Factor) : LearningRateSchedule
{
    internal override float Rate(float initial, TrainingPosition at, int reductions) =>
        (float)(initial * Math.Pow(Factor, at.Epoch / Every));
}
