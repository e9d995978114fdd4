using Unrolled.Numerics;

namespace Unrolled;

internal sealed record PlateauSchedule(float Factor, int Patience, double MinDelta, float Minimum, Metric Metric) : LearningRateSchedule
{
    private protected override string Text =>
        $"times {Wording.Number(Factor)} after {Wording.Exact(Patience, "epoch")} without improvement of {Figures.Name(Metric)}";

    internal override float Rate(float initial, TrainingPosition at, int reductions) =>
        Math.Min(initial, Math.Max(Minimum, (float)(initial * PortableMath.Power(Factor, reductions))));
}
