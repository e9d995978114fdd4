namespace Unrolled.Accumulators.Tests;

[AccumulatorNetwork(768, 1, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]
public sealed partial class Chess1;

[AccumulatorNetwork(768, 32, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]
public sealed partial class Chess32;

[AccumulatorNetwork(768, 256, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]
public sealed partial class Chess256;

[AccumulatorNetwork(768, 1024, 1, Perspectives = 2, Hidden = Activation.SquaredClippedReLU)]
public sealed partial class Chess1024;
