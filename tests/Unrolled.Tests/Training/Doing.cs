namespace Unrolled.Tests.Training;

/// <summary>Leaves every sample as it is, and does what a test wants to happen in the middle of an epoch.</summary>
internal sealed class Doing(Action action) : IAugmentation
{
    public void Apply(Span<float> input, ulong seed) => action();
}
