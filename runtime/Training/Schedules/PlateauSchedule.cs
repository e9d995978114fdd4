namespace Unrolled;

internal sealed record PlateauSchedule(float Factor, int Patience, float MinDelta, float Minimum, Metric Metric) : LearningRateSchedule
{
    internal override float Rate(float initial, TrainingPosition at, int reductions) =>
        Math.Min(initial, Math.Max(Minimum, (float)(initial * Math.Pow(Factor, reductions))));
}
