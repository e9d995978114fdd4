namespace Unrolled;

internal sealed record ConstantSchedule : LearningRateSchedule
{
    private protected override string Text => "constant";

    internal override float Rate(float initial, TrainingPosition at, int reductions) => initial;
}
