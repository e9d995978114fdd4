using Unrolled.Numerics;

namespace Unrolled;

internal sealed record StepSchedule(int Every, float Factor) : LearningRateSchedule
{
    private protected override string Text => $"times {Wording.Number(Factor)} every {Wording.Exact(Every, "epoch")}";

    internal override float Rate(float initial, TrainingPosition at, int reductions) =>
        (float)(initial * PortableMath.Power(Factor, at.Epoch / Every));
}
