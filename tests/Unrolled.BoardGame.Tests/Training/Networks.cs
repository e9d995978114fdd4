namespace Unrolled.Tests;

[AccumulatorNetwork(10, 16, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]
internal sealed partial class SquaredNetwork;

[AccumulatorNetwork(10, 16, 1, Perspectives = 2, Hidden = Activation.ClippedReLU)]
internal sealed partial class ClippedNetwork;

[AccumulatorNetwork(12, 32, 1, Perspectives = 1, OutputBuckets = 3, Hidden = Activation.SquaredClippedReLU)]
internal sealed partial class BucketNetwork;

[AccumulatorNetwork(10, 20, 9, 5, 1, Perspectives = 2, OutputBuckets = 2, Hidden = Activation.SquaredClippedReLU)]
internal sealed partial class DeepNetwork;
