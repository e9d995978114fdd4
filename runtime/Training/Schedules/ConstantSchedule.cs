namespace Unrolled;

internal sealed record ConstantSchedule : LearningRateSchedule
{
    internal override float Rate(float initial, TrainingPosition at, int reductions) => initial;
}
